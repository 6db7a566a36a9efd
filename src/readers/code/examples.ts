import type { Node } from '@vscode/tree-sitter-wasm';
import { Lines } from '../../trace/lines';
import type { SourceText } from '../../trace/source';
import type { Trace } from '../../trace/trace';
import { passage, UnreadError, type ExampleOptions, type Passage, type Stretch, type Unread } from '../reader';
import type { Front } from './front';
import { knownIn } from './example/known';
import type { Signature } from './example/signature';
import { Effort } from './effort';
import { parse } from './grammars';
import { suggestedCalls, type Context } from './inputs/suggested';
import { frontOf, grammarOf } from './languages';
import { readCode } from './read';
import type { CodeOptions } from './reading';
import { firstError, isExtra, unexpected } from './syntax';

/** Characters read in all stretches of a file together: every stretch is read with the declarations of all the file. */
const MAX_WORK = 50_000_000;

/** Operations to find what moves in all of a file, in one function or outside of all, and in one where much was spent on others. */
const EFFORT = { file: 2_500_000, part: 1_000_000, least: 150_000 } as const;

/** Deeper trees are not searched for functions. */
const MAX_DEPTH = 200;

/**
 * Every function, and what stands outside of functions: as one program, or, where it cannot be read as one, every run of
 * statements between two declarations. A function is read by its body, and where that asks for values by a call that the
 * file has of it, over lists of which nothing is known, or by calls that are suggested for it: nobody is there to be asked.
 */
export async function* codeExamples(source: SourceText, options: ExampleOptions = {}): AsyncGenerator<Passage> {
  const lines = new Lines(source.text);
  const whole = new Effort(EFFORT.file);
  const inPart = (): CodeOptions => ({ ...options, effort: whole.part(EFFORT.part, EFFORT.least) });
  const read = (at: Stretch, by: CodeOptions): Promise<Passage> =>
    passage(at, () => readCode({ ...source, selection: lines.range(at.start, at.end) }, by));
  const refused = (at: Stretch, reason: string, kind: Unread): Passage => ({
    fault: new UnreadError(source.uri, lines.range(at.start, at.end), reason, kind),
  });
  const { runs, bodies, known, error } = await stretches(source);
  const context = { language: source.language, text: source.text, known };
  // It may be large: it is let go once it has been given.
  let program = await programOf(runs, (at) => read(at, inPart()));
  const functions = new Map(bodies.map(({ body, of }) => [body, of]));
  const all = [...(program ? [program.at] : runs), ...functions.keys()].sort((a, b) => a.start - b.start);
  let work = 0;
  if (error) yield refused(error, unexpected(source.text, error.start), 'syntax');
  for (const at of all) {
    work += source.text.length;
    if (work > MAX_WORK) {
      yield refused(at, 'the file is too large for all of its functions to be read', 'bounds');
      return;
    }
    const isProgram = at === program?.at;
    const by = inPart();
    const found: Passage = isProgram && program ? program : await read(at, by);
    if (isProgram) program = undefined;
    const of = 'fault' in found ? functions.get(at) : undefined;
    if (!of) {
      yield found;
      continue;
    }
    work += source.text.length;
    const called = await read(of, by);
    if ('trace' in called) {
      yield called;
      continue;
    }
    const tried = await suggested(of, source, context, by);
    work += tried.length * source.text.length;
    const shown = tried.find((one) => 'trace' in one);
    yield shown ? { ...shown, at } : isBetter(called) ? called : (tried[0] ?? found);
  }
}

/** A function by the calls that are suggested for it, up to the first that moves something. */
async function suggested(of: Stretch, source: SourceText, context: Context, options: CodeOptions): Promise<Passage[]> {
  const signature = context.known.find(({ within }) => of.start <= within.start && within.end <= of.end);
  const tried: Passage[] = [];
  for (const call of signature ? suggestedCalls(signature, context) : []) {
    const found = await passage(of, () => readWith(source, call, options));
    tried.push(found);
    // Another one would take as long.
    if ('trace' in found || (found.fault instanceof UnreadError && found.fault.kind === 'bounds')) break;
  }
  return tried;
}

