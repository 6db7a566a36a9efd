import type { Unread } from '../../syntax';
import { FALSE, TRUE } from '../scalars';
import { Box, type Data, type Place } from '../values';
import type { Call, Entry } from './library';

/*
 * How a function or method of a library is declared: what it takes, and a function over that. A method's object is the
 * first thing that it takes.
 *
 *     upper: pure([text], (s) => s.toUpperCase()),
 *     append: pure([list, box], (to, item) => to.insert(to.length, [item])),
 *     max: pure([many(int)], (values) => …),
 *     map: using([callback, list], ({ m }, f, over) => …),
 *
 * What it takes is looked at from left to right, before the function runs. What it gives is a cell's box (which stays the
 * thing that it was), or a plain value, of which a new one is made.
 */

/** What one argument has to be, and how it is seen. */
export interface Parameter<T> {
  read: (call: Call, box: Box, index: number) => T;
  /** What it is where it is not given; without this it has to be. */
  otherwise?: () => T;
  /** Its name, where it may be given by it, and whether it has to be. */
  keyword?: { name: string; only: boolean };
  /** All arguments that are left, as a list. */
  many?: (call: Call, boxes: readonly Box[], from: number) => T;
}

/** What a function gives: nothing is what the language gives for nothing. */
export type Result = Box | Data | string | boolean | undefined;

type Values<P extends readonly Parameter<unknown>[]> = {
  [K in keyof P]: P[K] extends Parameter<infer T> ? T : never;
};

/** Thrown by functions that know nothing of the run: what they were given is not to be had. */
class Refusal extends Error {
  constructor(
    readonly reason: string,
    readonly kind: Unread,
    readonly raises?: string,
  ) {
    super(reason);
  }
}

/**
 * What is asked for is an error where the program is run, or is not followed.
 *
 * @param kind an error of the program where it is not said
 */
export function refuse(reason: string, kind: Unread = 'failure'): never {
  throw new Refusal(reason, kind);
}

/** What is asked for is an error that a program can catch, by the language's name `raises`. */
export function raise(raises: string, reason: string): never {
  throw new Refusal(reason, 'failure', raises);
}

/** A function of values alone, or one that changes the lists that it is given. */
export function pure<const P extends readonly Parameter<unknown>[]>(
  parameters: P,
  // oxlint-disable-next-line typescript/no-invalid-void-type -- who changes a list gives nothing
  run: (...values: Values<P>) => Result | void,
): Entry {
  return { run: (call) => guarded(call, () => made(call, spread(run, taken(call, parameters)))) };
}

/** A function that asks the run itself: it makes lists, or compares as the language does. */
export function using<const P extends readonly Parameter<unknown>[]>(
  parameters: P,
  // oxlint-disable-next-line typescript/no-invalid-void-type -- who changes a list gives nothing
  run: (call: Call, ...values: Values<P>) => Result | void,
): Entry {
  return { run: (call) => guarded(call, () => made(call, spread(run, [call, ...taken(call, parameters)]))) };
}

/** A function that gives a cell, which can be written: `v.front() = 1`. */
export function cell<const P extends readonly Parameter<unknown>[]>(
  parameters: P,
  find: (call: Call, ...values: Values<P>) => Place,
): Entry {
  const place = (call: Call): Place => guarded(call, () => spread(find, [call, ...taken(call, parameters)]));
  return { cell: place, run: (call) => place(call).read() };
}

/** There are no more values than a declaration has parameters. */
function spread<A extends readonly unknown[], T>(run: (...values: A) => T, values: A): T {
  // oxlint-disable-next-line syntax/no-restricted-syntax -- see above
  return run(...values);
}

function guarded<T>({ m, at }: Call, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof Refusal) {
      const { reason, kind, raises } = error;
      return raises === undefined ? m.fail(at, reason, kind) : m.raise(at, raises, reason);
    }
    throw error;
  }
}

// oxlint-disable-next-line typescript/no-invalid-void-type -- as above
function made({ m }: Call, result: Result | void): Box {
  if (result instanceof Box) return result;
  if (result === undefined) return m.absent();
  if (typeof result === 'string') return m.fresh({ t: 'str', v: result });
  return m.fresh(typeof result === 'boolean' ? (result ? TRUE : FALSE) : result);
}

function taken<const P extends readonly Parameter<unknown>[]>(call: Call, parameters: P): Values<P> {
  const { m, args, at } = call;
  const { positional, keywords } = args;
  let next = 0;
  let named = 0;
  const values = parameters.map((parameter) => {
    if (parameter.many) {
      const from = next;
      next = positional.length;
      return parameter.many(call, positional.slice(from), from);
    }
    const keyword = parameter.keyword && keywords.get(parameter.keyword.name);
    if (keyword) named++;
    const index = next;
    const box = keyword ?? (parameter.keyword?.only ? undefined : positional[next++]);
    if (box) return parameter.read(call, box, index);
    return parameter.otherwise ? parameter.otherwise() : m.fail(at, 'an argument is missing');
  });
  // Languages that take any number of arguments look at no more than they want.
  if (next < positional.length && !m.dialect.looseArguments)
    m.fail(at, `${positional.length} arguments are more than are followed here`);
  if (named < keywords.size) {
    const known = new Set(parameters.map(({ keyword }) => keyword?.name));
    for (const name of keywords.keys()) if (!known.has(name)) m.fail(at, `the argument ${name} is not followed`);
  }
  return values as Values<P>;
}
