import { Thrown } from '../core/thrown';
import type { ClassDeclaration, Expr, FunctionDeclaration, Stmt } from '../core/ir';
import type { Machine } from '../core/machine';
import { fieldKey } from '../core/keys';
import { Owner, RecordData, Scope, type Box, type ClassData, type Data, type Frame } from '../core/values';
import type { Span } from '../syntax';

/** Classes of what is thrown, each with the one that it extends. */
const PARENTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    Throwable: '',
    Exception: 'Throwable',
    Error: 'Throwable',
    RuntimeException: 'Exception',
    IllegalArgumentException: 'RuntimeException',
    NumberFormatException: 'IllegalArgumentException',
    IllegalStateException: 'RuntimeException',
    ArithmeticException: 'RuntimeException',
    ArrayStoreException: 'RuntimeException',
    ClassCastException: 'RuntimeException',
    ConcurrentModificationException: 'RuntimeException',
    EmptyStackException: 'RuntimeException',
    IndexOutOfBoundsException: 'RuntimeException',
    ArrayIndexOutOfBoundsException: 'IndexOutOfBoundsException',
    StringIndexOutOfBoundsException: 'IndexOutOfBoundsException',
    NegativeArraySizeException: 'RuntimeException',
    NoSuchElementException: 'RuntimeException',
    InputMismatchException: 'NoSuchElementException',
    NullPointerException: 'RuntimeException',
    UnsupportedOperationException: 'RuntimeException',
    CloneNotSupportedException: 'Exception',
    InterruptedException: 'Exception',
    TimeoutException: 'Exception',
    IOException: 'Exception',
    FileNotFoundException: 'IOException',
    UncheckedIOException: 'RuntimeException',
    AssertionError: 'Error',
    VirtualMachineError: 'Error',
    StackOverflowError: 'VirtualMachineError',
    OutOfMemoryError: 'VirtualMachineError',
  }),
);

const NOWHERE: Span = { start: 0, end: 0 };
const FRAME: Frame = {
  id: -1,
  depth: 0,
  parent: null,
  name: '',
  at: NOWHERE,
  call: NOWHERE,
  now: NOWHERE,
  handled: [],
};
const made = new Map<string, ClassData>();

/** A class of what the library throws; undefined where there is none of that name. */
export function thrownClass(name: string): ClassData | undefined {
  const parent = PARENTS.get(name);
  if (parent === undefined) return undefined;
  const known = made.get(name);
  if (known) return known;
  const base = thrownClass(parent);
  const scope = new Scope(null, FRAME, 'block');
  const type: ClassData = {
    t: 'class',
    declaration: declarationOf(name),
    scope,
    inside: scope,
    shared: new RecordData('class', new Owner(-1, 'class', -1), new Map()),
    methods: new Map([[name, { t: 'function', declaration: constructorOf(name), scope }]]),
    ...(base && { base }),
  };
  made.set(name, type);
  return type;
}

function declarationOf(name: string): ClassDeclaration {
  const fields = name === 'Throwable' ? [MESSAGE, CAUSE].map((one) => ({ name: one, value: NULL, shared: false })) : [];
  return { at: NOWHERE, name, methods: [], fields };
}

const MESSAGE = 'detailMessage';
const CAUSE = 'cause';
const NULL: Expr = { at: NOWHERE, op: 'literal', value: { t: 'nothing', name: 'null' } };

/** A message and a cause, a message, a cause, or nothing. */
function constructorOf(name: string): FunctionDeclaration {
  const at = NOWHERE;
  const named = (own: string): Expr => ({ at, op: 'name', name: own });
  const given: FunctionDeclaration['parameters'] = ['first', 'second'].map((own) => ({
    at,
    pattern: { at, to: 'name', name: own, declare: 'function' },
    fallback: NULL,
  }));
  const call: Stmt = {
    at,
    do: 'expression',
    expression: {
      at,
      op: 'call',
      callee: named('throwable'),
      args: ['this', 'first', 'second'].map((own) => ({ value: named(own) })),
    },
  };
  return { at, name, parameters: given, body: () => [call] };
}

/** What a constructor is given: the message, which is what is known of the cause where there is none. */
export function fillThrowable(m: Machine, object: Box, first: Box, second: Box, at: Span): void {
  if (object.data.t !== 'record') return;
  const isCause = first.data.t === 'record';
  m.setEntry(object.data, { t: 'str', v: MESSAGE }, isCause ? m.unknownText('what its cause says') : first, at);
  m.setEntry(object.data, { t: 'str', v: CAUSE }, isCause ? first : second, at);
}

export function messageOf(data: Data): Box | undefined {
  return data.t === 'record' ? data.entries.get(fieldKey(MESSAGE))?.box : undefined;
}

export function causeOf(data: Data): Box | undefined {
  return data.t === 'record' ? data.entries.get(fieldKey(CAUSE))?.box : undefined;
}

/** What the library throws, as a program may catch it. */
export function thrown(m: Machine, name: string, message: string, at: Span): Thrown {
  const type = thrownClass(name);
  const object = m.record('instance', type);
  m.setEntry(object, { t: 'str', v: MESSAGE }, m.fresh({ t: 'str', v: message }), at);
  m.setEntry(object, { t: 'str', v: CAUSE }, m.fresh({ t: 'nothing', name: 'null' }), at);
  return new Thrown(m.fresh(object), at, `${name}: ${message}`);
}

/** How an error tells what nobody caught. */
export function thrownText(data: Data): string {
  const name = data.t === 'record' ? (data.type?.declaration.name ?? 'this') : 'this';
  const message = messageOf(data)?.raw;
  return message?.t === 'str' ? `${name}: ${message.v}` : name;
}

/** Whether an object is one of a class, or of one that extends or implements it. */
export function isOf(type: ClassData | undefined, kind: ClassData): boolean {
  if (!type) return false;
  if (type.declaration === kind.declaration) return true;
  return isOf(type.base, kind) || (type.also ?? []).some((one) => isOf(one, kind));
}
