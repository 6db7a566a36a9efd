import { arrayOf, at, give, INT, int, local, name, set, type Stmt } from '../ast';
import { type Writer } from '../writer';

/** Arrays as wholes: copies, second names, functions that take and give them. */
export function wholeArray(w: Writer): Stmt[] | undefined {
  const { random, has, names, arrays, size } = w;
  const [a, b] = random.shuffled(names.arrays);
  if (a === undefined) return undefined;
  const type = arrayOf(size);
  const turnedBody: Stmt[] = [
    local('t', INT, at(name('v'), int(0))),
    set(at(name('v'), int(0)), at(name('v'), int(size - 1))),
    set(at(name('v'), int(size - 1)), name('t')),
  ];
  const choices: (() => Stmt[])[] = [];
  if (b !== undefined && has.copiesArrays[arrays]) choices.push(() => [set(name(a), name(b))]);
  if (b !== undefined && w.language !== 'c' && !(w.language === 'cpp' && arrays === 'plain'))
    choices.push(() => [set(name(a), { e: 'copy', value: name(b), type })]);
  if (w.language !== 'c' && !(w.language === 'cpp' && arrays === 'plain')) {
    choices.push(() => {
      const old = w.called('old');
      const order = random.distinct(size, size);
      return [
        local(old, type, { e: 'copy', value: name(a), type }),
        ...order.map((from, to): Stmt => set(at(name(a), int(to)), at(name(old), int(from)))),
      ];
    });
    if (!(w.language === 'rust' && arrays === 'vector'))
      choices.push(() => {
        // Another name, or a copy, as the language has it.
        const other = w.called('s');
        const t = w.called('t');
        const [i, j] = random.distinct(2, size);
        return [
          { s: 'declare', name: other, type, value: name(a), isAlias: true },
          local(t, INT, at(name(other), int(i ?? 0))),
          set(at(name(other), int(i ?? 0)), at(name(other), int(j ?? 1))),
          set(at(name(other), int(j ?? 1)), name(t)),
          set(w.cell(), at(name(other), int(i ?? 0))),
        ];
      });
  }
  if (has.givesArrays && !(w.language === 'cpp' && arrays === 'plain')) {
    choices.push(() => {
      w.functions.set('turned', {
        name: 'turned',
        parameters: [{ name: 'v', type, mode: 'value' }],
        result: type,
        body: [...turnedBody, give(name('v'), type)],
      });
      return [set(name(a), { e: 'call', name: 'turned', args: [{ value: name(a), type, mode: 'value' }] })];
    });
    if (!(w.language === 'rust' && arrays === 'vector'))
      choices.push(() => {
        w.functions.set('tried', {
          name: 'tried',
          parameters: [{ name: 'v', type, mode: 'value' }],
          result: INT,
          body: [...turnedBody, give(at(name('v'), int(0)))],
        });
        return [set(w.cell(), { e: 'call', name: 'tried', args: [{ value: name(a), type, mode: 'value' }] })];
      });
  }
  if (choices.length === 0) return undefined;
  return random.pick(choices)();
}
