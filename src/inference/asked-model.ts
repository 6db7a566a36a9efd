/** What can run a model. */
export type ProviderName = 'cpu' | 'webgpu' | 'cuda' | 'dml' | 'coreml' | 'tensorrt';

/** The model that something is asked of, and what its manifest promises. */
export interface AskedModel {
  /** Absolute path of an `.onnx` file; external data is resolved beside it by the runtime. */
  model: string;
  /**
   * What may run the model, see `providersFor`. One name is a wish and is followed where it can be; of several the
   * fastest on this model is taken. `cpu` is always tried last, also when it is not named.
   */
  providers: readonly ProviderName[];
  /** Number of token ids the model knows; ids are checked against it before the run. */
  vocabulary: number;
  /** Number of logits at each position; checked when `logits` is wanted. */
  classes: number;
}
