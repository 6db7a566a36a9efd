/**
 * Messages between the editor (or terminal) and the inference child process. The child is forked with
 * `serialization: 'advanced'`, so typed arrays travel as they are. Every request has an id and gets exactly one
 * `done` or `failed` answer; `progress` may come before it.
 */
export type ProviderName = 'cpu' | 'webgpu' | 'cuda' | 'dml' | 'coreml' | 'tensorrt';

export interface LoadRequest {
  kind: 'load';
  /** Absolute path of an `.onnx` file; external data is resolved beside it by the runtime. */
  model: string;
  /** In order of preference; `cpu` is always tried last. */
  providers: ProviderName[];
}

export interface RunRequest {
  kind: 'run';
  model: string;
  providers: ProviderName[];
  /** Token ids, row-major `[batch, length]`. */
  tokens: Int32Array;
  batch: number;
  length: number;
  /** Number of token ids the model knows; ids are checked against it before the run. */
  vocabulary: number;
  /** Names of the outputs wanted. */
  outputs: string[];
}

export type Request = { id: number } & (LoadRequest | RunRequest);

export interface ModelFacts {
  /** The provider that really runs the model. */
  provider: ProviderName;
  /** Why a preferred provider is not used, if one was asked for. */
  fallback?: string;
  inputs: string[];
  outputs: string[];
}

export interface Tensor {
  dims: number[];
  data: Float32Array;
}

export interface RunResult extends ModelFacts {
  tensors: Record<string, Tensor>;
  milliseconds: number;
}

export type Response =
  | { id: number; kind: 'progress'; done: number; total: number; message: string }
  | { id: number; kind: 'done'; result: ModelFacts | RunResult }
  | { id: number; kind: 'failed'; reason: string };
