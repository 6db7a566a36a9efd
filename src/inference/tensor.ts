/** Row-major. */
export interface Tensor {
  dims: number[];
  data: Float32Array;
}

/** What is asked of any file: a tensor for a word, and perhaps once more with others replaced. */
export interface AskedTensor {
  tensor: string;
  tokens: Int32Array;
  puts?: readonly Put[];
}

/** What stands in a tensor `[batch, length, width]` after a token is replaced: by what stands there after another one, or by zero. */
export interface Put {
  tensor: string;
  /** Counted from zero. */
  token: number;
  from: number | 'zero';
}

/** A tensor of any file, as it is for one word. */
export interface ShownTensor {
  name: string;
  type: string;
  shape: number[];
  values: Float64Array;
  /** With the others replaced. */
  changed?: Float64Array;
}
