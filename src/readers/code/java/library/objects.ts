import type { Call, Entry, Part } from '../../core/library/library';
import { many, optional, truth as isTrue } from '../../core/library/parameters';
import { pure, refuse, using, type Parameter } from '../../core/library/table';
import { call as callBox } from '../../core/calls';
import { methodOf } from '../../core/ancestry';
import type { Box, Builtin, ClassData } from '../../core/values';
import { called, compared, comparing, equal } from '../comparing';
import { constantOf, constantsOf, makeConstant } from '../enums';
import { textOf } from '../texts';
import { isInstance } from '../instances';
import { causeOf, fillThrowable, messageOf, thrown } from '../throwing';
import { box, functional, i32, int, NULL, text } from './parameters';

const nothing = ({ m }: Call): Box => m.fresh(NULL);

/** The constructor of a class, with an object of one that extends it. */
function construct(call: Call, object: Box, type: ClassData | undefined, given: Box[]): void {
  const own = type?.methods.get(type.declaration.name);
  if (own) callBox(call.m, call.m.fresh({ ...own, self: object }), { positional: given, keywords: new Map() }, call.at);
  else if (given.length > 0 && type) call.m.fail(call.at, `${type.declaration.name} takes no arguments`);
}

/** Comparators, as functions that take two things. */
function comparator(call: Call, order: (a: Box, b: Box) => number): Builtin {
  const run = using([box, box], (_call, a, b) => i32(order(a, b)));
  return made(call, run);
}

const runs = new WeakMap<object, Entry>();

function made({ m }: Call, entry: Entry): Builtin {
  const key = m.record('function');
  runs.set(key, entry);
  return { t: 'builtin', name: 'run', of: { object: m.fresh(key), kind: 'made function' } };
}

function reversed(order: (a: Box, b: Box) => number): (a: Box, b: Box) => number {
  return (a, b) => order(b, a);
}

const KEY = functional('apply', 'applyAsInt', 'applyAsLong', 'applyAsDouble');

const byKey: Entry = using([KEY, optional(box)], (call, key, by) => {
  const { m, at } = call;
  const order = by ? comparing(m, by, at) : (a: Box, b: Box) => compared(m, a, b, at);
  return comparator(call, (a, b) => order(key(a), key(b)));
});

const natural: Entry = using([], (call) => comparator(call, (a, b) => compared(call.m, a, b, call.at)));
const backwards: Entry = using([optional(box)], (call, by) => {
  const order = by ? comparing(call.m, by, call.at) : (a: Box, b: Box) => compared(call.m, a, b, call.at);
  return comparator(call, reversed(order));
});

const then: Entry = using([box, box, optional(box)], (call, first, second, third) => {
  const { m, at } = call;
  const one = comparing(m, first, at);
  const takes = second.data.t === 'function' ? second.data.declaration.parameters.length : 0;
  const isKey = takes === 1 || (second.data.t === 'builtin' && second.data.of?.kind === '::');
  const key = KEY.read(call, second, 1);
  const by = third && comparing(m, third, at);
  const other = isKey
    ? (a: Box, b: Box): number => (by ?? ((x: Box, y: Box) => compared(m, x, y, at)))(key(a), key(b))
    : comparing(m, second, at);
  return comparator(call, (a, b) => one(a, b) || other(a, b));
});

type OfMany = (given: Box[]) => Box;

/** `f.andThen(g)` and their like. */
function joint(run: (call: Call, f: OfMany, g: OfMany, given: Box[]) => Box): Entry {
  const names = ['apply', 'test', 'accept', 'applyAsInt'];
  const f: Parameter<OfMany> = {
    read:
      ({ m, at }, given) =>
      (values) =>
        called(m, given, names, values, at),
  };
  return using([f, optional(f)], (call, first, second) =>
    made(
      call,
      using([many(box)], (inner, given) => run(inner, first, second ?? first, given)),
    ),
  );
}

const truth = ({ m }: Call, v: boolean): Box => m.fresh({ t: 'bool', v });

const FUNCTION: Readonly<Record<string, Entry>> = {
  reversed: backwards,
  thenComparing: then,
  thenComparingInt: then,
  andThen: joint((call, f, g, given) => {
    const result = f(given);
    // What gives nothing hands on what it was given.
    return result.data === call.m.dialect.absent ? g(given) : g([result]);
  }),
  compose: joint((_call, f, g, given) => f([g(given)])),
  negate: joint((call, f, _g, given) => truth(call, !call.m.test(f(given), call.at))),
  and: joint((call, f, g, given) => truth(call, call.m.test(f(given), call.at) && call.m.test(g(given), call.at))),
  or: joint((call, f, g, given) => truth(call, call.m.test(f(given), call.at) || call.m.test(g(given), call.at))),
};

