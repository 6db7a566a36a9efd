/** A run over a text, judged by a part of the state alone: in a partition of the states. */
export interface RunPartition {
  /** `the sign`, `where king is`. */
  name: string;
  kind: 'quotient' | 'where';
  blocks: number;
  /** For each step `WRONG`, `RIGHT` or `NOT_RUN` (`../readable.ts`). */
  outcome: Uint8Array;
  firstWrong: number | null;
  /** Right steps over those that are judged; null when none is. */
  accuracy: number | null;
  /** Share of the judged steps that one and the same answer would have right: the best one for this text. */
  guess: number;
}
