import {
  arrayOf,
  at,
  give,
  INT,
  int,
  local,
  modulo,
  name,
  plus,
  set,
  type Argument,
  type Expr,
  type Parameter,
  type Stmt,
} from '../ast';
import { mixing } from './functions';
import { type Writer } from '../writer';

/** Several functions of one name, told apart by how many arguments they take and of what type. */
export function overload(w: Writer): Stmt[] {
  const { random, names } = w;
  const label = 'over';
  const number = (text: string): Parameter => ({ name: text, type: INT, mode: 'value' });
  const kinds: [Parameter[], Stmt[], (() => Argument[]) | undefined][] = [
    [[number('x')], [give(modulo(plus(name('x'), int(1)), 997))], () => [w.numeric()]],
    [[number('x'), number('y')], mixing(w, ['x', 'y']), () => [w.numeric(), w.numeric()]],
    [
      [number('x'), number('y'), number('z')],
      mixing(w, ['x', 'y', 'z']),
      () => [w.numeric(), w.numeric(), w.numeric()],
    ],
    [
      [{ name: 'v', type: arrayOf(w.size), mode: 'reference' }],
      [
        local('t', INT, at(name('v'), int(0))),
        set(at(name('v'), int(0)), at(name('v'), int(1))),
        set(at(name('v'), int(1)), name('t')),
        give(name('t')),
      ],
      names.arrays.length > 0 ? () => [w.passed(random.pick(names.arrays))] : undefined,
    ],
    [
      [{ name: 'v', type: arrayOf(w.size), mode: 'reference' }, number('x')],
      [set(at(name('v'), int(2)), name('x')), give(at(name('v'), int(0)))],
      names.arrays.length > 0 ? () => [w.passed(random.pick(names.arrays)), w.numeric()] : undefined,
    ],
  ];
  kinds.forEach(([parameters, body], k) => {
    if (!w.functions.has(`over ${k}`)) w.functions.set(`over ${k}`, { name: label, parameters, result: INT, body });
  });
  const usable = kinds.flatMap(([, , args]) => args ?? []);
  const call: Expr = { e: 'call', name: label, args: random.pick(usable)() };
  return random.chance(75) ? [set(w.cell(), call)] : [{ s: 'do', value: call }];
}
