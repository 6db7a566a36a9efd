import { parseNow } from './grammars';
import { plain, Unreadable, type Span, type Syntax } from './syntax';

/**
 * A part of the text read once more as something else: the grammar keeps what stands in a macro of Rust as bare words,
 * and takes `vector<int> left(n)` for a function.
 *
 * @param grammar that of the whole text
 * @param before what makes an expression of it, such as `f(`
 * @param after what closes `before`
 * @returns the tree with its places in the whole text; undefined where the part is none
 */
export function reparsed(
  grammar: string,
  whole: Syntax,
  part: Span,
  before: string,
  after: string,
): Syntax | undefined {
  const tree = parseNow(grammar, before + whole.sourceAt(part) + after);
  try {
    return tree.rootNode.hasError ? undefined : plain(tree.rootNode, whole, part.start - before.length);
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  } finally {
    tree.delete();
  }
}
