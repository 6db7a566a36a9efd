import type { Call, Entry, Part } from '../../core/library/library';
import { box, many } from '../../core/library/parameters';
import { refuse, using } from '../../core/library/table';
import { memberOf } from '../../core/members';
import type { Box, Data } from '../../core/values';

/** What combines two values: https://docs.python.org/3/library/operator.html. */
const BINARY: Readonly<Record<string, string>> = {
  add: '+',
  sub: '-',
  mul: '*',
  truediv: '/',
  floordiv: '//',
  mod: '%',
  pow: '**',
  and_: '&',
  or_: '|',
  xor: '^',
  lshift: '<<',
  rshift: '>>',
  concat: '+',
};

const COMPARED: Readonly<Record<string, string>> = {
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
  eq: '==',
  ne: '!=',
  is_: 'is',
};

const UNARY: Readonly<Record<string, string>> = { neg: '-', pos: '+', inv: '~', invert: '~' };

function entries(table: Readonly<Record<string, string>>, entry: (operator: string) => Entry): Record<string, Entry> {
  return Object.fromEntries(Object.entries(table).map(([name, operator]) => [`operator.${name}`, entry(operator)]));
}

/** A function that takes something out of what it is given, by the keys or names that it was made with. */
const getter = (kind: string): Entry =>
  using([box, many(box)], ({ m, at }, first, others): Data => {
    const wanted = m.fresh(m.sequence('tuple', [first, ...others], at));
    return { t: 'builtin', name: 'call', of: { object: wanted, kind } };
  });

/** One thing by itself, several in a tuple. */
const getting = (pick: (call: Call, of: Box, wanted: Box) => Box): Entry =>
  using([box, box], (call, wanted, of) => {
    const found = wanted.data.t === 'sequence' ? wanted.data.cells.map((one) => pick(call, of, one)) : [];
    const [only] = found;
    return only && found.length === 1 ? only : call.m.sequence('tuple', found, call.at);
  });

export const operators: Part = {
  functions: {
    ...entries(BINARY, (operator) => using([box, box], ({ m, at }, a, b) => m.dialect.binary(m, operator, a, b, at))),
    ...entries(COMPARED, (operator) =>
      using([box, box], ({ m, at }, a, b) => m.dialect.compare(m, operator, a, b, at)),
    ),
    ...entries(UNARY, (operator) => using([box], ({ m, at }, a) => m.dialect.unary(m, operator, a, at))),
    'operator.not_': using([box], ({ m, at }, a) => !m.test(a, at)),
    'operator.truth': using([box], ({ m, at }, a) => m.test(a, at)),
    'operator.contains': using([box, box], ({ m, at }, a, b) => m.dialect.compare(m, 'in', b, a, at)),
    'operator.getitem': using([box, box], ({ m, at }, of, key) => m.dialect.element(m, of, key, at).read()),
    'operator.setitem': using([box, box, box], ({ m, at }, of, key, one) =>
      m.dialect.element(m, of, key, at).write(one),
    ),
    'operator.itemgetter': getter('items by keys'),
    'operator.attrgetter': getter('attributes by names'),
  },
  methods: {
    'items by keys': { call: getting(({ m, at }, of, key) => m.dialect.element(m, of, key, at).read()) },
    'attributes by names': {
      call: getting(({ m, at }, of, { data }) =>
        data.t !== 'str'
          ? refuse('an attribute has a name')
          : data.v.split('.').reduce((object, name) => memberOf(m, object, name, at).read(), of),
      ),
    },
  },
  modules: ['operator'],
};
