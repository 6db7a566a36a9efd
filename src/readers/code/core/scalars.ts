/** Values without cells: those that can be written in a text. */
export interface Int {
  t: 'int';
  v: bigint;
  /** Of typed languages: how wide; Python's have none. */
  type?: string;
  /** It is an object, which may be another than one of the same value (Java's `Integer`). */
  boxed?: true;
  /** It is written in the text, and takes the type of what it is reckoned with (letters of Go). */
  open?: true;
}
export interface Num {
  t: 'num';
  v: number;
  /** Half as wide as others: `float` of Java. */
  type?: 'f32';
  boxed?: true;
}
interface Str {
  t: 'str';
  v: string;
}
export interface Bool {
  t: 'bool';
  v: boolean;
}
/** `None`, `null`, `nil`; and JavaScript's `undefined`. */
export interface Nothing {
  t: 'nothing';
  name: string;
}

export type Scalar = Int | Num | Str | Bool | Nothing;

export const TRUE: Bool = { t: 'bool', v: true };
export const FALSE: Bool = { t: 'bool', v: false };
