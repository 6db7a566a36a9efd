import type { Span } from '../syntax';
import type { Pattern } from './ir';
import type { Machine } from './machine';
import type { AnyOrder } from './order';
import type { Fit } from './overloads';
import type { Scope } from './scope';
import type { Box, Container, Data, Place } from './values';

/** What the operators, indices, methods and names of a language mean. Every function may fail at its place. */
export interface Dialect {
  /** Names that are there without being declared. */
  builtin: (name: string) => Data | undefined;
  truthy: (machine: Machine, data: Data, at: Span) => boolean;
  unary: (machine: Machine, operator: string, operand: Box, at: Span) => Box;
  binary: (machine: Machine, operator: string, left: Box, right: Box, at: Span) => Box;
  compare: (machine: Machine, operator: string, left: Box, right: Box, at: Span) => boolean;
  /** `a += b` where it is not `a = a + b`; undefined where it is. */
  inPlace?: (machine: Machine, operator: string, left: Box, right: Box, at: Span) => Box | undefined;
  element: (machine: Machine, object: Box, index: Box, at: Span) => Place;
  slice: (machine: Machine, object: Box, bounds: Bounds, at: Span) => Place;
  member: (machine: Machine, object: Box, name: string, at: Span) => Place;
  remove?: (machine: Machine, object: Box, key: Box | Bounds, at: Span) => void;
  iterate: (machine: Machine, of: Box, how: 'values' | 'keys' | 'pairs', at: Span) => () => Box | undefined;
  /**
   * What is assigned to is found before the value is evaluated, so `a[i++] = a[i]` reads the next element: one place
   * (Java, JavaScript), or every place of a list of them (Go). Otherwise the value comes first (Python, Rust, C++).
   */
  targetFirst?: (target: Pattern) => boolean;
  /** All places of a list are found, after the values, before the first is written (`std::tie` of C++). */
  bindsTargets?: boolean;
  /** Of `a += b` the right side is evaluated before `a` is looked at (C++, numbers of Rust). */
  operandFirst?: boolean;
  /** Which operands the language evaluates in an order that it leaves open. */
  anyOrder?: AnyOrder;
  /** A value as the language writes it. */
  show: (data: Data) => string;
  /** The name of a cell of a container called `parent`. */
  cellName: (parent: string, container: Container, key: Data) => string;
  text: (machine: Machine, parts: Box[], at: Span) => Data;
  /** What a call gives that returns nothing, and a parameter gets that is not given; an error where undefined. */
  absent: Data | undefined;
  /** What a variable gets that is declared without a value. */
  initial?: (machine: Machine, type: string, at: Span, scope: Scope) => Box | undefined;
  /** Things that are copied when assigned or passed: arrays of Go, structs. */
  copied?: (machine: Machine, box: Box, at: Span) => Box;
  /** Puts what `value` holds into the cells of what is there, which pointers may point into; false where it cannot. */
  refill?: (machine: Machine, old: Data, value: Data, at: Span) => boolean;
  cast?: (machine: Machine, type: string, value: Box, at: Span) => Box;
  /** Which value `and`/`or` give: the operand, or a truth value. */
  logicalGivesOperand: boolean;
  /** The name of the flavor that a rest parameter or a star collects into. */
  restFlavor: string;
  starFlavor: string;
  /** Too many or too few arguments are no error (JavaScript). */
  looseArguments: boolean;
  /** The values that parameters have unless given are made once, where the function is defined (Python). */
  defaultsOnce?: boolean;
  /** A variable may be declared again in the same block: the old one is another (Rust). */
  shadows?: boolean;
  /** Functions of one name are told apart by the values that they are called with. */
  fit?: Fit;
  /** A function called as a member of an object gets that object as `this`. */
  bindsThis?: boolean;
  /** Arguments can be cells: parameters and variables of type `&` are other names for them. */
  passesPlaces?: boolean;
  /** Names in a method may be fields of its object. */
  implicitThis?: boolean;
  /** `*x` of what is no reference is `x`. */
  valuesAsReferences?: boolean;
  /** A type is made by giving its fields in order, where it has no constructor. */
  aggregates?: boolean;
  /** The flavor of objects of classes. */
  instanceFlavor?: string;
}

export interface Bounds {
  low?: Box;
  high?: Box;
  step?: Box;
  inclusive?: boolean;
}
