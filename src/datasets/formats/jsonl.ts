import { MOST_DIGITS, Numbers, TextRoom } from '../blocks/text';
import { finalsOf, type Rows } from '../blocks/rows';
import { columnsOf, type Column } from '../tables/columns';
import { appendAll } from '../run/folders';
import { splitFile } from '../splits/keys';
import { fileName } from '../plan/parts';
import type { Format } from './format';
import { mergedByName } from './merged';

const NAME = 'jsonl';

/** An example in each line. */
export const jsonl: Format = {
  name: NAME,
  label: 'JSONL',
  help: 'one example in each line; what models are evaluated on',
  path: (split, { part }) => (part ? `${split}-*.jsonl` : splitFile(split)),
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
  files: (split, { plan }) => [{ path: fileName(plan, split, `.${NAME}`), name: NAME }],
  merged: (_, __, paths) => mergedByName('', paths, () => 0),
  write: ({ file, parts }) => appendAll(file, parts),
};

function linesOf(rows: Rows, columns: readonly Column[]): Uint8Array {
  const { count, ids, starts, tokens, states } = rows;
  const finals = finalsOf(rows);
  const numbers = new Numbers(',', tokens, states);
  const keys = columns.map(
    ({ name, type }, at) => `${at === 0 ? '{' : ','}"${name}":${typeof type === 'string' ? '' : '['}`,
  );
  const perRow = keys.reduce((sum, key) => sum + key.length, 4) + columns.length * (MOST_DIGITS + 1);
  const room = new TextRoom(count * perRow + tokens.length * 2 * numbers.most);
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < columns.length; column++) {
      room.text(keys[column] ?? '');
      const name = columns[column]?.name;
      if (name === 'id') room.text(String(ids[row]));
      else if (name === 'final') room.list(numbers, finals, row, row + 1);
      else {
        room.list(numbers, name === 'tokens' ? tokens : states, starts[row] ?? 0, starts[row + 1] ?? 0);
        room.text(']');
      }
    }
    room.text('}\n');
  }
  return room.written;
}
