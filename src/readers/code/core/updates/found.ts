import type { Update } from './search';

/** A cell whose updates are known: of one place, or of several that depend on each other. */
export interface FoundCell {
  /** Names of the places. */
  members: string[];
  /** Of places that hold something only within an update. */
  passing: string[];
  /** Of the variables that hold them. */
  roots: Set<string>;
  /** Whatever it holds, every update makes it the same: alone that is no reason to follow it. */
  isSet: boolean;
  values: string[];
  initial: number;
  updates: Update[];
  /** Variables outside of it whose values depend on it. */
  drives: Set<string>;
}

/** What is known of the places that a program computes anew. */
export interface Computed {
  cells: FoundCell[];
  /** Why the updates of a place are not known but for this run, by the names of places. */
  unknown: Map<string, Unknown>;
  /** Nothing could be found out. */
  gaveUp?: string;
}

interface Unknown {
  reason: string;
  /** Names of the places on which it depends, the nearest first. */
  from: () => Iterable<string>;
  /** It is one of them itself. */
  isOwn: boolean;
}
