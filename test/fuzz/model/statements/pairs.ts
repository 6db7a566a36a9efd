import { compare, field, give, INT, local, name, PAIR, set, when, type Expr, type Stmt } from '../ast';
import { type Writer } from '../writer';

export function pairs(w: Writer): Stmt[] | undefined {
  const { random, has, names } = w;
  const [p, q] = random.shuffled(names.pairs);
  if (p === undefined) return undefined;
  const x = field(name('this'), 'x');
  const y = field(name('this'), 'y');
  const choices: (() => Stmt[])[] = [
    () => {
      w.functions.set('flip of a pair', {
        name: 'flip_fields',
        isMethod: true,
        parameters: [],
        body: [local('t', INT, x), set(x, y), set(y, name('t'))],
      });
      return [{ s: 'do', value: { e: 'call', name: 'flip_fields', self: name(p), args: [] } }];
    },
    () => {
      w.functions.set('put of a pair', {
        name: 'put',
        isMethod: true,
        parameters: [{ name: 'x', type: INT, mode: 'value' }],
        result: INT,
        body: [
          local('old', INT, x),
          when(compare(name('old'), '>', name('x')), [give(name('x'))]),
          set(x, name('x')),
          give(name('old')),
        ],
      });
      return [set(field(name(p), 'y'), { e: 'call', name: 'put', self: name(p), args: [w.numeric()] })];
    },
    () => {
      const made: Expr = { e: 'items', type: PAIR, items: [field(name('r'), 'y'), field(name('r'), 'x')] };
      w.functions.set('flipped', {
        name: 'flipped',
        parameters: [{ name: 'r', type: PAIR, mode: 'value' }],
        result: PAIR,
        body: [give(made, PAIR)],
      });
      return [set(name(p), { e: 'call', name: 'flipped', args: [{ value: name(p), type: PAIR, mode: 'value' }] })];
    },
    () => {
      // What is done to a parameter is seen outside, or not, as the language has it.
      const [rx, ry] = [field(name('r'), 'x'), field(name('r'), 'y')];
      w.functions.set('spoil', {
        name: 'spoil',
        parameters: [{ name: 'r', type: PAIR, mode: 'value' }],
        result: INT,
        body: [set(rx, ry), give(rx)],
      });
      return [set(w.cell(), { e: 'call', name: 'spoil', args: [{ value: name(p), type: PAIR, mode: 'value' }] })];
    },
  ];
  if (q !== undefined && has.pairs === 'value') choices.push(() => [set(name(p), name(q))]);
  if (has.pairs === 'value')
    choices.push(() => {
      const r = w.called('r');
      return [
        local(r, PAIR, name(p)),
        set(field(name(p), 'x'), field(name(r), 'y')),
        set(field(name(r), 'y'), w.value()),
        set(field(name(p), 'y'), field(name(r), 'x')),
      ];
    });
  return random.pick(choices)();
}
