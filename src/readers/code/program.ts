import type { Node } from '@vscode/tree-sitter-wasm';
import type { Lines } from '../../trace/lines';
import type { SourceText } from '../../trace/source';
import type { Files } from '../reader';
import { Beside, within as toldIn } from './beside';
import { declarationsOf } from './declarations';
import type { Effort } from './effort';
import type { Front } from './front';
import { boundAround, contextOf, mentioned, namesIn } from './inputs/context';
import { withUnknowns } from './inputs/unknowns';
import { loweredOnce, namesOnce, plainOnce } from './kept';
import { grammarOf } from './languages';
import { inOriginal, RewrittenLines, type Rewritten } from './rewritten';
import type { Program } from './execution';
import { partsOf } from './parts';
import { Unreadable, type Span, type Syntax } from './syntax';

/** What a part of a text is read with. */
export interface Surroundings {
  /** Statements of the text that run before it, where they were added to it. */
  given?: Span;
  /** Statements that were added to it and run after those: what they move is not told. */
  before?: Span;
  /** Where that begins which was added to it, the part that is read and those statements among it. */
  added?: number;
  /** The names that they give values. */
  names?: readonly string[];
  /** Names that stand for values of which nothing is known. */
  unknowns?: ReadonlyMap<string, string>;
  /** Statements above it are left out that begin here; all are without this. */
  without?: ReadonlySet<number>;
  input?: readonly string[];
  files?: Files | undefined;
  effort?: Effort | undefined;
}

/** A statement above the part that is read, where it stands in the text, and the names that it gives values. */
export interface Above {
  /** Tells it from the others. */
  key: number;
  at: Span;
  names: readonly string[];
  /** All names that it speaks of, in functions of the text that it calls, too. */
  mentions: ReadonlySet<string>;
}

/** A program, and where those statements stand above it that give its names their values. */
export interface Prepared {
  program: Program;
  context: readonly Above[];
}

/** @throws Unreadable */
export async function prepared(
  front: Front,
  source: SourceText,
  lines: Lines,
  selection: Span,
  { given, before, added, names = [], unknowns = new Map(), without, input = [], files, effort }: Surroundings = {},
): Promise<Prepared> {
  const rewritten = rewrittenBy(front, source, files);
  const text = rewritten?.text ?? source.text;
  const grammar = grammarOf(source.language);
  const parts = await partsOf(grammar, text, rewritten ? undefined : added);
  const own = parts[0];
  const last = parts.at(-1) ?? own;
  try {
    const partOf = (span: Span): Span => (rewritten && span.start < span.end ? rewritten.part(span) : span);
    const part = partOf(selection);
    if (rewritten && selection.start < selection.end && part.start >= part.end)
      throw new Unreadable(selection, 'nothing of this is left where its #if and #define are followed');
    return inOriginal(rewritten, () => {
      const { statements, at } = last.select(part, front);
      const within = (span: Span | undefined): Node[] => (span ? last.select(partOf(span), front).statements : []);
      const [set, made] = [within(given), within(before)];
      const chosen = new Set([...statements, ...set, ...made].map(({ id }) => id));
      const copied = (nodes: Node[]) => nodes.map((node) => last.copy(node));
      const read = copied(statements);
      front.check?.(read);
      const bound = boundAround(statements);
      const behind = new Set(own === last ? [] : last.children);
      const declarations = declarationsOf([...own.children, ...behind], front, bound).filter(
        ({ id }) => !chosen.has(id),
      );
      const known = new Set(declarations.map(({ id }) => id));
      const spoken = namesOnce(grammar, text, namesIn);
      const above = without
        ? contextOf(statements, names, spoken).filter(
            ({ node }) => !known.has(node.id) && !without.has(node.startIndex) && !node.hasError,
          )
        : [];
      const others = declarations.map((node) => (behind.has(node) ? last.copy(node) : plainOnce(grammar, node, text)));
      const from = rewritten ? new RewrittenLines(lines, rewritten) : lines;
      const program: Program = {
        front,
        snippet: { uri: source.uri, language: source.language, lines: from, at },
        declarations: [
          ...loweredOnce(front, front.around?.(others, read) ?? others),
          ...withUnknowns(front.lower(copied(set)), unknowns),
        ],
        above: front.lower(copied([...above.map(({ node }) => node), ...made])),
        statements: withUnknowns(front.lower(read), unknowns),
        input,
        ...(files && besideOf(front, source, files, [...others, ...read])),
        ...(rewritten && { rewritten }),
        ...(effort && { effort }),
      };
      const context = above.map(({ node, names }) => {
        const at = { start: node.startIndex, end: node.endIndex };
        return { key: at.start, at: rewritten?.original(at) ?? at, names, mentions: mentioned(node, spoken) };
      });
      return { program, context };
    });
  } finally {
    for (const { tree } of parts) tree.delete();
  }
}

function rewrittenBy(front: Front, { uri, text }: SourceText, files: Files | undefined): Rewritten | undefined {
  try {
    return front.rewrite?.(text, files);
  } catch (error) {
    throw error instanceof Unreadable && error.elsewhere ? toldIn(error, uri, text) : error;
  }
}

function besideOf(front: Front, { uri, language }: SourceText, files: Files, nodes: readonly Syntax[]) {
  return front.elsewhere ? { others: { beside: new Beside(front, grammarOf(language), uri, files), nodes } } : {};
}
