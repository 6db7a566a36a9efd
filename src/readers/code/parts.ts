import type { Node, Tree } from '@vscode/tree-sitter-wasm';
import type { Front } from './front';
import { parse, parseNow } from './grammars';
import { select, type Selected } from './selection';
import { plain, Unreadable, type Span, type Syntax } from './syntax';

/** A stretch of a text that was parsed by itself. */
export class Part {
  constructor(
    readonly tree: Tree,
    private readonly text: string,
    /** Where it begins. */
    private readonly from: number,
  ) {}

  get children(): Node[] {
    return this.tree.rootNode.namedChildren.filter((child): child is Node => child !== null);
  }

  copy(node: Node): Syntax {
    return plain(node, this.text, this.from);
  }

  /** The statements of a stretch of the whole text. @throws Unreadable as `select` does */
  select({ start, end }: Span, front: Front): Selected {
    const { from } = this;
    try {
      const { statements, at } = select(this.tree.rootNode, this.text, { start: start - from, end: end - from }, front);
      return { statements, at: moved(at, from) };
    } catch (error) {
      if (!(error instanceof Unreadable) || from === 0) throw error;
      throw new Unreadable(moved(error.at, from), error.reason, error.kind, error.asks, error.raises);
    }
  }
}

function moved({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

/**
 * A text in one part, or what was added to it in a second one: calls that are tried are many and short, and to parse each of
 * them behind the whole text takes most of the time that it takes to read them.
 *
 * @param added where that begins which was added behind whole statements, if something was
 * @returns parts in the order of the text; the caller deletes their trees
 */
export async function partsOf(grammar: string, text: string, added: number | undefined): Promise<[Part, ...Part[]]> {
  if (added === undefined) return [new Part(await parse(grammar, text), text, 0)];
  const own = text.slice(0, added);
  const more = text.slice(added);
  const tree = await parse(grammar, own);
  const behind = parseNow(grammar, more);
  // What the parser makes of an error depends on what stands around it.
  if (!tree.rootNode.hasError && !behind.rootNode.hasError)
    return [new Part(tree, text, 0), new Part(behind, more, added)];
  tree.delete();
  behind.delete();
  return [new Part(await parse(grammar, text), text, 0)];
}