const OBJECT: Readonly<Record<string, Entry>> = {
  equals: using([box, box], ({ m, at }, a, b) => equal(m, a, b, at)),
  toString: using([box], ({ m, at }, of) => m.dialect.text(m, [of], at)),
  hashCode: pure([box], () => refuse('the hash code of this object is up to the Java machine', 'unsupported')),
};

/** A linear congruential generator, as the documentation of `java.util.Random` gives it. */
interface Generator {
  seed: bigint;
}

const generators = new WeakMap<object, Generator>();
const MASK = (1n << 48n) - 1n;

function bits(call: Call, of: Box, count: number): bigint {
  const generator =
    generators.get(of.data) ??
    call.m.fail(call.at, 'random numbers are not known: give new Random a seed', 'unknown-value');
  generator.seed = (generator.seed * 0x5deece66dn + 0xbn) & MASK;
  return BigInt.asIntN(32, generator.seed >> BigInt(48 - count));
}

/** A whole number below `bound` of a generator with a seed. */
export function below(call: Call, of: Box, bound: number): number {
  if (bound <= 0) throw thrown(call.m, 'IllegalArgumentException', 'bound must be positive', call.at);
  let found = Number(bits(call, of, 31));
  if ((bound & (bound - 1)) === 0) return Number((BigInt(bound) * BigInt(found)) >> 31n);
  for (let all31 = found; ; all31 = Number(bits(call, of, 31))) {
    found = all31 % bound;
    if (((all31 - found + (bound - 1)) | 0) >= 0) return found;
    call.m.count(call.at);
  }
}

const RANDOM: Readonly<Record<string, Entry>> = {
  nextInt: using([box, optional(int), optional(int)], (call, of, first, second) => {
    if (first === undefined) return i32(bits(call, of, 32));
    if (second === undefined) return i32(below(call, of, first));
    if (first >= second) throw thrown(call.m, 'IllegalArgumentException', 'bound must be greater than origin', call.at);
    return i32(first + below(call, of, second - first));
  }),
  nextBoolean: using([box], (call, of) => bits(call, of, 1) !== 0n),
  nextLong: using([box], (call, of) => ({
    t: 'int',
    type: 'i64',
    v: BigInt.asIntN(64, (bits(call, of, 32) << 32n) + bits(call, of, 32)),
  })),
  nextDouble: using([box], (call, of) => ({
    t: 'num',
    v: Number((bits(call, of, 26) << 27n) + bits(call, of, 27)) * 2 ** -53,
  })),
};

const newRandom: Entry = using([optional(box)], (call, seed) => {
  const data = call.m.record('random');
  const given = seed && call.m.inspect(seed, call.at);
  if (given?.t === 'int') generators.set(data, { seed: (given.v ^ 0x5deece66dn) & MASK });
  return data;
});

