import { text as readAll } from 'node:stream/consumers';
import { readText } from '../readers';
import { encodeChess } from '../reductions/chess';
import type { Verb } from './main';
import { parseArguments, UsageError } from './usage';

/** `reduce WORD --to chess`. */
export const reduce: Verb = async (argv) => {
  const args = parseArguments(argv, ['to', 'as', 'seed']);
  const [given, ...more] = args.positionals;
  if (given === undefined || more.length > 0)
    throw new UsageError('which WORD? (in one argument, or - for standard input)');
  const word = await wordOf(given === '-' ? await readAll(process.stdin) : given);
  if (args.text('to') !== 'chess') throw new UsageError('--to chess');
  const game = encodeChess(word);
  console.log(args.flag('json') ? JSON.stringify(game) : [game.uci.join(' '), game.pgn, ...game.fens].join('\n'));
  return 0;
};

async function wordOf(text: string): Promise<number[][]> {
  const trace = await readText({ uri: 'WORD', language: 'word', text }, {});
  return trace.steps.map(({ map }) => [...(map ?? [])]);
}
