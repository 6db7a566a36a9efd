import type { Dialect } from '../core/dialect';
import type { Library } from '../core/library/library';
import type { Machine } from '../core/machine';
import type { Box } from '../core/values';
import type { Arithmetic } from './integers';
import type { Letters } from './letters';

/** What C, C++, Java, Go and Rust do not have in common. */
export interface Native extends Arithmetic {
  library: Library;
  /** The kinds of things that an object is, to the library's tables of methods. */
  kindsOf: (machine: Machine, object: Box) => readonly string[];
  /** What the letters of a text are, where they can be had by their places. */
  letters?: Letters;
  /** What a class shares is named by it: `Color::Red` of Rust. */
  sharedMembers?: boolean;
  /** A floating-point number that is too large for an integer becomes the nearest one (Rust). */
  saturates?: boolean;
  /** Flavors of sequences that are copied when assigned or passed. */
  copied: ReadonlySet<string>;
  /** Going through an array goes through a copy of it, unless a pointer to it is given (Go, Rust). */
  iteratesCopies?: boolean;
  /** Numbers are conditions (C). */
  numbersAreConditions: boolean;
  /** The value of a variable of a type that is declared without one; undefined where it has none. */
  initial?: Dialect<Machine>['initial'];
  options: Partial<Dialect<Machine>>;
}
