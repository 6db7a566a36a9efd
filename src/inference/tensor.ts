/** Row-major. */
export interface Tensor {
  dims: number[];
  data: Float32Array;
}
