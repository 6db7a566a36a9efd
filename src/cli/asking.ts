import { createInterface } from 'node:readline/promises';
import { answered, questionOf } from '../readers/answers';
import { UnreadError, type Asked, type ReadOptions } from '../readers/reader';
import { printable } from '../text/printable';
import type { Trace } from '../trace/trace';
import type { Option } from './option';
import type { Arguments } from './usage';
import { UsageError } from './usage';

/** Options that say what a text does not: code asks for values, and for lines of its input. */
export const INPUT_OPTIONS: readonly Option[] = [
  { name: 'call', value: "'f([3, 1])'", help: "runs this call of one of the file's functions (code)" },
  {
    name: 'set',
    value: 'n=5',
    help: "the value of a name that the code does not give, 'row=[3, 1, 2]' for a list, ? for an element that stays unknown; may be repeated",
    many: true,
  },
  { name: 'input', value: 'LINE', help: 'a line that the code reads as its input; may be repeated', many: true },
  {
    name: 'no-input',
    help: 'asks nobody for what is missing: it is an error then, as it is where there is no terminal',
  },
];

/** @throws UsageError where a value is given in another form */
export function givenInputs(args: Arguments): ReadOptions {
  const call = args.text('call');
  const lines = args.texts('input');
  const set = args.texts('set').map((each): [string, string] => {
    const [, name, value] = /^\s*([^=\s]+)\s*=(.*)$/s.exec(each) ?? [];
    if (name === undefined || value === undefined || value.trim() === '')
      throw new UsageError(`--set must look like n=5, not '${each}'`);
    return [name, value.trim()];
  });
  return {
    ...(call !== undefined && { call }),
    ...(set.length > 0 && { set: Object.fromEntries(set) }),
    ...(lines.length > 0 && { lines }),
  };
}

/** Where a person sits, they are asked for what a text does not say; else the error says how it is given. */
export async function asking(
  args: Arguments,
  options: ReadOptions,
  read: (options: ReadOptions) => Promise<Trace>,
): Promise<Trace> {
  for (let known = options; ;) {
    try {
      return await read(known);
    } catch (error) {
      if (!(error instanceof UnreadError) || !error.asks) throw error;
      const answer = await askPerson(error, error.asks, args);
      if (answer === undefined) throw withRemedy(error, error.asks);
      known = answered(known, error.asks, answer);
    }
  }
}

/** @returns undefined where nobody can be asked, or nothing was answered */
async function askPerson(error: UnreadError, asks: Asked, args: Arguments): Promise<string | undefined> {
  const { stdin, stderr } = process;
  if (args.flag('no-input') || args.positionals.includes('-') || !stdin.isTTY || !stderr.isTTY) return undefined;
  const person = createInterface({ input: stdin, output: stderr });
  try {
    const { line, character } = error.range.start;
    stderr.write(`${printable(`${error.uri}:${line + 1}:${character + 1}: ${error.reason}`)}\n`);
    const answer = await person.question(`${printable(questionOf(asks))} [${printable(asks.suggested)}]: `);
    return answer.trim() === '' ? asks.suggested : answer;
  } catch {
    return undefined;
  } finally {
    person.close();
  }
}

function withRemedy({ uri, range, reason, kind }: UnreadError, asks: Asked): UnreadError {
  return new UnreadError(uri, range, `${reason} (${remedy(asks)})`, kind, asks);
}

function remedy(asks: Asked): string {
  switch (asks.kind) {
    case 'line':
      return `give it, such as --input '${asks.suggested}'`;
    case 'value':
      return `give it, such as --set '${asks.name}=${asks.suggested}'`;
    case 'call':
      return `give an example, such as --call '${asks.suggested}'`;
  }
}
