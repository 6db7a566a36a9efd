import { NotationError } from '../../algebra/notation';
import { namedLanguage } from '../../languages/catalogue';
import { namesLike } from '../../languages/names';
import type { Language } from '../../languages/schema';
import type { Files } from '../reader';
import { PROBLEM_NAMES, problemNamed, type Problem } from './problems';
import { languageOfExpression, languageOfTable, ofPartialTable } from '../../languages/definition';

/** What the lines at the head of a word say. */
export interface Header {
  /** Undefined where they say none. */
  language?: Language;
  /** Where the text is no word of a language but an instance of a problem. */
  problem?: Problem;
  /** Offset of the first line that is neither a comment nor blank. */
  end: number;
}

interface Entry {
  key: string;
  value: string;
  /** Where the value stands. */
  start: number;
  end: number;
}

const LINE = /[^\S\r\n]*(?:(#)[^\r\n]*)?(?:\r\n|\r|\n|$)/y;
const ENTRY = /^\s*#\s*(language|problem|expression|alphabet|state)(?:\s*:|\s(?=[^\r\n]*:))[^\S\r\n]*([^\r\n]*)/i;

export const HOW_TO_SAY =
  "'# language: parity', '# expression: (ab)*' or '# state even (start, accepting): 0 -> even, 1 -> odd'; or of which problem, as in '# problem: formula'";

/**
 * The language that lines `# language: …`, `# expression: …` (with `# alphabet: …` where not all symbols are in it) or
 * `# state …` at the head of a text say, or the problem of a line `# problem: …`.
 *
 * @throws NotationError at a value that is not understood; other comments are left alone
 */
export function readHeader(text: string, start: number, files?: Files): Header {
  const entries: Entry[] = [];
  let end = start;
  while (end < text.length) {
    LINE.lastIndex = end;
    const match = LINE.exec(text);
    if (!match) break;
    const [all, key, value] = ENTRY.exec(match[0]) ?? [];
    if (all !== undefined && key !== undefined && value !== undefined) {
      const at = end + all.length - value.length;
      entries.push({ key: key.toLowerCase(), value: value.trimEnd(), start: at, end: at + value.trimEnd().length });
    }
    end = LINE.lastIndex;
  }
  const problem = problemOf(entries);
  if (problem) return { end, problem };
  const language = languageOf(entries, files);
  return { end, ...(language && { language }) };
}

function problemOf(entries: readonly Entry[]): Problem | undefined {
  const entry = entries.find(({ key }) => key === 'problem');
  if (!entry) return undefined;
  const other = entries.find((each) => each !== entry);
  if (other) throw fault(other, 'a text has one problem or one language, and says it once');
  const problem = problemNamed(entry.value);
  if (!problem) throw fault(entry, `'${entry.value}' is not a problem known here: ${PROBLEM_NAMES}`);
  return problem;
}

function languageOf(entries: readonly Entry[], files: Files | undefined): Language | undefined {
  const alphabets = entries.filter(({ key }) => key === 'alphabet');
  const definitions = entries.filter(({ key }) => key !== 'alphabet');
  const [first] = definitions;
  const other = definitions.find(({ key }) => key !== first?.key || key !== 'state');
  const second = other === first ? definitions[1] : other;
  if (second && (first?.key !== 'state' || second.key !== 'state'))
    throw fault(second, 'the language was stated before');
  const [alphabet, another] = alphabets;
  if (another) throw fault(another, 'the alphabet was stated before');
  if (alphabet && first?.key !== 'expression') throw fault(alphabet, 'an alphabet stands beside an expression only');
  if (!first) return undefined;
  if (first.key === 'state') return languageOfStates(definitions);
  if (first.key === 'expression')
    return within(first, () => languageOfExpression(first.value, alphabet && symbolsOf(alphabet)));
  return /\.json$/i.test(first.value) ? languageOfFile(first, files) : named(first);
}

function named(entry: Entry): Language {
  const language = namedLanguage(entry.value.toLowerCase());
  if (!language)
    throw fault(
      entry,
      `'${entry.value}' is not a language known here: ${namesLike(entry.value)}, or the name of a table in JSON`,
    );
  return language;
}

function languageOfFile(entry: Entry, files: Files | undefined): Language {
  const text = files?.text(entry.value);
  if (text === undefined) throw fault(entry, `there is no file '${entry.value}' beside this text that may be read`);
  try {
    return languageOfTable(entry.value, text);
  } catch (error) {
    throw error instanceof RangeError ? fault(entry, `${entry.value}: ${error.message}`) : error;
  }
}

/** Single characters, or words between blanks where one of them is longer. */
function symbolsOf({ value }: Entry): string[] {
  const words = value.split(/[\s,]+/).filter((word) => word !== '');
  return words.some((word) => [...word].length > 1) && words.length > 1 ? words : words.flatMap((word) => [...word]);
}

/** `NAME (start, accepting): SYMBOL -> STATE, SYMBOL -> STATE`; the first state is the start where none is said to be. */
function languageOfStates(entries: readonly Entry[]): Language {
  const states = entries.map((entry) => {
    const [, name = '', , marks = '', ways = ''] = /^([^\s:()]+)\s*(\(([^)]*)\))?\s*:\s*(.*)$/.exec(entry.value) ?? [];
    if (name === '') throw fault(entry, "a state is told as 'NAME (start, accepting): SYMBOL -> STATE, …'");
    return { entry, name, marks: marksOf(entry, marks), ways: waysOf(entry, ways) };
  });
  const place = new Map<string, number>();
  for (const { entry, name } of states) {
    if (place.has(name)) throw fault(entry, `the state ${name} was told before`);
    place.set(name, place.size);
  }
  const alphabet = [...new Set(states.flatMap(({ ways }) => ways.map(([symbol]) => symbol)))];
  const [head] = entries;
  if (alphabet.length === 0 && head) throw fault(head, 'no state has a way: SYMBOL -> STATE');
  const starts = states.flatMap(({ marks }, state) => (marks.includes('start') ? [state] : []));
  const [start = 0, twice] = starts;
  const again = states[twice ?? -1];
  if (again) throw fault(again.entry, 'there is another start');
  const accepting = new Set(states.flatMap(({ marks }, state) => (marks.includes('accepting') ? [state] : [])));
  if (accepting.size === 0 && head) throw fault(head, 'no state is accepting, so that the language has no word');
  const transitions = states.map(({ entry, name, ways }) => {
    const row = alphabet.map((): number | null => null);
    for (const [symbol, target] of ways) {
      const to = place.get(target);
      if (to === undefined) throw fault(entry, `there is no state ${target}`);
      if (row[alphabet.indexOf(symbol)] != null) throw fault(entry, `two ways leave ${name} by ${symbol}`);
      row[alphabet.indexOf(symbol)] = to;
    }
    return row;
  });
  const language = ofPartialTable('the table', alphabet, { start, transitions, accepting });
  return { ...language, states: states.map(({ name }) => name) };
}

function marksOf(entry: Entry, marks: string): string[] {
  const found = marks.split(',').map((mark) => mark.trim().toLowerCase());
  const other = found.find((mark) => !['', 'start', 'accepting'].includes(mark));
  if (other !== undefined) throw fault(entry, `a state is (start), (accepting) or both, not '${other}'`);
  return found;
}

function waysOf(entry: Entry, ways: string): [symbol: string, to: string][] {
  return ways
    .split(/,(?=[^,]*->)/)
    .filter((way) => way.trim() !== '')
    .map((way) => {
      const [, symbol, to] = /^\s*(\S+)\s*(?:->|→)\s*(\S+)\s*$/.exec(way) ?? [];
      if (symbol === undefined || to === undefined) throw fault(entry, `'${way.trim()}' is not SYMBOL -> STATE`);
      return [symbol, to];
    });
}

function within(entry: Entry, read: () => Language): Language {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof NotationError)) throw error;
    throw new NotationError(entry.start + error.start, entry.start + error.end, error.reason);
  }
}

function fault({ start, end }: Entry, reason: string): NotationError {
  return new NotationError(start, end, reason);
}
