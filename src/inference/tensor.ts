/** Row-major. */
export interface Tensor {
  dims: number[];
  data: Float32Array;
}

/** A tensor of any file, as it is for one word. */
export interface ShownTensor {
  name: string;
  type: string;
  shape: number[];
  values: Float64Array;
}
