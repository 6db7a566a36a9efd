import { arrayOf, INT, local, PAIR, type Expr, type Parameter, type Root, type Stmt } from './ast';
import type { Writer } from './writer';

/** The variables of a program, and their first values: parameters of its stage, or declared there. */
export function beginning(w: Writer): { parameters: Parameter[]; values: Expr[]; body: Stmt[] } {
  const { random } = w;
  const parameters: Parameter[] = [];
  const values: Expr[] = [];
  const body: Stmt[] = [];
  const begin = (text: string, type: Root['type'], value: Expr, canPass: boolean): void => {
    w.roots.push({ name: text, type });
    if (!w.isMain && canPass && random.chance(75)) {
      parameters.push({ name: text, type, mode: 'value' });
      values.push(value);
    } else body.push(local(text, type, value));
  };
  const list = (text: string): void => {
    w.names.arrays.push(text);
    const type = arrayOf(w.size);
    begin(text, type, { e: 'items', type, items: w.values(w.size) }, !(w.language === 'cpp' && w.arrays === 'plain'));
  };
  if (random.chance(85)) list('a');
  if (random.chance(25)) list('b');
  if (random.chance(65) || w.names.arrays.length === 0)
    for (const text of ['x', 'y', 'z'].slice(0, random.int(2, 3))) {
      w.names.scalars.push(text);
      begin(text, INT, w.value(), true);
    }
  if (random.chance(20)) {
    w.names.pairs.push('p');
    begin('p', PAIR, { e: 'items', type: PAIR, items: w.values(2) }, true);
    if (random.chance(30)) {
      w.names.pairs.push('q');
      begin('q', PAIR, { e: 'items', type: PAIR, items: w.values(2) }, true);
    }
  }
  if (random.chance(15)) {
    const rows = random.int(2, 3);
    const columns = random.chance(60) ? rows : 2;
    w.grid = { rows, columns };
    const type = { of: 'grid' as const, rows, columns };
    const row = (): Expr => ({ e: 'items', type: arrayOf(columns), items: w.values(columns) });
    begin('g', type, { e: 'items', type, items: Array.from({ length: rows }, row) }, false);
  }
  return { parameters, values, body };
}
