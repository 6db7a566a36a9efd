import type { Bits } from '../graph/round';
import type { Access } from '../models/remote/ask';
import type { AskedModel, ProviderName } from './asked-model';
import type { FileFacts } from './file-facts';
import type { AskedLanguageModel, LanguageAsk, LanguageAskName, LanguageAsks } from './language-model/asks';
import type { PrecisionCheck } from './precision/verdict';
import type { LookRequest, LookResult } from './looks';
import type { AskedTensor, ShownTensor, Tensor } from './tensor';

/*
 * Messages between the editor (or terminal) and the inference child process. The child is forked with
 * `serialization: 'advanced'`, so typed arrays travel as they are. Every request has an id and gets exactly one
 * `done` or `failed` answer; `progress` may come before it.
 */

export type { Bits, ProviderName, Tensor };

export interface LoadRequest extends Pick<AskedModel, 'model' | 'providers'> {
  kind: 'load';
}

export interface RunRequest extends AskedModel {
  kind: 'run';
  /** Token ids, row-major `[batch, length]`. */
  tokens: Int32Array;
  batch: number;
  length: number;
  /** Names of the outputs wanted. */
  outputs: readonly string[];
  /** Bits of mantissa to which the model is rounded, on the CPU; as it is if undefined. */
  bits?: Bits;
  /** Only logits are wanted, and other questions about the model ask for the same words. */
  shared?: true;
}

export interface CheckRequest {
  kind: 'check';
  /** Absolute path of any file. */
  model: string;
  /** Nothing is asked of a file that is known to pass: then there are no checks in the answer. */
  brief?: boolean;
}

/** What a file says of itself, whether it follows the contract or not. */
export interface GraphRequest {
  kind: 'graph';
  /** Absolute path of any file. */
  model: string;
  /** A tensor that is computed for a word. */
  show?: AskedTensor;
}

/** Something that is asked of a language model on texts. */
export interface LanguageRequest {
  kind: 'language';
  /** Absolute path of its graph. */
  model: string;
  of: AskedLanguageModel;
  asked: LanguageAsk;
}

interface LanguageResult {
  said: LanguageAsks[LanguageAskName]['answer'];
}

interface GraphResult {
  graph: FileFacts;
  shown?: ShownTensor;
}

/** Everything that the contract asks, of one file. */
export interface CheckResult {
  /** Null where its files cannot be read. */
  digest: string | null;
  checks: Check[];
}

/** Something that was asked of a model. */
export interface Check {
  name: string;
  /** Null where it could not be found out, because something before it has failed. */
  passed: boolean | null;
  /** What differs from the contract and is bridged, where it passed. */
  note?: string;
  /** What is wrong, for people; and what to change. */
  reason?: string;
  remedy?: string;
}

/** `access`: of a model on a server. */
export type Request = { id: number; access: Access } & AnyRequest;

export type AnyRequest = LoadRequest | RunRequest | LookRequest | CheckRequest | GraphRequest | LanguageRequest;
export type AnyResult = ModelFacts | RunResult | LookResult | CheckResult | GraphResult | LanguageResult;

export interface ModelFacts {
  /** Of the model's files, see `ModelFiles`; absent in a run that was kept before there was one. */
  digest?: string;
  /** The provider that really runs the model, or that a server does. */
  provider: ProviderName | 'server';
  /** Where onnxruntime itself runs as WebAssembly, because its native code does not work here. */
  webAssembly?: true;
  /** Operators that this provider left to the CPU, such as `Scan`; absent when it runs all of them. */
  cpuOperators?: string[];
  /** Why a preferred provider is not used, if one was asked for. */
  fallback?: string;
  /** Of a file in half precision: what became of it on the provider that runs it, or on one that was refused for it. */
  precision?: PrecisionCheck;
  inputs: string[];
  outputs: string[];
  /** Size of the last axis of every output that declares one: layers of one model may differ in width. */
  widths?: Record<string, number>;
}

export interface RunResult extends ModelFacts {
  tensors: Record<string, Tensor>;
  /** Of the runs alone, without opening the model. */
  milliseconds: number;
}

/** What progress says while a model that is not known is verified, before it is first run. */
export const VERIFYING = 'verifying the model';

/** `done` of `total` sequences are computed, or of what `message` names. */
export interface Progress {
  done: number;
  total: number;
  message: string;
}

/** `held`: bytes of memory that the process holds after its answer. */
export type Response =
  | ({ id: number; kind: 'progress' } & Progress)
  | { id: number; kind: 'done'; result: AnyResult; held: number }
  | { id: number; kind: 'failed'; reason: string; held: number };
