import type { Node } from '@vscode/tree-sitter-wasm';
import { Lines } from '../../trace/lines';
import type { SourceText } from '../../trace/source';
import type { Trace } from '../../trace/trace';
import { inSteps } from '../elements';
import type { Reader, ReadOptions } from '../reader';
import { LIMITS } from './core/limits';
import { examplesOf, LinesWithExample } from './example/example';
import { traceExample } from './example/trace';
import { signatures, type Signature } from './example/signature';
import { marksIn, wordOfProgram } from './elements';
import type { Front } from './front';
import { parse } from './grammars';
import { frontOf, grammarOf } from './languages';
import { asSourceError, traceProgram, type Program } from './run';
import { inOriginal, RewrittenLines } from './rewritten';
import { select } from './selection';
import { plain, Unreadable, type Span } from './syntax';

/**
 * Reads code by running it: a small interpreter follows where values move, and every statement that moves some is a
 * step. See docs/reading-code.md for what is read and docs/decisions/readers-code.md for how.
 */
export const readCode: Reader = async (source, options) => {
  // A byte order mark is no character of the text in an editor, so it does not count in columns either.
  const text = source.text.startsWith('\uFEFF') ? source.text.slice(1) : source.text;
  const lines = new Lines(text);
  const given = { ...source, text };
  const marks = marksIn(given, lines.selected(given));
  const says = { isWord: marks.length > 0, what: 'comments name the elements of a word' };
  let own: Trace;
  try {
    own = await readText(given, lines, options);
  } catch (error) {
    throw asSourceError(error, source, lines);
  }
  return inSteps(
    () => own,
    options.steps,
    says,
    () => (says.isWord ? wordOfProgram(own, given, lines, marks) : own),
  );
};

async function readText(source: SourceText, lines: Lines, options: ReadOptions): Promise<Trace> {
  const front = await frontOf(source.language);
  const selection = lines.selected(source);
  if (!front) throw new Unreadable(selection, `there is no reader of code for '${source.language}'`);
  if (source.text.length > LIMITS.text)
    throw new Unreadable(
      { start: LIMITS.text, end: source.text.length },
      `the text is longer than ${LIMITS.text} characters`,
      'bounds',
    );
  if (options.call === undefined) {
    const program = await programOf(front, source, lines, selection);
    return traceProgram(program, options);
  }
  const tree = await parse(grammarOf(source.language), source.text);
  let known: Signature[];
  try {
    known = signatures(tree.rootNode);
  } finally {
    tree.delete();
  }
  const examples = examplesOf(source.text, options.call, known, front.example);
  return traceExample(examples, options, (example) =>
    programOf(front, { ...source, text: example.text }, new LinesWithExample(example), example.at),
  );
}

async function programOf(front: Front, source: SourceText, lines: Lines, selection: Span): Promise<Program> {
  const rewritten = front.rewrite?.(source.text);
  const text = rewritten?.text ?? source.text;
  const tree = await parse(grammarOf(source.language), text);
  try {
    const isAsked = rewritten !== undefined && selection.start < selection.end;
    const part = isAsked ? rewritten.part(selection) : selection;
    if (isAsked && part.start >= part.end)
      throw new Unreadable(selection, 'nothing of this is left where its #if and #define are followed');
    return inOriginal(rewritten, () => {
      const { statements, at } = select(tree.rootNode, text, part, front);
      const chosen = new Set(statements.map(({ id }) => id));
      const copied = (nodes: Node[]) => nodes.map((node) => plain(node, text));
      const read = copied(statements);
      front.check?.(read);
      const others = copied(declarationsOf(tree.rootNode, front).filter(({ id }) => !chosen.has(id)));
      const from = rewritten ? new RewrittenLines(lines, rewritten) : lines;
      return {
        front,
        snippet: { uri: source.uri, language: source.language, lines: from, at },
        declarations: front.lower(front.around?.(others, read) ?? others),
        statements: front.lower(read),
        ...(rewritten && { rewritten }),
      };
    });
  } finally {
    tree.delete();
  }
}

function declarationsOf(root: Node, front: Front): Node[] {
  const all = root.namedChildren.filter((child): child is Node => child !== null && !child.hasError);
  const names = all.map((child) => front.constant?.(child));
  const count = (name: string): number => names.filter((one) => one === name).length;
  return all.filter((child, index) => {
    const name = names[index];
    return front.declarations.has(child.type) || (name !== undefined && count(name) === 1);
  });
}
