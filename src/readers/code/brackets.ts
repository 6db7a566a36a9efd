import type { TreeCursor } from '@vscode/tree-sitter-wasm';
import { parse } from './grammars';
import { grammarOf } from './languages';

/** A bracket alone, or the last of two characters: `${`, `#[`. */
const BRACKET = /^[^()[\]{}]?[()[\]{}]$/;

/** Offsets of all brackets of a text of code, but for those within strings and comments. */
export async function bracketPlaces(language: string, text: string): Promise<number[]> {
  const tree = await parse(grammarOf(language), text);
  const cursor = tree.walk();
  try {
    return [...leaves(cursor)].flatMap(([start, end]) => (BRACKET.test(text.slice(start, end)) ? [end - 1] : []));
  } finally {
    cursor.delete();
    tree.delete();
  }
}

/** Where the leaves of a tree stand that are no names and the like, in the order of the text. */
function* leaves(cursor: TreeCursor): Generator<[start: number, end: number]> {
  for (;;) {
    if (cursor.gotoFirstChild()) continue;
    if (!cursor.nodeIsNamed) yield [cursor.startIndex, cursor.endIndex];
    while (!cursor.gotoNextSibling()) if (!cursor.gotoParent()) return;
  }
}
