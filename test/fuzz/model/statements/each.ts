import { at, compare, int, minus, modulo, name, plus, reference, set, when, type Stmt } from '../ast';
import { ORDERS, type Writer } from '../writer';

export function each(w: Writer): Stmt[] {
  const { random, has, size } = w;
  const array = random.pick(w.names.arrays);
  const e = w.called('e');
  const choices: (() => Stmt[])[] = [
    () => {
      const target = w.cell();
      return [
        {
          s: 'each',
          name: e,
          array: name(array),
          how: 'value',
          body: [when(compare(name(e), random.pick(ORDERS), w.value()), [set(target, name(e))])],
        },
      ];
    },
    () => [
      {
        s: 'each',
        name: e,
        array: name(array),
        how: 'value',
        body: [set(at(name(array), int(random.int(0, size - 1))), name(e))],
      },
    ],
  ];
  if (has.eachReference)
    choices.push(() => [
      {
        s: 'each',
        name: e,
        array: name(array),
        how: 'reference',
        body: [set(reference(e), modulo(plus(reference(e), w.value()), 997))],
      },
    ]);
  if (has.eachPairs) {
    const k = w.called('k');
    choices.push(() => [
      {
        s: 'each',
        name: e,
        index: k,
        array: name(array),
        how: 'pairs',
        body: [set(at(name(array), minus(int(size - 1), name(k))), name(e))],
      },
    ]);
  }
  return random.pick(choices)();
}
