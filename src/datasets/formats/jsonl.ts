import { Digits, MOST_DIGITS, writeText } from '../blocks/text';
import { finalsOf, type Rows } from '../blocks/rows';
import { columnsOf, type Column } from '../columns';
import { appendAll } from '../folders';
import { splitFile } from '../keys';
import type { Format } from './format';

const NAME = 'jsonl';

/** An example in each line. */
export const jsonl: Format = {
  name: NAME,
  label: 'JSONL',
  help: 'one example in each line; what models are evaluated on',
  path: splitFile,
  take(plan, piece) {
    const columns = columnsOf(plan);
    return {
      add: (example) => {
        const row = Object.fromEntries(columns.map(({ name, of }) => [name, of(example)]));
        piece.line(NAME, JSON.stringify(row));
      },
      close: () => undefined,
    };
  },
  takeRows: (rows, plan, piece) => piece.bytes(NAME, linesOf(rows, columnsOf(plan))),
  files: (split) => [{ path: splitFile(split), name: NAME }],
  write: ({ file, parts }) => appendAll(file, parts),
};

const [COMMA, CLOSING] = [44, 93];

function linesOf(rows: Rows, columns: readonly Column[]): Uint8Array {
  const { count, ids, starts, tokens, states } = rows;
  const finals = finalsOf(rows);
  const digits = Digits.of(tokens, states);
  const keys = columns.map(
    ({ name, type }, at) => `${at === 0 ? '{' : ','}"${name}":${typeof type === 'string' ? '' : '['}`,
  );
  const perRow = keys.reduce((sum, key) => sum + key.length, 4) + columns.length * (MOST_DIGITS + 1);
  const bytes = Buffer.allocUnsafe(count * perRow + tokens.length * 2 * (digits.most + 1));
  let at = 0;
  for (let row = 0; row < count; row++) {
    const [from, to] = [starts[row] ?? 0, starts[row + 1] ?? 0];
    for (let column = 0; column < columns.length; column++) {
      at = writeText(bytes, at, keys[column] ?? '');
      const name = columns[column]?.name;
      if (name === 'tokens' || name === 'states') {
        at = digits.writeList(bytes, at, name === 'tokens' ? tokens : states, from, to, COMMA);
        bytes[at++] = CLOSING;
      } else at = digits.write(bytes, at, (name === 'id' ? ids : finals)[row] ?? 0);
    }
    at = writeText(bytes, at, '}\n');
  }
  return bytes.subarray(0, at);
}
