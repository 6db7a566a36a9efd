import type { Node } from '@vscode/tree-sitter-wasm';
import { readText } from '../../readers';
import { parse } from '../../readers/code/grammars';
import { firstError, unexpected } from '../../readers/code/syntax';
import { UnreadError } from '../../readers/reader';
import { Lines } from '../../trace/lines';
import { SourceError, type SourceText } from '../../trace/source';
import { reading, type Reading, type Stretch } from './reading';

/** Characters read in all stretches of a file together: every stretch is read with the declarations of all the file. */
const MAX_WORK = 50_000_000;

/** Deeper trees are not searched for functions. */
const MAX_DEPTH = 200;

const FUNCTION = /^(async_)?(generator_)?(function|method|arrow_function|lambda|closure|constructor)(_|$)/;
const BLOCK = /block|body|compound_statement/;
const DECLARATION =
  /^(function|generator_function|class|method|import|decorated|export|using|package|use|struct|enum|interface|type|impl|trait|mod|template|namespace|preproc|comment|line_comment|block_comment|hash_bang)/;

/**
 * Every body of a function, and what stands outside of functions: as one program, or, where it cannot be read as one,
 * every run of statements between two declarations.
 */
export async function* codeReadings(source: SourceText): AsyncGenerator<Reading> {
  const lines = new Lines(source.text);
  const read = async (at: Stretch): Promise<Reading> => {
    const found = await reading(at, () => readText({ ...source, selection: lines.range(at.start, at.end) }, {}));
    return 'fault' in found && found.fault instanceof UnreadError && found.fault.kind === 'no-moves'
      ? { nothing: true }
      : found;
  };
  const { runs, bodies, error } = await stretches(source);
  const program = await programOf(runs, read);
  const all = [...(program ? [program.at] : runs), ...bodies].sort((a, b) => a.start - b.start);
  let work = 0;
  if (error)
    yield {
      fault: new SourceError(source.uri, lines.range(error.start, error.end), unexpected(source.text, error.start)),
    };
  for (const at of all) {
    work += source.text.length;
    if (work > MAX_WORK) {
      yield {
        fault: new SourceError(
          source.uri,
          lines.range(at.start, at.end),
          'the file is too large for all of its functions to be read',
        ),
      };
      return;
    }
    yield at === program?.at ? program : await read(at);
  }
}

/** All runs as one, where there are several and something moves in them. */
async function programOf(runs: readonly Stretch[], read: (at: Stretch) => Promise<Reading>) {
  const [first, last] = [runs[0], runs.at(-1)];
  if (!first || !last || first === last) return undefined;
  const found = await read({ start: first.start, end: last.end });
  return 'trace' in found ? found : undefined;
}

/** The stretches of a file, and the first syntax error that lies in none of them: those in them the reader tells. */
async function stretches(
  source: SourceText,
): Promise<{ runs: Stretch[]; bodies: Stretch[]; error: Stretch | undefined }> {
  const tree = await parse(source.language, source.text);
  try {
    const [runs, bodies] = [topLevel(tree.rootNode), bodiesIn(tree.rootNode)];
    const first = firstError(tree.rootNode, { start: 0, end: source.text.length });
    const isTold =
      first && [...runs, ...bodies].some(({ start, end }) => first.startIndex <= end && first.endIndex >= start);
    return { runs, bodies, error: first && !isTold ? { start: first.startIndex, end: first.endIndex } : undefined };
  } finally {
    tree.delete();
  }
}

/** Runs of statements between the declarations of a file. */
function topLevel(root: Node): Stretch[] {
  const runs: Stretch[] = [];
  let run: Stretch | undefined;
  for (const child of root.namedChildren) {
    if (!child) continue;
    if (DECLARATION.test(child.type)) run = undefined;
    else if (run) run.end = child.endIndex;
    else runs.push((run = { start: child.startIndex, end: child.endIndex }));
  }
  return runs;
}

/** What stands in the blocks of functions, without their braces; functions inside functions have their own. */
function bodiesIn(root: Node): Stretch[] {
  const found: Stretch[] = [];
  const open: [node: Node, depth: number][] = [[root, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, depth] = next;
    if (FUNCTION.test(node.type)) {
      const body = node.childForFieldName('body');
      const statements = body && BLOCK.test(body.type) ? body.namedChildren.filter((child) => child !== null) : [];
      const [first, last] = [statements[0], statements.at(-1)];
      if (first && last) found.push({ start: first.startIndex, end: last.endIndex });
    }
    if (depth === MAX_DEPTH) continue;
    for (const child of node.namedChildren) if (child) open.push([child, depth + 1]);
  }
  return found;
}
