import { existsSync } from 'node:fs';
import { extend, type SlotMap } from '../algebra/maps';
import { formatCycles } from '../algebra/notation';
import { cyclesText, DRESSES, reduce as dress, sideBySide, type Reduced, type Told } from '../reductions';
import { swappedOf, wordOf } from '../reductions/read-back';
import type { SourceText } from '../trace/source';
import { contents, readSource, SOURCE_OPTIONS } from './input';
import { reportLine } from './report';
import type { Verb } from './verb';
import { UsageError, type Arguments } from './usage';
import { complain, print, terminalWidth } from './output';

/** Of a chess game, one form alone, fit for a file. */
const FORMS = ['uci', 'pairs', 'pgn', 'fen'] as const;

/** Figure 1 of the paper shows these three side by side. */
const FIGURE_1 = ['chess', 'python', 'narrative'] as const;

/** As many move in the paper's encoding. */
const PIECES = 5;

const SEED = 1;

export const reduce: Verb = {
  usage: ['WORD --to KIND'],
  does: 'a word, or the word that a file tells, as a game, a program, a story, or a word again',
  options: [
    {
      name: 'to',
      value: 'KIND',
      help: [...DRESSES, 'word', 'all'].join(' | ') + ' (chess, Python and a story side by side)',
    },
    { name: 'as', value: 'FORM', help: `only this form of the game: ${FORMS.join(' | ')} (with --to chess)` },
    { name: 'seed', value: 'N', help: 'seed of the idioms that a text is told in' },
    { name: 'swaps', help: 'of a file that overwrites: what is overwritten is exchanged with spare places' },
    ...SOURCE_OPTIONS,
  ],
  run: reduceWord,
};

async function reduceWord(args: Arguments): Promise<number> {
  const [given, ...more] = args.positionals;
  if (given === undefined || more.length > 0) throw new UsageError('which WORD? (one argument; - for standard input)');
  const to = args.text('to');
  const form = FORMS.find((name) => name === args.text('as'));
  if (args.text('as') !== undefined && (!form || to !== 'chess')) {
    throw new UsageError(`--as goes with --to chess and is one of ${FORMS.join(', ')}`);
  }
  const seed = args.seed() ?? SEED;
  const convert = converter(to, seed, form);
  const source = await sourceOf(given, args);
  const { word, told, ...places } = args.flag('swaps') ? await swapsOf(source) : { word: await wordOf(source) };
  try {
    const { text, ...facts } = convert(word, told);
    const ids = word.map((element) => formatCycles(element));
    print(
      args.flag('json') ? reportLine('reduce', { word: ids, ...places, to, seed, text, ...facts }) : text.trimEnd(),
    );
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    complain(error.message, `${source.uri}:1:1: error: `);
    return 1;
  }
  return 0;
}

/** What each place stands for, and how many of them are spare, beside the word. */
async function swapsOf(source: SourceText) {
  const { word, told, trace, spares } = await swappedOf(source);
  return { word, told, places: trace.slots, initial: told.objects, spares };
}

type Converted = Pick<Reduced, 'text'> & Partial<Reduced>;

function converter(
  to: string | undefined,
  seed: number,
  form: (typeof FORMS)[number] | undefined,
): (word: readonly SlotMap[], told: Told | undefined) => Converted {
  if (to === 'word')
    return (word, told) => ({
      text: told ? cyclesText(word, told) : word.map((element) => formatCycles(element)).join(' '),
    });
  if (to === 'all') {
    const width = terminalWidth();
    return (word, told) => ({
      text: sideBySide(
        FIGURE_1.map((kind) => dress(word, kind, { seed, told })),
        width,
      ),
    });
  }
  const kind = DRESSES.find((name) => name === to);
  if (!kind) throw new UsageError(`--to is one of ${[...DRESSES, 'word', 'all'].join(', ')}`);
  return (word, told) => {
    // A world of fewer places is played with pieces that stay where they are.
    const fitting = kind === 'chess' ? word.map((map) => extend(map, Math.max(PIECES, map.length))) : word;
    const reduced = dress(fitting, kind, { seed, told });
    return reduced.game && form !== 'pgn' ? { ...reduced, text: gameText(reduced.game, form) } : reduced;
  };
}

/** The game in one form; without one as UCI, PGN and the FEN after every ply, under headings. */
function gameText(game: NonNullable<Reduced['game']>, form: 'uci' | 'pairs' | 'fen' | undefined): string {
  if (form === 'uci') return game.uciText;
  if (form === 'pairs') return game.pairsText;
  if (form === 'fen') return game.fens.join('\n');
  const fens = ['FEN after every ply', ...game.fens].join('\n');
  return [`UCI\n${game.uciText}`, `PGN\n${game.pgn}`, fens].join('\n');
}

/** A file by that name, else a word as it stands. */
async function sourceOf(given: string, args: Arguments): Promise<SourceText> {
  if (given === '-' && args.text('language') === undefined) {
    return { uri: '-', language: 'word', text: await contents(given) };
  }
  if (given === '-' || existsSync(given)) return readSource(given, args);
  return { uri: 'WORD', language: 'word', text: given };
}
