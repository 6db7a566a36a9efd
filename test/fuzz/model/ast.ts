/**
 * Programs that every language can write: what the random programs of `generate.ts` are made of, and what the printers
 * in `../print/` turn into text. Names of kinds follow C's family; what a language lacks is not generated for it.
 */
export type Language = 'python' | 'javascript' | 'c' | 'cpp' | 'java' | 'go' | 'rust';
export const LANGUAGES: readonly Language[] = ['python', 'javascript', 'c', 'cpp', 'java', 'go', 'rust'];

export type Type =
  | { of: 'int' }
  /** A number that indices are made of: Rust's `usize`. */
  | { of: 'index' }
  | { of: 'array'; size: number }
  | { of: 'grid'; rows: number; columns: number }
  /** A structure with the fields `x` and `y`. */
  | { of: 'pair' };

export const INT: Type = { of: 'int' };
export const INDEX: Type = { of: 'index' };
export const PAIR: Type = { of: 'pair' };
export const arrayOf = (size: number): Type => ({ of: 'array', size });

/** `reference`: what the function does to it is seen by the caller. */
type Mode = 'value' | 'reference';

export type Expr =
  | { e: 'int'; value: number }
  /** `isReference`: a parameter that stands for a cell of the caller. */
  | { e: 'name'; name: string; isReference?: boolean }
  | { e: 'at'; array: Expr; index: Expr }
  | { e: 'field'; of: Expr; name: string }
  | { e: 'binary'; operator: '+' | '-' | '*' | '%' | '/'; left: Expr; right: Expr }
  | { e: 'compare'; operator: '<' | '>' | '<=' | '>=' | '==' | '!='; left: Expr; right: Expr }
  | { e: 'logic'; operator: '&&' | '||'; left: Expr; right: Expr }
  | { e: 'bump'; target: Expr; by: 1 | -1; gives: 'old' | 'new' }
  | { e: 'assigned'; target: Expr; value: Expr }
  | { e: 'choice'; test: Expr; then: Expr; otherwise: Expr }
  | { e: 'call'; name: string; args: Argument[]; self?: Expr }
  | { e: 'to'; type: 'int' | 'index'; value: Expr }
  | { e: 'items'; type: Type; items: Expr[] }
  /** A copy that shares nothing with the original. */
  | { e: 'copy'; value: Expr; type: Type };

export interface Argument {
  value: Expr;
  type: Type;
  mode: Mode;
  /** The argument is a parameter or variable that is a reference already. */
  passesOn?: boolean;
}

export type Stmt =
  | { s: 'declare'; name: string; type: Type; value?: Expr; isAlias?: boolean }
  | { s: 'assign'; target: Expr; value: Expr; operator?: '+' | '-' | '*' }
  /** `a, b = b, a`. */
  | { s: 'parallel'; targets: Expr[]; values: Expr[] }
  | { s: 'do'; value: Expr }
  | { s: 'if'; test: Expr; then: Stmt[]; otherwise?: Stmt[] }
  /** From `from` up to and without `to`; `down`: from `to` − 1 down to `from`. */
  | { s: 'count'; name: string; from: Expr; to: Expr; down?: boolean; body: Stmt[]; label?: string }
  | { s: 'while'; test: Expr; body: Stmt[]; label?: string; after?: boolean }
  | { s: 'each'; name: string; array: Expr; how: 'value' | 'reference' | 'pairs'; index?: string; body: Stmt[] }
  | { s: 'leave'; how: 'break' | 'continue'; label?: string }
  | { s: 'return'; value?: Expr; type?: Type }
  | { s: 'print'; value: Expr }
  | { s: 'block'; body: Stmt[] }
  | { s: 'switch'; subject: Expr; cases: { value: number; body: Stmt[]; falls: boolean }[]; otherwise: Stmt[] }
  | { s: 'closure'; name: string; parameters: Parameter[]; body: Stmt[]; result?: Type; writes: string[] }
  /** Lines as the language writes them. */
  | { s: 'text'; lines: readonly string[] };

export interface Parameter {
  name: string;
  type: Type;
  mode: Mode;
}

export interface Fn {
  name: string;
  parameters: Parameter[];
  result?: Type;
  body: Stmt[];
  /** Methods of the structure; inside, `this` is the object. */
  isMethod?: boolean;
}

/** How the language's arrays are made, where it has several kinds. */
export type Arrays = 'plain' | 'vector' | 'slice';

export interface Root {
  name: string;
  type: Type;
}

export interface Model {
  seed: number;
  language: Language;
  arrays: Arrays;
  functions: Fn[];
  /** Lines before the functions; `@name` is a name of the program. */
  head: readonly string[];
  /** The function whose variables are the world; `main` itself, or one that it calls with literals. */
  stage: { isMain: boolean; parameters: Parameter[]; arguments: Expr[]; body: Stmt[] };
  roots: Root[];
}

export const int = (value: number): Expr => ({ e: 'int', value });
export const name = (text: string): Expr => ({ e: 'name', name: text });
export const reference = (text: string): Expr => ({ e: 'name', name: text, isReference: true });
export const at = (array: Expr, ...indices: Expr[]): Expr =>
  indices.reduce((inner, index): Expr => ({ e: 'at', array: inner, index }), array);
export const field = (of: Expr, text: string): Expr => ({ e: 'field', of, name: text });
export const plus = (left: Expr, right: Expr): Expr => ({ e: 'binary', operator: '+', left, right });
export const minus = (left: Expr, right: Expr): Expr => ({ e: 'binary', operator: '-', left, right });
export const modulo = (left: Expr, right: number): Expr => ({ e: 'binary', operator: '%', left, right: int(right) });
export const compare = (left: Expr, operator: '<' | '>' | '<=' | '>=' | '==' | '!=', right: Expr): Expr => ({
  e: 'compare',
  operator,
  left,
  right,
});
export const both = (left: Expr, right: Expr): Expr => ({ e: 'logic', operator: '&&', left, right });
export const toIndex = (value: Expr): Expr => ({ e: 'to', type: 'index', value });
export const toInt = (value: Expr): Expr => ({ e: 'to', type: 'int', value });

export const set = (target: Expr, value: Expr): Stmt => ({ s: 'assign', target, value });
export const add = (target: Expr, value: number): Stmt => ({ s: 'assign', target, value: int(value), operator: '+' });
export const local = (text: string, type: Type, value?: Expr): Stmt => ({
  s: 'declare',
  name: text,
  type,
  ...(value && { value }),
});
export const when = (test: Expr, then: Stmt[], otherwise?: Stmt[]): Stmt => ({
  s: 'if',
  test,
  then,
  ...(otherwise && { otherwise }),
});
export const count = (
  text: string,
  from: Expr,
  to: Expr,
  body: Stmt[],
  more: { down?: boolean; label?: string } = {},
): Stmt => ({
  s: 'count',
  name: text,
  from,
  to,
  body,
  ...more,
});
export const loop = (test: Expr, body: Stmt[], more: { after?: boolean; label?: string } = {}): Stmt => ({
  s: 'while',
  test,
  body,
  ...more,
});
export const leave = (how: 'break' | 'continue', label?: string): Stmt => ({
  s: 'leave',
  how,
  ...(label && { label }),
});
export const give = (value?: Expr, type: Type = INT): Stmt => ({ s: 'return', ...(value && { value, type }) });
