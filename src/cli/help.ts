import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readTextSync } from '../files/read';
import { greatest } from '../lists/extremes';
import type { Option } from './option';
import type { Verb } from './verb';
import { COMMON_OPTIONS } from './usage';
import { VERBS } from './verbs';

const WIDTH = 110;
/** Bytes of all verbs, each in a line or some. */
const MOST_HELP = 2 ** 20;
const INDENT = 2;
/** Between what is called and what is said of it. */
const GAP = 2;
/** Names longer than this get a line of their own. */
const MOST_NAME = 34;

/** All verbs, each in a line: as the build has written it down, where it has, for every verb is loaded to tell what it does. */
export async function writtenHelp(): Promise<string> {
  const written = join(__dirname, 'help.txt');
  return existsSync(written) ? readTextSync(written, MOST_HELP).trimEnd() : generalHelp();
}

/** The same, asked of every verb. */
export async function generalHelp(): Promise<string> {
  const rows: Row[] = [];
  for (const [name, load] of Object.entries(VERBS)) {
    const { usage, does } = await load();
    const [first = '', ...others] = usage;
    rows.push([`${name} ${first}`, does]);
    for (const other of others) rows.push([`${name} ${other}`, '']);
  }
  return [
    'state-probe: does a sequence model track the state of your text?',
    '',
    ...columns(rows),
    '',
    '`state-probe VERB --help` tells the options of a verb; `state-probe --version` the version.',
    'Every verb takes --json. FILE may be several files, or - for standard input (then --language).',
    '',
    'Exit code 1: a text could not be read (file:line:column: error: what and why). 2: wrong usage.',
  ].join('\n');
}

/** Everything about one verb. */
export function verbHelp(name: string, { usage, does, notes = [], options }: Verb): string {
  const headings = [...new Set(options.map(({ about }) => about))];
  const parts = headings.map((about) => [
    ...(about === undefined ? [] : [`${about}:`]),
    ...columns(options.filter((option) => option.about === about).map(optionRow)),
    '',
  ]);
  return [
    ...usage.map((way) => `state-probe ${name} ${way}`.trimEnd()),
    '',
    ...wrapped(`${does.charAt(0).toUpperCase()}${does.slice(1)}.`, WIDTH),
    ...notes.flatMap((note) => wrapped(note, WIDTH)),
    '',
    ...parts.flat(),
    ...columns(COMMON_OPTIONS.map(optionRow)),
  ].join('\n');
}

type Row = [name: string, text: string];

function optionRow({ name, value, help }: Option): Row {
  return [`--${name}${value === undefined ? '' : ` ${value}`}`, help];
}

/** Names on the left, what is said of them on the right. */
function columns(rows: readonly Row[]): string[] {
  const fitting = rows.map(([name]) => name.length).filter((length) => length <= MOST_NAME);
  const left = greatest(fitting, 0);
  const start = INDENT + left + GAP;
  return rows.flatMap(([name, text]) => {
    const lines = wrapped(text, WIDTH - start);
    const head = `${' '.repeat(INDENT)}${name}`;
    const body = name.length > left ? ['', ...lines] : lines;
    return body.map((line, at) => `${at === 0 ? head.padEnd(start) : ' '.repeat(start)}${line}`.trimEnd());
  });
}

/** Lines of at most `width` characters, broken between words. */
function wrapped(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}
