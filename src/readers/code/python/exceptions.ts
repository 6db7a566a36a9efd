import { isInstance } from '../core/ancestry';
import { call } from '../core/calls';
import type { At, Expr, FunctionDeclaration } from '../core/ir';
import { knownClass, NOWHERE } from '../core/known-classes';
import type { Machine } from '../core/machine';
import { Thrown } from '../core/thrown';
import type { Box, ClassData } from '../core/values';
import type { Span } from '../syntax';
import { show } from './show';

/** The exceptions of the language, each by the one that it is a kind of: https://docs.python.org/3/library/exceptions.html. */
const KINDS: Readonly<Record<string, string>> = {
  Exception: 'BaseException',
  GeneratorExit: 'BaseException',
  KeyboardInterrupt: 'BaseException',
  SystemExit: 'BaseException',
  ArithmeticError: 'Exception',
  AssertionError: 'Exception',
  AttributeError: 'Exception',
  BufferError: 'Exception',
  EOFError: 'Exception',
  ImportError: 'Exception',
  LookupError: 'Exception',
  MemoryError: 'Exception',
  NameError: 'Exception',
  OSError: 'Exception',
  ReferenceError: 'Exception',
  RuntimeError: 'Exception',
  StopIteration: 'Exception',
  SyntaxError: 'Exception',
  SystemError: 'Exception',
  TypeError: 'Exception',
  ValueError: 'Exception',
  Warning: 'Exception',
  FloatingPointError: 'ArithmeticError',
  OverflowError: 'ArithmeticError',
  ZeroDivisionError: 'ArithmeticError',
  ModuleNotFoundError: 'ImportError',
  IndexError: 'LookupError',
  KeyError: 'LookupError',
  UnboundLocalError: 'NameError',
  'dataclasses.FrozenInstanceError': 'AttributeError',
  FileExistsError: 'OSError',
  FileNotFoundError: 'OSError',
  PermissionError: 'OSError',
  TimeoutError: 'OSError',
  NotImplementedError: 'RuntimeError',
  RecursionError: 'RuntimeError',
  IndentationError: 'SyntaxError',
  UnicodeError: 'ValueError',
  DeprecationWarning: 'Warning',
  RuntimeWarning: 'Warning',
  UserWarning: 'Warning',
};

/** The class of that name among the exceptions of the language, if it is one. */
export function exceptionClass(m: Machine, name: string): ClassData | undefined {
  const kind = KINDS[name];
  if (kind === undefined && name !== 'BaseException') return undefined;
  const base = kind === undefined ? undefined : exceptionClass(m, kind);
  return knownClass(m, name, base, ({ methods, scope }) => {
    if (!base) methods.set('__init__', { t: 'function', declaration: INITIAL, scope });
    if (name === 'StopIteration') methods.set('get value', { t: 'function', declaration: VALUE, scope });
  });
}

const place = { at: NOWHERE };

function member(at: At, name: string): Expr {
  return { ...at, op: 'member', object: { ...at, op: 'name', name: 'self' }, name };
}

/** `def __init__(self, *args): self.args = args` */
const INITIAL: FunctionDeclaration = {
  ...place,
  name: '__init__',
  takesSelf: true,
  parameters: ['self', 'args'].map((name) => ({
    ...place,
    pattern: { ...place, to: 'name', name, declare: 'function' },
    ...(name === 'args' && { rest: true }),
  })),
  body: () => [
    {
      ...place,
      do: 'assign',
      targets: [{ ...place, to: 'place', place: member(place, 'args') }],
      value: { ...place, op: 'name', name: 'args' },
    },
  ],
};

/** `@property` of `StopIteration`: what a generator gave back is the first of its arguments, or nothing. */
const VALUE: FunctionDeclaration = {
  ...place,
  name: 'get value',
  takesSelf: true,
  parameters: [{ ...place, pattern: { ...place, to: 'name', name: 'self', declare: 'function' } }],
  body: () => [
    {
      ...place,
      do: 'return',
      value: {
        ...place,
        op: 'conditional',
        test: member(place, 'args'),
        then: {
          ...place,
          op: 'index',
          object: member(place, 'args'),
          index: { ...place, op: 'literal', value: { t: 'int', v: 0n } },
        },
        otherwise: { ...place, op: 'literal', value: { t: 'nothing', name: 'None' } },
      },
    },
  ],
};

/** `raise E` makes an object of the class; only exceptions can be raised. */
export function thrown(m: Machine, given: Box, at: Span): Box {
  const root = exceptionClass(m, 'BaseException');
  const box = given.data.t === 'class' ? call(m, given, { positional: [], keywords: new Map() }, at) : given;
  if (box.data.t === 'unknown') return m.fail(at, `what ${box.data.name} is, is not known here`, 'unknown-value');
  if (!root || !isInstance(box.data, root))
    return m.raise(at, 'TypeError', 'exceptions must derive from BaseException');
  return box;
}

/** The exception that an error of the language is. Its message is Python's own, and not told here. */
export function exception(m: Machine, name: string, _reason: string, at: Span): Box | undefined {
  const type = exceptionClass(m, name);
  if (!type) return undefined;
  const args = { positional: [m.unknownText(`the message of a ${name}`)], keywords: new Map<string, Box>() };
  return call(m, m.fresh(type), args, at);
}

/** An iterator has no more, and gave this back in the end: what is given back nothing is nothing. */
export function stopped(m: Machine, result: Box | undefined, at: Span): never {
  const value = result && result.data.t !== 'nothing' ? [result] : [];
  const type = exceptionClass(m, 'StopIteration');
  if (!type) return m.fail(at, 'there is no next item');
  const made = call(m, m.fresh(type), { positional: value, keywords: new Map() }, at);
  throw new Thrown(made, at, 'there is no next item');
}

/** Whether it is said that an iterator has no more. */
export function isStop(m: Machine, error: unknown): error is Thrown {
  const type = exceptionClass(m, 'StopIteration');
  return error instanceof Thrown && type !== undefined && isInstance(error.value.data, type);
}

/** `StopIteration` would end whoever goes through a generator: https://peps.python.org/pep-0479/. */
export function outOfGenerator(m: Machine, error: unknown, at: Span): unknown {
  if (!isStop(m, error)) return error;
  const value = exception(m, 'RuntimeError', '', at);
  return value ? new Thrown(value, error.at, 'StopIteration is raised in a generator') : error;
}

export function catches(m: Machine, caught: Box, type: Box, at: Span): boolean {
  const { data } = type;
  if (data.t === 'sequence' && data.flavor === 'tuple') return data.cells.some((one) => catches(m, caught, one, at));
  if (data.t !== 'class') return m.fail(at, `${show(data)} is no exception that is known here`);
  return isInstance(caught.data, data);
}

/** As the last line of a traceback. */
export function uncaught(_m: Machine, { data }: Box): string {
  const name = data.t === 'record' ? data.type?.declaration.name : undefined;
  const args = data.t === 'record' ? data.entries.get('sargs')?.box.data : undefined;
  const [only] = args?.t === 'sequence' ? args.cells : [];
  return only?.data.t === 'str' ? `${name ?? show(data)} (${only.data.v})` : (name ?? show(data));
}
