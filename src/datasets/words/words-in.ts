import { basename } from 'node:path';
import { linesOf } from '../run/folders';
import { numbersOf } from '../tables/npy-file';

type Word = ArrayLike<number>;

/** The tokens of every word in the files of a split. */
export async function* wordsIn(format: string, paths: readonly string[]): AsyncGenerator<Word> {
  if (format === 'npy') yield* wordsInArrays(paths);
  for (const path of format === 'npy' ? [] : paths) {
    if (format === 'parquet') yield* wordsInParquet(path);
    else
      for (const line of linesOf(path)) {
        const word = format === 'jsonl' ? (JSON.parse(line) as { tokens: number[] }).tokens : paperWord(line);
        if (word) yield word;
      }
  }
}

/** Of a row of the paper's tables; their head has none. */
function paperWord(line: string): number[] | undefined {
  const [seed, input = ''] = line.split(',');
  return seed === 'seed' ? undefined : input.split(' ').map(Number);
}

async function* wordsInParquet(path: string): AsyncGenerator<Word> {
  const { asyncBufferFromFile, parquetReadObjects } = await import('hyparquet');
  const { groupRows } = await import('../tables/parquet-footer');
  const file = await asyncBufferFromFile(path);
  let rowStart = 0;
  for (const rows of groupRows(path)) {
    const rowEnd = rowStart + rows;
    for (const { tokens } of await parquetReadObjects({ file, columns: ['tokens'], rowStart, rowEnd }))
      yield Array.from(tokens as ArrayLike<number | bigint>, Number);
    rowStart = rowEnd;
  }
}

/** The rows of a matrix, or stretches of a row that are as long as `lengths` says. */
function* wordsInArrays(paths: readonly string[]): Generator<Word> {
  const named = (name: string) => paths.find((path) => basename(path) === `${name}.npy`);
  const [tokens, lengths] = [named('tokens'), named('lengths')];
  if (tokens === undefined) return;
  const { width, values } = numbersOf(tokens);
  const each = lengths === undefined ? undefined : numbersOf(lengths).values;
  for (;;) {
    const length = each ? each.next().value : width;
    if (length === undefined) return;
    const word: number[] = [];
    while (word.length < length) {
      const next = values.next();
      if (next.done) return;
      word.push(next.value);
    }
    yield word;
  }
}
