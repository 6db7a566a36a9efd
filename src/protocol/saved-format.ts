/**
 * What a saved page holds beside the page itself. It is a list of blocks, each an inert script element
 * with JSON in it, in which a typed array is an {@link Encoded} object: block 0 is the {@link SavedView}, and the others
 * hold what is large and may never be looked at.
 */
import type { ModelAccuracy, Prepared, Probe, Requests } from './messages';

export type SavedFormat = 'state-probe/view@2';

/** Id of the element with the block of this number: `block-0`, `block-1`, … */
export type BlockId = `block-${number}`;

/** A typed array in JSON: its type and its bytes, little-endian, in base64. */
export interface Encoded {
  array: ArrayType;
  base64: string;
}

export type ArrayType = 'f32' | 'i32' | 'u32' | 'i16' | 'u8';

/** The block with the answer, or why there is none: what the extension said when it was asked, or that it was cut. */
export type Kept = { block: number } | { reason: string };

export interface SavedView {
  format: SavedFormat;
  /** Version of the extension. */
  version: string;
  /** When it was saved, as ISO 8601. */
  date: string;
  probe: Probe;
  accuracy: readonly ModelAccuracy[];
  /** Of the models that ran. */
  models: readonly SavedModel[];
}

export interface SavedModel {
  id: string;
  /** For each step the class of its true state, -1 where there is none: what similarity is measured against. */
  truth: Int32Array;
  /** Steps up to the last of which the model gave a state. */
  known: number;
  /** Answers to prepared questions, by {@link answerKey}. */
  answers: Record<string, Kept>;
  /** By name of the output: of {@link SavedRows}, or of {@link SavedAttention} for `attention.k`. */
  outputs: Record<string, Kept>;
}

/** An output by steps. */
export interface SavedRows {
  /** Of one row, such as `[64, 16]`. */
  shape: readonly number[];
  /** `steps × width`, the width being the product of the shape; `NaN` where there is no state. */
  data: Float32Array;
}

/** Attention between the steps 0, `stride`, 2·`stride`, …, `size` of them. */
export interface SavedAttention {
  stride: number;
  size: number;
  /** For each head, `size × size`. */
  weights: readonly Float32Array[];
}

/** What a block holds, by what it is the answer to. */
export type SavedBlock = SavedView | SavedRows | SavedAttention | Requests[Prepared]['answer'];

/** What an answer about one model is kept as: its request, and what was asked beside the model. */
export function answerKey<K extends Prepared>(name: K, ask: Partial<Requests[K]['ask']>): string {
  const asked = Object.entries(ask).filter(([key, value]) => key !== 'probe' && key !== 'model' && value !== undefined);
  return [name, ...asked.sort().map(([key, value]) => `${key}=${String(value)}`)].join(' ');
}
