import { arrayOf, at, count, INT, int, local, name, plus, set, type Expr, type Stmt } from '../ast';
import { type Writer } from '../writer';

export function grids(w: Writer): Stmt[] | undefined {
  const { random, grid, language, arrays } = w;
  if (!grid) return undefined;
  const { rows, columns } = grid;
  const cell = (i: Expr, j: Expr): Expr => at(name('g'), i, j);
  const [i, j, t] = [w.called('n'), w.called('m'), w.called('t')];
  const choices: (() => Stmt[])[] = [
    () => {
      const one = cell(int(random.int(0, rows - 1)), int(random.int(0, columns - 1)));
      const two = cell(int(random.int(0, rows - 1)), int(random.int(0, columns - 1)));
      return [local(t, INT, one), set(one, two), set(two, name(t))];
    },
  ];
  if (rows === columns)
    choices.push(() => [
      count(i, int(0), int(rows), [
        count(j, plus(name(i), int(1)), int(columns), [
          local(t, INT, cell(name(i), name(j))),
          set(cell(name(i), name(j)), cell(name(j), name(i))),
          set(cell(name(j), name(i)), name(t)),
        ]),
      ]),
    ]);
  const wholeRows =
    language !== 'c' &&
    !(language === 'cpp' && arrays === 'plain') &&
    !(language === 'rust' && arrays === 'vector') &&
    !(language === 'go' && arrays === 'slice');
  if (wholeRows) {
    const [one = 0, two = 1] = random.distinct(2, rows);
    const [first, second] = [at(name('g'), int(one)), at(name('g'), int(two))];
    choices.push(() => [
      { s: 'declare', name: t, type: arrayOf(columns), value: first, isAlias: true },
      set(first, second),
      set(second, name(t)),
    ]);
    if (w.has.parallel && language !== 'cpp')
      choices.push(() => [{ s: 'parallel', targets: [first, second], values: [second, first] }]);
  }
  choices.push(() => [count(i, int(0), int(rows), [set(cell(name(i), int(0)), cell(name(i), int(columns - 1)))])]);
  return random.pick(choices)();
}
