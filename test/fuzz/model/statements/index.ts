import { int, set, type Stmt } from '../ast';
import { wholeArray } from './arrays';
import { closure } from './closures';
import { effectInTest } from './conditions';
import { choose, control, labels, shadow } from './control';
import { each } from './each';
import { effects } from './effects';
import { ownFunction } from './functions';
import { grids } from './grids';
import { exchange, parallel } from './moves';
import { overload } from './overloads';
import { pairs } from './pairs';
import { phrase } from './phrase';
import { byReference } from './references';
import { printing, textbook } from './textbook';
import { update } from './updates';
import type { Writer } from '../writer';

/** A statement of a random kind, with those that it needs. */
export function statement(w: Writer, depth: number): Stmt[] {
  if (w.budget-- <= 0) return [set(w.cell(), w.cell())];
  const { has, names } = w;
  const choices: [weight: number, write: () => Stmt[] | undefined][] = [
    [6, () => exchange(w)],
    [has.parallel ? 5 : 0, () => parallel(w)],
    [4, () => [set(w.cell(), w.term())]],
    [2, () => [{ s: 'assign', target: w.cell(), operator: '+', value: int(w.random.int(1, 90)) }]],
    [depth < 2 ? 9 : 0, () => control(w, depth)],
    [10, () => effects(w)],
    [depth < 2 ? 5 : 0, () => effectInTest(w, depth)],
    [names.arrays.length > 0 ? 10 : 0, () => textbook(w)],
    [12, () => phrase(w)],
    [3, () => printing(w)],
    [4, () => ownFunction(w)],
    [has.overloads ? 5 : 0, () => overload(w)],
    [has.references ? 4 : 0, () => byReference(w)],
    [3, () => wholeArray(w)],
    [has.closures ? 5 : 0, () => closure(w)],
    [has.shadows && depth < 2 ? 3 : 0, () => shadow(w, depth)],
    [names.arrays.length > 0 && w.language !== 'c' && depth < 2 ? 5 : 0, () => each(w)],
    [depth < 2 ? 3 : 0, () => choose(w, depth)],
    [depth < 1 ? 4 : 0, () => labels(w, depth)],
    [names.pairs.length > 0 ? 7 : 0, () => pairs(w)],
    [w.grid ? 8 : 0, () => grids(w)],
    [10, () => update(w, depth)],
  ];
  const total = choices.reduce((sum, [weight]) => sum + weight, 0);
  let roll = w.random.int(1, total);
  for (const [weight, write] of choices) {
    roll -= weight;
    if (roll <= 0) return write() ?? [set(w.cell(), w.cell())];
  }
  return [];
}
