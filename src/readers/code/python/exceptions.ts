import type { Stmt } from '../core/ir';
import type { Machine } from '../core/machine';
import { call } from '../core/calls';
import { Scope, type Box, type ClassData, type Data } from '../core/values';
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

const NOWHERE: Span = { start: 0, end: 0 };
const made = new WeakMap<Machine, Map<string, ClassData>>();

/** The class of that name among the exceptions of the language, if it is one. */
export function exceptionClass(m: Machine, name: string): ClassData | undefined {
  const kind = KINDS[name];
  if (kind === undefined && name !== 'BaseException') return undefined;
  const classes = made.get(m) ?? new Map<string, ClassData>();
  made.set(m, classes);
  let known = classes.get(name);
  if (!known) {
    const base = kind === undefined ? undefined : exceptionClass(m, kind);
    classes.set(name, (known = classOf(m, name, base)));
  }
  return known;
}

function classOf(m: Machine, name: string, base: ClassData | undefined): ClassData {
  const scope = new Scope(null, m.frame, 'block');
  const declaration = { at: NOWHERE, name, methods: [], fields: [] };
  const type: ClassData = { t: 'class', declaration, scope, shared: m.record('class'), methods: new Map() };
  if (base) return { ...type, base };
  const init = { ...INITIAL, name: '__init__' };
  type.methods.set('__init__', { t: 'function', declaration: init, scope });
  return type;
}

/** `def __init__(self, *args): self.args = args` */
const place = { at: NOWHERE };
const INITIAL = {
  ...place,
  takesSelf: true,
  parameters: [
    { ...place, pattern: { ...place, to: 'name' as const, name: 'self', declare: 'function' as const } },
    { ...place, pattern: { ...place, to: 'name' as const, name: 'args', declare: 'function' as const }, rest: true },
  ],
  body: (): Stmt[] => [
    {
      ...place,
      do: 'assign',
      targets: [
        {
          ...place,
          to: 'place',
          place: { ...place, op: 'member', object: { ...place, op: 'name', name: 'self' }, name: 'args' },
        },
      ],
      value: { ...place, op: 'name', name: 'args' },
    },
  ],
};

function isA(data: Data, type: ClassData): boolean {
  for (let at = data.t === 'record' ? data.type : undefined; at; at = at.base) if (at === type) return true;
  return false;
}

/** `raise E` makes an object of the class; only exceptions can be raised. */
export function thrown(m: Machine, given: Box, at: Span): Box {
  const root = exceptionClass(m, 'BaseException');
  const box = given.data.t === 'class' ? call(m, given, { positional: [], keywords: new Map() }, at) : given;
  if (box.data.t === 'unknown') return m.fail(at, `what ${box.data.name} is, is not known here`, 'unknown-value');
  if (!root || !isA(box.data, root)) return m.raise(at, 'TypeError', 'exceptions must derive from BaseException');
  return box;
}

/** The exception that an error of the language is. Its message is Python's own, and not told here. */
export function exception(m: Machine, name: string, _reason: string, at: Span): Box | undefined {
  const type = exceptionClass(m, name);
  if (!type) return undefined;
  const args = { positional: [m.unknownText(`the message of a ${name}`)], keywords: new Map<string, Box>() };
  return call(m, m.fresh(type), args, at);
}

export function catches(m: Machine, caught: Box, type: Box, at: Span): boolean {
  const { data } = type;
  if (data.t === 'sequence' && data.flavor === 'tuple') return data.cells.some((one) => catches(m, caught, one, at));
  if (data.t !== 'class') return m.fail(at, `${show(data)} is no exception that is known here`);
  return isA(caught.data, data);
}

/** As the last line of a traceback. */
export function uncaught(_m: Machine, { data }: Box): string {
  const name = data.t === 'record' ? data.type?.declaration.name : undefined;
  const args = data.t === 'record' ? data.entries.get('sargs')?.box.data : undefined;
  const [only] = args?.t === 'sequence' ? args.cells : [];
  return only?.data.t === 'str' ? `${name ?? show(data)} (${only.data.v})` : (name ?? show(data));
}
