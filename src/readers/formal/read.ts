import { NotationError } from '../../algebra/notation';
import { after, nextSymbols, startOf } from '../../languages/rule';
import type { Language } from '../../languages/schema';
import { OUTSIDE, statesOf } from '../../languages/states';
import { shortened } from '../../text/shortened';
import { Lines } from '../../trace/lines';
import { SourceError, type SourceText } from '../../trace/source';
import { makeTrace, type Remark, type Step, type Trace } from '../../trace/trace';
import type { Reader, ReadOptions, Stretch } from '../reader';
import { bracketWord } from './brackets';
import { HOW_TO_SAY, readHeader, type Header } from './header';
import { problemNamed, problemTrace, type Problem } from './problems';
import { languageSaid } from './said';
import type { FoundWord } from './word';

/** Characters of a symbol that an error quotes. */
const MOST_TOLD = 60;

/** Longest word, states times letters of an automaton, and states times symbols of a word: bounds on the memory of a trace. */
const MAX_SYMBOLS = 200_000;
const MAX_TABLES = 4_000_000;
const MAX_NUMBERS = 16_000_000;

/**
 * Reads a word of a formal language, which the text's head names or `formal` says: docs/reading-languages.md. Or an instance of a
 * problem, said in the same way: docs/reading-problems.md.
 */
export const readFormal: Reader = async (source, options) => {
  const lines = new Lines(source.text);
  try {
    const instance = instanceOf(source, lines, options);
    if (instance) return problemTrace(source, instance.problem, instance.at, options.track);
    return traceOf(source, lines, await wordOf(source, lines, options));
  } catch (error) {
    if (!(error instanceof NotationError)) throw error;
    throw new SourceError(source.uri, lines.range(error.start, error.end), error.reason);
  }
};

/** Of a text that is an instance of a problem, and no word: which problem, and where the text tells it. */
function instanceOf(
  source: SourceText,
  lines: Lines,
  { formal, files }: ReadOptions,
): { problem: Problem; at: Stretch } | undefined {
  const part = lines.selected(source);
  const header = headOf(source, files);
  const problem = formal === undefined ? header?.problem : problemNamed(formal);
  if (!problem) return undefined;
  const start = Math.max(part.start, header?.end ?? 0);
  return { problem, at: { start, end: Math.max(start, part.end) } };
}

function headOf({ language, text }: SourceText, files: ReadOptions['files']): Header | undefined {
  return language === 'formal' ? readHeader(text, text.startsWith('\uFEFF') ? 1 : 0, files) : undefined;
}

async function wordOf(source: SourceText, lines: Lines, { formal, files }: ReadOptions): Promise<FoundWord> {
  const { text } = source;
  const part = lines.selected(source);
  if (formal === 'brackets') return bracketWord(source, part);
  const header = headOf(source, files);
  const language = formal === undefined ? header?.language : languageSaid(formal);
  const start = Math.max(part.start, header?.end ?? 0);
  if (!language)
    throw new NotationError(
      start,
      start,
      `the text does not say of which language it is a word: say it in a line such as ${HOW_TO_SAY}`,
    );
  return { language, symbols: symbolsIn(text, start, Math.max(start, part.end), language) };
}

/** Single characters, blanks left out; words between blanks where a symbol of the language is longer. */
function symbolsIn(text: string, start: number, end: number, language: Language): FoundWord['symbols'] {
  const letters = language.alphabet.slice(0, -1);
  const places = new Map(letters.map((letter, symbol) => [letter, symbol]));
  const pattern = letters.every((letter) => [...letter].length === 1) ? /\S/gu : /\S+/gu;
  const found: FoundWord['symbols'] = [];
  const isComment = !letters.some((letter) => letter.includes('#'));
  for (const line of text.slice(start, end).matchAll(/[^\r\n]+/g)) {
    if (isComment && line[0].trimStart().startsWith('#')) continue;
    for (const match of line[0].matchAll(pattern)) {
      const at = start + line.index + match.index;
      const symbol = places.get(match[0]);
      if (symbol === undefined)
        throw new NotationError(
          at,
          at + match[0].length,
          `'${shortened(match[0], MOST_TOLD)}' is no symbol of ${language.name}: ${letters.join(' ')}`,
        );
      if (found.length === MAX_SYMBOLS)
        throw new NotationError(at, at + match[0].length, `a word may have ${MAX_SYMBOLS} symbols, here is one more`);
      found.push({ symbol, start: at, end: at + match[0].length });
    }
  }
  if (found.length === 0) throw new NotationError(start, end, 'there is no symbol here: the empty word has no steps');
  return found;
}

