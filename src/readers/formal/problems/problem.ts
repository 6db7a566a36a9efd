import type { Step } from '../../../trace/trace';
import type { Stretch } from '../../reader';

/** What a step of an evaluation does, and the part of the text that asks for it. */
export type Act = Stretch & (Pick<Extract<Step, { cell: string }>, 'cell' | 'table'> | { map: readonly number[] });

/** What is asked about the world after the last step; fields as those of a question of a trace. */
export interface Asked extends Stretch {
  slot: number;
  /** Asks whether this object is in the slot, instead of what is there. */
  object?: number;
}

/** A problem that was worked out, as a world and what happens to it. */
export interface Evaluation {
  slots: readonly string[];
  objects: readonly string[];
  cells?: Readonly<Record<string, readonly string[]>>;
  initial: readonly number[];
  acts: readonly Act[];
  asked: readonly Asked[];
  /** Why another state would have led to other steps. */
  thisRunOnly: string;
}

/** Models that stay in TC⁰ with a fixed number of layers. */
export const IN_TC0 = 'transformers, S4 and Mamba of fixed depth, at log precision in TC⁰ (Merrill et al. 2024),';

/** A kind of computational problem whose instances are texts: what is told, and how it is worked out step by step. */
export interface Problem {
  /** How a text's head calls it. */
  name: string;
  /** What is proved of the problem as a whole, as the trace of one instance cannot say it. */
  complexity: string;
  /** What the size of an instance is counted in, and how many of these a random one may have. */
  size: readonly [what: string, most: number];
  /** @throws NotationError at what is no instance, or one that is too large */
  evaluate: (lines: readonly Line[], end: number) => Evaluation;
}

/** A line of an instance that is neither blank nor a comment. */
export interface Line {
  text: string;
  /** Offset of its first character in the whole text. */
  start: number;
}

/** The lines of a part of a text; those that begin with `#` are comments. */
export function linesOf(text: string, { start, end }: Stretch): Line[] {
  return [...text.slice(start, end).matchAll(/[^\r\n]+/g)]
    .map(({ 0: line, index }) => ({ text: line, start: start + index }))
    .filter(({ text: line }) => /^\s*[^\s#]/.test(line));
}