export const objects: Part = {
  functions: {
    print: pure([many(box)], (given) => {
      for (const one of given) if (one.home) one.home.inspected = true;
    }),
    '::': using([box, text], (_call, of, name): Builtin => ({ t: 'builtin', name, of: { object: of, kind: '::' } })),
    throwable: using([box, box, box], ({ m, at }, object, first, second) =>
      fillThrowable(m, object, first, second, at),
    ),
    'constructor of': using([box, box, many(box)], (call, object, base, given) =>
      construct(call, object, base.data.t === 'class' ? base.data : undefined, given),
    ),
    'own constructor': using([box, many(box)], (call, object, given) =>
      construct(call, object, object.data.t === 'record' ? object.data.type : undefined, given),
    ),
    'method of': using([box, box, text], (call, object, base, name) => {
      const method = base.data.t === 'class' ? methodOf(base.data, [name]) : undefined;
      return method ? { ...method, self: object } : call.m.fail(call.at, `what super.${name} does is not known here`);
    }),
    'enum constant': using([box, text, int, isTrue], ({ m }, object, name, ordinal, isFixed) => {
      makeConstant(m, object, { name, ordinal }, isFixed);
      return object;
    }),
    'enum values': using([box], (call, type) =>
      call.m.sequence(
        'array',
        constantsOf(call, type),
        call.at,
        type.data.t === 'class' ? type.data.declaration.name : '',
      ),
    ),
    'enum valueOf': using([box, text], (call, type, name) => {
      const found = constantsOf(call, type).find((one) => constantOf(one.data)?.name === name);
      if (!found) throw thrown(call.m, 'IllegalArgumentException', `No enum constant ${name}`, call.at);
      return found;
    }),
    'Objects.equals': using([box, box], ({ m, at }, a, b) => equal(m, a, b, at)),
    'Objects.isNull': pure([box], ({ data }) => data.t === 'nothing'),
    'Objects.nonNull': pure([box], ({ data }) => data.t !== 'nothing'),
    'Objects.requireNonNull': using([box, optional(box)], (call, given, said) => {
      if (given.data.t !== 'nothing') return given;
      throw thrown(
        call.m,
        'NullPointerException',
        said ? (textOf(call.m, said, call.at) ?? '') : 'this is null',
        call.at,
      );
    }),
    'Objects.toString': using([box], ({ m, at }, of) => m.dialect.text(m, [of], at)),
    'Comparator.naturalOrder': natural,
    'Comparator.reverseOrder': backwards,
    'Collections.reverseOrder': backwards,
    'Comparator.comparing': byKey,
    'Comparator.comparingInt': byKey,
    'Comparator.comparingLong': byKey,
    'Comparator.comparingDouble': byKey,
    'Entry.comparingByKey': natural,
    'Function.identity': using([], (call) =>
      made(
        call,
        using([box], (_inner, given) => given),
      ),
    ),
    'UnaryOperator.identity': using([], (call) =>
      made(
        call,
        using([box], (_inner, given) => given),
      ),
    ),
    'Random.new': newRandom,
    'checked cast': using([box, box], ({ m, at }, of, type) => {
      const { data } = of;
      // A lambda is of whichever interface it is put into; of what is not known nothing is.
      const isOpen = ['nothing', 'unknown', 'function', 'builtin'].includes(data.t);
      if (!isOpen && !isInstance(m, of, type, at))
        throw thrown(m, 'ClassCastException', `${m.dialect.show(data)} is no ${m.dialect.show(type.data)}`, at);
      return of;
    }),
    'Object.new': using([], ({ m }) => m.record('instance')),
    'System.currentTimeMillis': pure([], () => refuse('what time it is is not known', 'unknown-value')),
    'System.nanoTime': pure([], () => refuse('what time it is is not known', 'unknown-value')),
    'System.lineSeparator': pure([], () => '\n'),
  },
  methods: {
    object: OBJECT,
    record: OBJECT,
    function: FUNCTION,
    'made function': { run: { run: (call) => runMade(call) } },
    random: RANDOM,
    constant: {
      ordinal: pure([box], ({ data }) => i32(constantOf(data)?.ordinal ?? 0)),
      name: pure([box], ({ data }) => constantOf(data)?.name ?? ''),
      compareTo: using([box, box], ({ m, at }, a, b) => i32(compared(m, a, b, at))),
    },
    throwable: {
      getMessage: using([box], (call, of) => messageOf(of.data) ?? nothing(call)),
      getLocalizedMessage: using([box], (call, of) => messageOf(of.data) ?? nothing(call)),
      getCause: using([box], (call, of) => causeOf(of.data) ?? nothing(call)),
      printStackTrace: pure([box], () => undefined),
    },
  },
  modules: [
    ...[
      'Objects',
      'Object',
      'Comparator',
      'Comparable',
      'Function',
      'BiFunction',
      'Supplier',
      'Consumer',
      'Predicate',
      'Runnable',
      'Random',
    ],
    ...[
      'UnaryOperator',
      'BinaryOperator',
      'IntUnaryOperator',
      'IntBinaryOperator',
      'IntPredicate',
      'IntFunction',
      'ToIntFunction',
      'BiConsumer',
      'BiPredicate',
    ],
    ...['Cloneable', 'Serializable', 'AutoCloseable', 'Closeable', 'Callable', 'Entry'],
  ],
};

/** Runs a function that the library made: what it was made of stands in its object. */
function runMade(call: Call): Box {
  const [own, ...given] = call.args.positional;
  const entry = own && runs.get(own.data);
  return entry
    ? entry.run({ ...call, args: { ...call.args, positional: given } })
    : call.m.fail(call.at, 'this function is not known');
}
