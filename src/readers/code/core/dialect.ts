import type { Span } from '../syntax';
import type { Expr, Pattern } from './ir';
import type {
  Arguments,
  Box,
  Builtin,
  ClassData,
  Container,
  Data,
  FunctionData,
  Next,
  Place,
  RecordData,
  Scope,
  Taking,
  Variable,
} from './values';

/**
 * What the operators, indices, methods and names of a language mean, to the machine `M` that runs it. Every function may
 * fail at its place.
 */
export interface Dialect<M> {
  /** Names that are there without being declared. */
  builtin: (name: string) => Data | undefined;
  /** Classes that are there without being declared. */
  known?: (machine: M, name: string) => Data | undefined;
  /** What a function of the library gives, and the cell where it gives one and not only what is in it. */
  apply: (machine: M, builtin: Builtin, args: Arguments, at: Span) => { box: Box; place?: Place };
  truthy: (machine: M, data: Data, at: Span) => boolean;
  unary: (machine: M, operator: string, operand: Box, at: Span) => Box;
  binary: (machine: M, operator: string, left: Box, right: Box, at: Span) => Box;
  compare: (machine: M, operator: string, left: Box, right: Box, at: Span) => boolean;
  /** `a += b` where it is not `a = a + b`; undefined where it is. */
  inPlace?: (machine: M, operator: string, left: Box, right: Box, at: Span) => Box | undefined;
  element: (machine: M, object: Box, index: Box, at: Span) => Place;
  slice: (machine: M, object: Box, bounds: Bounds, at: Span) => Place;
  member: (machine: M, object: Box, name: string, at: Span) => Place;
  remove?: (machine: M, object: Box, key: Box | Bounds, at: Span) => void;
  iterate: (machine: M, of: Box, how: 'values' | 'keys' | 'pairs', at: Span) => Next;
  /** What `{ ...value }` takes over; undefined for what cannot be spread so. */
  entries?: (machine: M, of: Box, at: Span) => { key: Data; box: Box }[] | undefined;
  /**
   * What is assigned to is found before the value is evaluated, so `a[i++] = a[i]` reads the next element: one place
   * (Java, JavaScript), or every place of a list of them (Go). Otherwise the value comes first (Python, Rust, C++).
   */
  targetFirst?: (target: Pattern) => boolean;
  /** All places of a list are found, after the values, before the first is written (`std::tie` of C++). */
  bindsTargets?: boolean;
  /** Of `a += b` the right side is evaluated before `a` is looked at (C++, numbers of Rust). */
  operandFirst?: boolean;
  /** A value that is no cell is given to a parameter which is another name for one. */
  lent?: (machine: M, box: Box, at: Span) => void;
  /** A cell that an expression offers: its value is taken only by who makes something new of it (`std::move`). */
  offered?: (machine: M, e: Expr, scope: Scope) => { place: Place; take: Taking } | undefined;
  /** What a parameter gets that is given a value as no variable has it: `{1, 2}` of C++; undefined where that stays as it is. */
  taken?: (machine: M, type: string, box: Box, at: Span) => Box | undefined;
  /** A place in a list is none any more when that has grown or shrunk: iterators of C++. */
  placesLapse?: boolean;
  /** Which operands the language evaluates in an order that it leaves open. */
  anyOrder?: AnyOrder;
  /** A value as the language writes it. */
  show: (data: Data) => string;
  /** The name of a cell of a container called `parent`. */
  cellName: (parent: string, container: Container, key: Data) => string;
  text: (machine: M, parts: Box[], at: Span) => Data;
  /** What a call gives that returns nothing, and a parameter gets that is not given, where that is no error. */
  absent: Data;
  /** Whether a value is taken for none: the one that a parameter or a target has of its own comes instead. */
  isMissing?: (data: Data) => boolean;
  /** What a variable gets that is declared without a value. */
  initial?: (machine: M, type: string, at: Span, scope: Scope) => Box | undefined;
  /** Things that are copied when assigned or passed: arrays of Go, structs. */
  copied?: (machine: M, box: Box, at: Span) => Box;
  /** A value as a map or a set holds it, whose type says what is in it. */
  held?: (machine: M, container: RecordData, box: Box, at: Span) => Box;
  /** Puts what `value` holds into the cells of what is there, which pointers may point into; false where it cannot. */
  refill?: (machine: M, old: Data, value: Data, at: Span) => boolean;
  cast?: (machine: M, type: string, value: Box, at: Span) => Box;
  /** Which value `and`/`or` give: the operand, or a truth value. */
  logicalGivesOperand: boolean;
  /** The name of the flavor that a rest parameter or a star collects into. */
  restFlavor: string;
  starFlavor: string;
  /** The flavor of what arguments by name are collected into. */
  namesFlavor?: string;
  /** An array that fits a rest parameter is what it collects, not the first thing in it (Java). */
  restIsArray?: boolean;
  /** What is spread is what the rest parameter holds, and no copy of it (Go). */
  spreadIsRest?: boolean;
  /** Too many or too few arguments are no error (JavaScript). */
  looseArguments: boolean;
  /** The values that parameters have unless given are made once, where the function is defined (Python). */
  defaultsOnce?: boolean;
  /**
   * Who leaves what it goes through before its end tells it so, and so a generator is closed; patterns take things in turn
   * (JavaScript). Else a generator that nobody knows any more is closed at some time.
   */
  closesGenerators?: boolean;
  /** What an error becomes that leaves the body of a generator (Python). */
  outOfGenerator?: (machine: M, error: unknown, at: Span) => unknown;
  /** What is done with a class once its body has run: members of enumerations (Python, Rust). */
  classMade?: (machine: M, type: ClassData, at: Span) => void;
  /** The class that a function is when it is called with `new` (JavaScript); undefined where it is none. */
  classOf?: (machine: M, made: FunctionData) => ClassData | undefined;
  /** What calling a class gives, where that is not an object with its fields that its constructor has seen; undefined where it is. */
  make?: (machine: M, type: ClassData, args: Arguments, at: Span) => Box | undefined;
  /** A variable may be declared again in the same block: the old one is another (Rust). */
  shadows?: boolean;
  /** Functions of one name are told apart by the values that they are called with. */
  fit?: Fit<M>;
  /** Names of the functions that make an object of a class, the likeliest first. */
  constructors: (className: string) => readonly string[];
  /** The name of its object in a method that does not take it as a parameter. */
  self?: string;
  /** A function called as a member of an object gets that object as its own. */
  bindsThis?: boolean;
  /** Arguments can be cells: parameters and variables of some types are other names for them. */
  passesPlaces?: boolean;
  /** A new object of the fields of one that are not among those `named` (JavaScript's `...rest`). */
  others?: (machine: M, of: Box, named: ReadonlySet<string>, at: Span) => Box;
  /** What a loop names in turn whose variable is another name for each cell, of what is no list. */
  cells?: (machine: M, of: Data, at: Span) => Iterable<Place> | undefined;
  /** Whether variables of a type are other names for cells. */
  isAlias?: (type: string) => boolean;
  /** Whether variables of a type hold where something is: what is put there is not copied. */
  isPointer?: (type: string) => boolean;
  /** What is made where its address is taken, if it is known by its pointers alone. */
  addressed?: (machine: M, made: Box) => Box | undefined;
  /** The structure itself that is known by its pointers; undefined for other things. */
  pointed?: (machine: M, pointer: Data) => Place | undefined;
  /** What an object of a class gives when it is called. */
  called?: (machine: M, callee: Box, args: Arguments, at: Span) => Box | undefined;
  /** What a name stands for that says where it is from, `Row::made`. */
  qualified?: (machine: M, scope: Scope, name: string, at: Span) => Variable | undefined;
  /** Names in a method may be fields of its object. */
  implicitThis?: boolean;
  /** `*x` of what is no reference is `x`. */
  valuesAsReferences?: boolean;
  /** A type is made by giving its fields in order, where it has no constructor. */
  aggregates?: boolean;
  /** What a field becomes that is given a value so (the only one, `isAlone`), where what it is by itself says more: an array keeps its length. */
  fitted?: (machine: M, before: Box, given: Box, isAlone: boolean, at: Span) => Box | undefined;
  /** What is thrown where a value is thrown: an object of a class that is named (Python). */
  thrown?: (machine: M, value: Box, at: Span) => Box;
  /** The exception that an error of the language is, by its name. */
  exception?: (machine: M, name: string, reason: string, at: Span) => Box | undefined;
  /** Whether an exception is of the type that a handler names. */
  catches?: (machine: M, thrown: Box, type: Box, at: Span) => boolean;
  /** An exception as it is told where nothing catches it. */
  uncaught?: (machine: M, thrown: Box) => string;
  /** A class is made when it is first spoken of, and has a scope of its own for what its objects share (Java). */
  classScopes?: boolean;
  /** Whether an object has a method of the library by that name (in Java that is known in its class without `this`). */
  hasMember?: (machine: M, self: Box, name: string) => boolean;
  /** What stands after `case`, where that is no expression for this subject: the names of an enumeration. */
  caseOf?: (machine: M, subject: Box, test: Expr) => Box | undefined;
  /** A value of one of two branches, which has a type that both have in common. */
  chosen?: (machine: M, e: Expr & { op: 'conditional' }, value: Box, scope: Scope) => Box;
  /** The flavor of objects of classes. */
  instanceFlavor: string;
}

/**
 * How well a value fits a parameter's type: undefined where it does not, 0 where it is of that very type, more the more
 * it has to be converted. NaN where it fits, but only the types in the text would tell whether better than another.
 * `isCell`: it stands somewhere, and is not offered.
 */
export type Fit<M> = (machine: M, type: string, box: Box, scope: Scope, isCell?: boolean) => number | undefined;

/**
 * Languages that leave open in which order operands are evaluated: C for almost all of them, C++ for some, Go for
 * variables beside calls. Where the order cannot be told from the result nothing is said; where one operand writes a
 * cell that another one reads or writes, no answer is right on every compiler.
 */
type AnyOrder = Partial<Record<'binary' | 'compare' | 'index' | 'call' | 'assign' | 'sequence', Order>>;

/** All operands are evaluated in any order, or calls from left to right and variables before, between or after them. */
export type Order = 'operands' | 'calls';

export interface Bounds {
  low?: Box;
  high?: Box;
  step?: Box;
  inclusive?: boolean;
}
