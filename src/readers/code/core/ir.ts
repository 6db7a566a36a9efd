import type { Span } from '../syntax';
import type { Scalar } from './scalars';

/**
 * The small language into which every front lowers its own. It has the shapes of statements and expressions only: what
 * an operator, an index or a method means is told by the language's `Dialect`.
 */
export interface At {
  at: Span;
}

export type Expr = At &
  (
    | { op: 'literal'; value: Scalar }
    /** A value that is written in the text, and not worked out. */
    | { op: 'unknown'; name: string }
    | { op: 'name'; name: string }
    | { op: 'sequence'; flavor: string; items: Expr[]; type?: string | undefined }
    | { op: 'spread'; value: Expr; mapping?: boolean }
    | { op: 'record'; flavor: string; entries: Entry[] }
    | { op: 'index'; object: Expr; index: Expr }
    | { op: 'slice'; object: Expr; low?: Expr; high?: Expr; step?: Expr; inclusive?: boolean }
    | { op: 'member'; object: Expr; name: string; optional?: boolean }
    | { op: 'call'; callee: Expr; args: Argument[]; fresh?: boolean; optional?: boolean }
    | { op: 'unary'; operator: string; operand: Expr }
    | { op: 'binary'; operator: string; left: Expr; right: Expr }
    | { op: 'compare'; first: Expr; rest: { operator: string; right: Expr }[] }
    | { op: 'logical'; operator: 'and' | 'or' | 'nullish'; left: Expr; right: Expr }
    | { op: 'conditional'; test: Expr; then: Expr; otherwise: Expr }
    | { op: 'function'; declaration: FunctionDeclaration }
    | { op: 'assign'; target: Pattern; value: Expr }
    | { op: 'update'; target: Expr; operator: string; value: Expr; result: 'old' | 'new' }
    | {
        op: 'comprehension';
        /** What becomes of the elements, and the language's name for it. */
        into: 'sequence' | 'record' | 'iterator';
        flavor: string;
        element: Expr;
        value?: Expr;
        clauses: Clause[];
      }
    | { op: 'all'; parts: Expr[] }
    | { op: 'text'; parts: Expr[] }
    | { op: 'address'; place: Expr }
    | { op: 'deref'; pointer: Expr }
    | { op: 'cast'; type: string; value: Expr }
    /** In a generator; with `each` all values of something, one after the other. */
    | { op: 'yield'; value?: Expr; each: boolean }
    | { op: 'block'; body: Stmt[]; value?: Expr }
    | { op: 'unsupported'; what: string }
  );

export type Entry = { key: Expr; value: Expr } | { spread: Expr };
export type Clause = { each: Pattern; of: Expr } | { when: Expr };
export interface Argument {
  value: Expr;
  keyword?: string;
}

/** Where values are put. `declare` makes a new variable: in the nearest block, or in the nearest function. */
export type Pattern = At &
  (
    | { to: 'name'; name: string; declare?: 'block' | 'function'; type?: string }
    | { to: 'place'; place: Expr }
    | { to: 'sequence'; items: Pattern[]; star?: number }
    /** `rest` takes an object of the fields that are not named. */
    | { to: 'fields'; fields: { key: string; pattern: Pattern }[]; rest?: Pattern }
    | { to: 'default'; pattern: Pattern; value: Expr }
    | { to: 'nothing' }
  );