/** The automaton is the one cell of the world, and its letters are the tables that the steps are. */
function traceOf(source: SourceText, lines: Lines, { language, symbols, remark }: FoundWord): Trace {
  const { alphabet, name, rule } = language;
  const end = alphabet.length - 1;
  let at = startOf(language);
  for (const [step, { symbol, start, end: behind }] of symbols.entries()) {
    const allowed = nextSymbols(language, at);
    if (!allowed.includes(symbol)) {
      const may = allowed.map((one) => (one === end ? 'the end' : `'${alphabet[one] ?? ''}'`));
      const what = may.length === 0 ? 'nothing may' : `only ${may.join(', ').replace(/, ([^,]*)$/, ' or $1')} may`;
      const where = step === 0 ? 'at the start' : `after ${step} ${step === 1 ? 'symbol' : 'symbols'}`;
      throw new NotationError(
        start,
        behind,
        `'${alphabet[symbol] ?? ''}' cannot come here in a word of ${name}: ${where} ${what}`,
      );
    }
    at = after(language, at, symbol);
    // As many states were met as are queued, and as many symbols: a queue is copied at every symbol, before states are counted below.
    if (rule.kind === 'queue' && at.length ** 2 > MAX_NUMBERS)
      throw new NotationError(
        start,
        behind,
        `a word of ${name} may keep ${Math.floor(Math.sqrt(MAX_NUMBERS)) - 1} symbols to be copied, here is one more`,
      );
  }
  const size = rule.kind === 'dfa' ? rule.transitions.length : 1;
  const first = symbols[0]?.start ?? 0;
  if (size * end > MAX_TABLES)
    throw new NotationError(first, first, `the automaton of ${name} is too large: ${size} states and ${end} symbols`);
  const word = symbols.map(({ symbol }) => symbol);
  const { names, letters, next } = statesOf(language, word);
  const most = Math.floor(MAX_NUMBERS / names.length);
  if (symbols.length > most)
    throw new NotationError(
      symbols[most]?.start ?? first,
      symbols[most]?.end ?? first,
      `of ${name}, which has ${names.length} states here, a word may have ${most} symbols`,
    );
  const remarks = [...(remark === undefined ? [] : [{ text: remark }]), ...endRemarks(language, at)];
  const steps = symbols.map(({ symbol, start, end: behind }): Step => {
    return {
      cell: 'state',
      table: letters[symbol] ?? [],
      text: source.text.slice(start, behind),
      range: lines.range(start, behind),
    };
  });
  return makeTrace({
    domain: 'word',
    source: { uri: source.uri, language: source.language },
    slots: ['state'],
    objects: distinct(names),
    cells: { state: distinct(names) },
    initial: [0],
    steps,
    ...(rule.kind !== 'dfa' && {
      thisRunOnly:
        rule.kind === 'counters'
          ? `counters have no bound, and told is only what this word counts to (the rest is '${OUTSIDE}')`
          : `a queue has no bound, and told is only what this word puts there (the rest is '${OUTSIDE}')`,
    }),
    ...(remarks.length > 0 && { remarks }),
    formal: { name, alphabet, rule, symbols: word, next },
  });
}

/** A text may stop within a word. */
function endRemarks(language: Language, at: ReturnType<typeof startOf>): Remark[] {
  const end = language.alphabet.length - 1;
  return nextSymbols(language, at).includes(end)
    ? []
    : [{ text: `this is the beginning of a word of ${language.name}, and no word yet` }];
}

/** Names that a table gives may be those that others get. */
function distinct(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.map((name) => {
    let own = name;
    while (seen.has(own)) own += '′';
    seen.add(own);
    return own;
  });
}
