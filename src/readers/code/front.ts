import type { Node } from '@vscode/tree-sitter-wasm';
import type { Files } from '../reader';
import type { Dialect } from './core/dialect';
import type { Machine } from './core/machine';
import type { Expr, Stmt } from './core/ir';
import type { ExampleForms } from './example/example';
import type { Rewritten } from './rewritten';
import type { Span, Syntax } from './syntax';

/** What may make a name: a file, by its path from the folder of the one that uses it, or a module of such files. */
export type Elsewhere =
  | {
      path: string;
      /** What others know it by there. */
      name: string;
    }
  | {
      /** A module stands for itself: where its members are made. */
      members: Find;
    };

export type Find = (name: string) => readonly Elsewhere[];

/** What a language brings: how its syntax is lowered, and what the lowered forms mean. */
export interface Front {
  dialect: () => Dialect<Machine>;
  /** The statements of a block, from its nodes. */
  lower: (nodes: readonly Syntax[]) => Stmt[];
  /**
   * The text as a preprocessor hands it on; undefined where it is as it was.
   *
   * @throws Unreadable, `elsewhere` by its path from the text where it is about another file
   */
  rewrite?: (text: string, files?: Files) => Rewritten | undefined;
  /** Those of the file's declarations that a part of it knows; all of them without this. */
  around?: (declarations: readonly Syntax[], read: readonly Syntax[]) => readonly Syntax[];
  /** What the parser lets pass in statements that the language does not. @throws Unreadable */
  check?: (nodes: readonly Syntax[]) => void;
  /** Node types that hold statements as children. */
  blocks: ReadonlySet<string>;
  /** Node types of statements that declare functions, classes and the like: all of a file's are known to a selection. */
  declarations: ReadonlySet<string>;
  /** Node types that belong to no program where they stand at the top of a file, between the statements of one. */
  apart: ReadonlySet<string>;
  /** Node types of functions whose body, one of `blocks`, is a program by itself. */
  functions: ReadonlySet<string>;
  /**
   * The name that a statement of the file makes for good, with a value that is written there: a constant, or a function as
   * a value. Known to a selection as declarations are, where nothing else in the file may change it.
   */
  constant?: (statement: Node) => string | undefined;
  /** Wrappers whose only statement is what counts, such as `export`. */
  isNoise: (type: string) => boolean;
  /** Statements that run before a selection that only declares: a call of `main`. */
  entry?: (declared: ReadonlySet<string>, at: Span) => Expr | undefined;
  /** How a call of a function with example values is written. */
  example: ExampleForms;
  /** Where names stand that a file uses and does not make, as what stands at its top tells. @param files from its folder */
  elsewhere?: (nodes: readonly Syntax[], files: Files) => Find;
  /** Those of another file's declarations that are what they are for good: nothing that runs there is known. */
  lasting?: (declarations: readonly Syntax[]) => readonly Syntax[];
  /** Whether others know by a file what that has from other files. */
  handsOn?: boolean;
  /** What a file itself calls that which others know by a name; it is called the same without this. */
  exported?: (nodes: readonly Syntax[]) => (name: string) => string | undefined;
  /** Names that a declaration makes. */
  declares: (statements: readonly Stmt[]) => string[];
}