export type Stmt = At &
  (
    | { do: 'expression'; expression: Expr }
    | { do: 'assign'; targets: Pattern[]; value: Expr }
    | {
        do: 'declare';
        target: Pattern;
        value?: Expr;
        type?: string;
        /** Its variable outlives the call: it gets its value when the statement is first met. */
        once?: boolean;
        /** It is a constant. */
        isFixed?: true;
        /** A static field, which stands beside those of other classes: there can be only one of its name. */
        unique?: boolean;
        /** It declares no variable where one of these is a type: `vector<int> left(n)`, `vector<int> left(Kind)`. */
        unlessTypes?: string[];
      }
    | { do: 'if'; test: Expr; then: Stmt[]; otherwise: Stmt[] }
    | { do: 'while'; test: Expr; body: Stmt[]; otherwise: Stmt[]; after?: boolean; label?: string }
    | { do: 'for'; init: Stmt[]; test?: Expr; update: Expr[]; body: Stmt[]; label?: string }
    | {
        do: 'each';
        target: Pattern;
        of: Expr;
        how: 'values' | 'keys' | 'pairs';
        body: Stmt[];
        otherwise: Stmt[];
        label?: string;
      }
    | { do: 'block'; body: Stmt[]; label?: string; /** Its variables are those of what it stands in. */ bare?: true }
    | {
        do: 'function';
        declaration: FunctionDeclaration;
        /** The class whose static method it is. */ of?: string;
        /** The class whose method it is, which stands elsewhere. */ into?: string;
      }
    /** The function or class `name` becomes `value`; where that is not followed, it is refused where it is used. */
    | { do: 'decorate'; name: string; value: Expr }
    | { do: 'class'; declaration: ClassDeclaration }
    | { do: 'return'; value?: Expr }
    /** Without a value: the exception that is being handled, once more. */
    | { do: 'throw'; value?: Expr }
    | { do: 'try'; body: Stmt[]; handlers: Handler[]; otherwise: Stmt[]; last?: Stmt[] | undefined }
    /** The value of the block around it, which is an expression. */
    | { do: 'yield'; value: Expr }
    | { do: 'break' | 'continue'; label?: string }
    | { do: 'delete'; target: Expr; /** A name that has no value already is none the worse for it. */ lenient?: true }
    | { do: 'switch'; subject: Expr; cases: { tests: Expr[] | null; body: Stmt[] }[]; falls: boolean; label?: string }
    | { do: 'scope'; names: string[]; kind: 'global' | 'nonlocal' }
    | { do: 'import'; names: { module: string; member?: string; as: string }[] }
    | { do: 'unsupported'; what: string }
    | { do: 'nothing' }
  );

/** Catches the exceptions that are of `type`, or all. */
export interface Handler extends At {
  type?: Expr;
  target?: Pattern;
  body: Stmt[];
}

export interface Parameter extends At {
  pattern: Pattern;
  fallback?: Expr;
  /** As it is written, where functions are told apart by the types that they take. */
  type?: string | undefined;
  /** `*args` or `...rest`; `**options`, which takes what is given by names that no other parameter has. */
  rest?: boolean;
  restByName?: boolean;
  /** It has no place among the others: it is given by its name alone. */
  byNameAlone?: boolean;
}

/** The body is lowered when first called: code that never runs need not be understood. */
export interface FunctionDeclaration extends At {
  name: string;
  /** What it is called by, where functions do not share their names with variables (Java). */
  known?: string;
  parameters: Parameter[];
  /** The type of what it gives, where that is one value that has to become of this type. */
  result?: string | undefined;
  body: () => Stmt[];
  /** Names that are variables of the function because it assigns to them (Python). */
  locals?: (body: Stmt[]) => Set<string>;
  /** What it gives is a cell, which the call names: `int &at(int i)` of C++. */
  givesCell?: boolean;
  /** A destructor that does something beyond its object. */
  isFelt?: boolean;
  /** Arrow functions and lambdas whose body is one expression. */
  arrow?: boolean;
  /** Methods whose first parameter is the object. */
  takesSelf?: boolean;
  /** A call gives what it yields, one after the other, and runs it as far as that is asked for. */
  yields?: boolean;
  /** What it uses from around it is copied when it is made (`move`). */
  moves?: boolean;
  /** Variables around it of which it has copies, made where it is made (`[=]` of C++). */
  copies?: readonly string[];
  /** It changes what it has copies of, so that another one made of it goes on by itself (`mutable`). */
  keeps?: boolean;
  /** The variable that holds all that a call gives (`arguments` of JavaScript). */
  allGiven?: string;
  isStatic?: boolean;
  /** Which one is called is told by the object (C++). */
  isVirtual?: boolean;
  /** A method of the class itself, which is its `this` (JavaScript) or its first argument (Python). */
  isOfClass?: boolean;
}

export interface ClassDeclaration extends At {
  name: string;
  base?: Expr;
  /** Its interfaces. */
  also?: Expr[];
  methods: FunctionDeclaration[];
  /** What is run where the class stands, and names its attributes (Python). */
  body?: () => Stmt[];
  /** Run when the class is first used, where it has a scope of its own: what all objects share, classes within it. */
  statics?: Stmt[];
  /** Methods that are declared in it and stand elsewhere (C++). */
  outside?: readonly FunctionDeclaration[];
  /** Names of what all objects share. */
  shares?: readonly string[];
  kind?: 'interface' | 'enum' | 'record';
  /** No object is made of it itself. */
  isAbstract?: boolean;
  /** Its objects each belong to one of the class around it. */
  isInner?: boolean;
  /** Fields with their first values, for each object or for the class as a whole. */
  fields: { name: string; value?: Expr; shared: boolean; type?: string | undefined; embedded?: boolean }[];
  /** Names that are given a type in its body, in their order (Python). */
  annotated?: readonly string[];
}
