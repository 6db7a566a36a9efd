/**
 * Reads mutated texts of every language: whatever stands there, a reader gives a trace that keeps what a trace promises, or
 * says what is wrong at a place in the text, in bounded words.
 *
 *   npm run fuzz:texts -- [--count 100000] [--seed 1] [--only python]
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readText } from '../../src/readers';
import { languageOfFile } from '../../src/readers/languages';
import { MOST_REASON } from '../../src/text/reason';
import { checkTrace } from '../../src/trace/schema';
import { SourceError, type Range } from '../../src/trace/source';
import { optionsOf, wholeOf } from './options';

const SAMPLES = join(__dirname, '../../samples');
/** UTF-16 code units of a text that is mutated: many short ones find more than a few long ones. */
const MOST = 1500;
const MOST_CHANGES = 6;
const JUNK = [
  ...[
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    '`',
    '\\',
    ';',
    ':',
    ',',
    '.',
    '=',
    '->',
    '//',
    '/*',
    '#',
    '%',
    '\0',
    '\t',
  ],
  ...['\r\n', '\r', '\n\n', '\u2028', '\ud800', '\udc00', '\u202e', '\u001b[31m', '😀', 'é', '中', '\uFEFF'],
  ...[
    '0',
    '-1',
    '1e999',
    '99999999999999999999',
    '0x',
    'NaN',
    'null',
    'for',
    'while',
    'if',
    'return',
    'e4',
    'O-O',
    '1.',
    '(1 2)',
    '^-1',
  ],
];

/** Numerical Recipes' generator: what is drawn needs to be spread, not unpredictable. */
class Random {
  constructor(private state: number) {}
  next(): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return this.state / 2 ** 32;
  }
  below(count: number): number {
    return Math.floor(this.next() * count);
  }
  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }
}

interface Sample {
  name: string;
  language: string;
  text: string;
}

function samples(only: string | undefined): Sample[] {
  return readdirSync(SAMPLES).flatMap((name) => {
    const language = languageOfFile(name);
    if (language === undefined || (only !== undefined && language !== only)) return [];
    return [{ name, language, text: readFileSync(join(SAMPLES, name), 'utf8') }];
  });
}

function mutated(all: readonly Sample[], random: Random): Sample {
  const { name, language, text: whole } = random.pick(all);
  const start = whole.length > MOST ? random.below(whole.length - MOST) : 0;
  let text = whole.slice(start, start + MOST);
  if (random.below(4) === 0) text = text.replaceAll('\n', random.pick(['\r\n', '\r']));
  for (let change = 1 + random.below(MOST_CHANGES); change > 0; change--) {
    const at = random.below(text.length + 1);
    const length = random.below(4) === 0 ? random.below(80) : random.below(4);
    const other = random.pick(all).text;
    const from = random.below(other.length);
    const pieces = [random.pick(JUNK), '', text.slice(at, at + length).repeat(2), other.slice(from, from + length)];
    text = text.slice(0, at) + random.pick(pieces) + text.slice(at + length);
  }
  return { name, language, text };
}

/** What is wrong with an answer; undefined where nothing is. */
async function faultOf({ name, language, text }: Sample): Promise<{ fault?: string; isRead: boolean }> {
  try {
    const trace = await readText({ uri: name, language, text }, {});
    checkTrace(JSON.parse(JSON.stringify(trace)));
    return { isRead: true };
  } catch (error) {
    if (!(error instanceof SourceError)) return { isRead: false, fault: `throws ${String(error)}` };
    const { reason, range } = error;
    if (reason === '' || reason.length > MOST_REASON) return { isRead: false, fault: `a reason of ${reason.length}` };
    if (!isWithin(range, text)) return { isRead: false, fault: `a place outside: ${JSON.stringify(range)}: ${reason}` };
    return { isRead: false };
  }
}

function isWithin({ start, end }: Range, text: string): boolean {
  const lines = text.split(/\r\n|\r|\n/);
  return [start, end].every(({ line, character }) => character >= 0 && character <= (lines[line]?.length ?? -1));
}

async function main(): Promise<void> {
  const values = optionsOf(__filename, {
    count: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  });
  const [count, seed] = [wholeOf('count', values.count), wholeOf('seed', values.seed)];
  const all = samples(values.only);
  const begun = performance.now();
  const tally = { read: 0, refused: 0, wrong: 0 };
  let slowest = { took: 0, number: 0 };
  for (let number = 0; number < count; number++) {
    const sample = mutated(all, new Random((seed * 1_000_003 + number * 7919) >>> 0));
    const start = performance.now();
    const { fault, isRead } = await faultOf(sample);
    const took = performance.now() - start;
    if (took > slowest.took) slowest = { took, number };
    if (fault !== undefined) {
      tally.wrong++;
      console.log(`text ${number}, ${sample.language}: ${fault}\n${JSON.stringify(sample.text)}`);
    } else tally[isRead ? 'read' : 'refused']++;
    if ((number + 1) % 5000 === 0) console.error(`${number + 1} texts, ${JSON.stringify(tally)}`);
  }
  const { read, refused, wrong } = tally;
  console.log(
    `seed ${seed}: ${count} texts of ${new Set(all.map(({ language }) => language)).size} languages in ` +
      `${((performance.now() - begun) / 1000).toFixed(0)} s: ${read} read, ${refused} refused with a reason at a place, ` +
      `${wrong} faults; the slowest, text ${slowest.number}, took ${slowest.took.toFixed(0)} ms`,
  );
  if (wrong > 0) process.exitCode = 1;
}

void main();