/** Of the lines that are read as input so many are made up. */
const MOST_LINES = 8;

/** The trace of a call, with lines made up where it reads some. */
async function readWith(source: SourceText, call: string, options: CodeOptions): Promise<Trace> {
  const lines: string[] = [];
  for (;;) {
    try {
      const trace = await readCode(source, { ...options, call, lines });
      const said = { text: `nothing here calls it with values: it is read as ${call}` };
      return { ...trace, assumed: [said, ...(trace.assumed ?? [])] };
    } catch (error) {
      const asks = error instanceof UnreadError ? error.asks : undefined;
      if (asks?.kind !== 'line' || lines.length === MOST_LINES) throw error;
      lines.push(asks.suggested);
    }
  }
}

/** What a function comes to where it is called: an example, or the question that an example would need answered. */
function isBetter(called: Passage): boolean {
  return 'trace' in called || (called.fault instanceof UnreadError && called.fault.asks !== undefined);
}

/** All runs as one, where there are several and something moves in them. */
async function programOf(runs: readonly Stretch[], read: (at: Stretch) => Promise<Passage>) {
  const [first, last] = [runs[0], runs.at(-1)];
  if (!first || !last || first === last) return undefined;
  const found = await read({ start: first.start, end: last.end });
  return 'trace' in found ? found : undefined;
}

interface Stretches {
  runs: Stretch[];
  bodies: Body[];
  known: readonly Signature[];
  error: Stretch | undefined;
}

/** The stretches of a file, and the first syntax error that lies in none of them: those in them the reader tells. */
async function stretches(source: SourceText): Promise<Stretches> {
  const front = await frontOf(source.language);
  const known = await knownIn(source.language, source.text);
  const tree = await parse(grammarOf(source.language), source.text);
  try {
    const [runs, bodies] = front ? [topLevel(tree.rootNode, front), bodiesIn(tree.rootNode, front)] : [[], []];
    const first = firstError(tree.rootNode, { start: 0, end: source.text.length });
    const isTold =
      first &&
      [...runs, ...bodies.map(({ body }) => body)].some(
        ({ start, end }) => first.startIndex <= end && first.endIndex >= start,
      );
    return {
      runs,
      bodies,
      known,
      error: first && !isTold ? { start: first.startIndex, end: first.endIndex } : undefined,
    };
  } finally {
    tree.delete();
  }
}

/** Runs of statements between the declarations of a file. */
function topLevel(root: Node, { apart, functions }: Front): Stretch[] {
  const runs: Stretch[] = [];
  let run: Stretch | undefined;
  for (const child of root.namedChildren) {
    if (!child) continue;
    const isFunction = child.namedChildren.some((one) => functions.has(one?.childForFieldName('value')?.type ?? ''));
    if (isExtra(child.type) || apart.has(child.type) || isFunction) run = undefined;
    else if (run) run.end = child.endIndex;
    else runs.push((run = { start: child.startIndex, end: child.endIndex }));
  }
  return runs;
}

/** What a function does, and all of the function. */
interface Body {
  body: Stretch;
  of: Stretch;
}

/** `const f = (a) => …` is declared by the statement. */
function declarationOf(node: Node): Node {
  const { parent } = node;
  return parent?.type === 'variable_declarator' && parent.parent ? parent.parent : node;
}

/** What stands in the blocks of functions, without their braces; functions inside functions have their own. */
function bodiesIn(root: Node, { functions, blocks }: Front): Body[] {
  const found: Body[] = [];
  const open: [node: Node, depth: number][] = [[root, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, depth] = next;
    if (functions.has(node.type)) {
      const body = node.childForFieldName('body');
      const statements = body && blocks.has(body.type) ? body.namedChildren.filter((child) => child !== null) : [];
      const [first, last] = [statements[0], statements.at(-1)];
      if (first && last) {
        const whole = declarationOf(node);
        const of = { start: whole.startIndex, end: whole.endIndex };
        found.push({ body: { start: first.startIndex, end: last.endIndex }, of });
      }
    }
    if (depth === MAX_DEPTH) continue;
    for (const child of node.namedChildren) if (child) open.push([child, depth + 1]);
  }
  return found;
}
