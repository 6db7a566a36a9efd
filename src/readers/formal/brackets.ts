import { NotationError } from '../../algebra/notation';
import { languageNamed } from '../../languages/definition';
import type { SourceText } from '../../trace/source';
import { CODE_LANGUAGES } from '../languages';
import type { Stretch } from '../reader';
import type { FoundWord } from './word';

const PAIRS = ['()', '[]', '{}'];
/** Sorts and depth of the language whose models are bundled. */
const [USUAL_KINDS, USUAL_DEPTH] = [2, 3];
const MOST_DEPTH = 99;

interface Bracket {
  start: number;
  kind: string;
  opens: boolean;
}

/**
 * The brackets of a text as a word of well nested ones, all else left out: of code those that are brackets there, and not part
 * of a string or a comment. One sort is a word of Dyck-1; of several the first that opens is told as `(`, the second as `[`.
 *
 * @throws NotationError at a bracket that closes nothing, or the wrong one
 */
export async function bracketWord(source: SourceText, { start, end }: Stretch): Promise<FoundWord> {
  const brackets = (await bracketsOf(source)).filter((bracket) => bracket.start >= start && bracket.start < end);
  if (brackets.length === 0) throw new NotationError(start, end, 'there is no bracket here');
  const depth = depthOf(brackets);
  const kinds = [...new Set(brackets.map(({ kind }) => kind))];
  const language = languageNamed(nameFor(kinds.length, depth, brackets[0]?.start ?? start));
  const told = kinds.flatMap((kind, at) => (kind === PAIRS[at] ? [] : [`${kind} as ${PAIRS[at] ?? ''}`]));
  return {
    language,
    symbols: brackets.map(({ start: at, kind, opens }) => ({
      symbol: 2 * kinds.indexOf(kind) + (opens ? 0 : 1),
      start: at,
      end: at + 1,
    })),
    remark: `only brackets are read, as a word of ${language.name}${told.length > 0 ? `: ${told.join(', ')}` : ''}`,
  };
}

function nameFor(kinds: number, depth: number, at: number): string {
  if (kinds === 1) return 'dyck-1';
  if (kinds === USUAL_KINDS && depth <= USUAL_DEPTH) return `bounded-dyck-${USUAL_KINDS}-${USUAL_DEPTH}`;
  const most = Math.floor(Math.log(4096) / Math.log(kinds));
  if (depth > most)
    throw new NotationError(
      at,
      at + 1,
      `${kinds} sorts of brackets ${depth} deep have too many states: at most ${most} deep`,
    );
  return `bounded-dyck-${kinds}-${depth}`;
}

/** @throws NotationError where they are not well nested */
function depthOf(brackets: readonly Bracket[]): number {
  const open: Bracket[] = [];
  let deepest = 0;
  for (const bracket of brackets) {
    const { start, kind, opens } = bracket;
    if (opens) {
      open.push(bracket);
      deepest = Math.max(deepest, open.length);
      if (deepest > MOST_DEPTH) throw new NotationError(start, start + 1, `brackets more than ${MOST_DEPTH} deep`);
      continue;
    }
    const last = open.pop();
    if (!last) throw new NotationError(start, start + 1, `'${kind.charAt(1)}' closes nothing`);
    if (last.kind !== kind)
      throw new NotationError(start, start + 1, `'${kind.charAt(1)}' closes what '${last.kind.charAt(0)}' has opened`);
  }
  return deepest;
}

async function bracketsOf({ language, text }: SourceText): Promise<Bracket[]> {
  const isCode = CODE_LANGUAGES.has(language);
  const places = isCode ? await (await import('../code')).bracketPlaces(language, text) : undefined;
  const all = places ?? [...text.matchAll(/[()[\]{}]/g)].map(({ index }) => index);
  return all.map((start) => {
    const character = text.charAt(start);
    const kind = PAIRS.find((pair) => pair.includes(character)) ?? '';
    return { start, kind, opens: kind.startsWith(character) };
  });
}
