import { lineage } from '../core/ancestry';
import type { Expr, FunctionDeclaration, Stmt } from '../core/ir';
import { knownClass, NOWHERE } from '../core/known-classes';
import type { Machine } from '../core/machine';
import { fieldKey } from '../core/keys';
import type { Box, ClassData, Data } from '../core/values';
import type { Span } from '../syntax';

/** Exceptions of the library, each with the one that it extends: https://en.cppreference.com/w/cpp/error/exception. */
const KINDS: Readonly<Record<string, string>> = {
  exception: '',
  logic_error: 'exception',
  invalid_argument: 'logic_error',
  domain_error: 'logic_error',
  length_error: 'logic_error',
  out_of_range: 'logic_error',
  runtime_error: 'exception',
  range_error: 'runtime_error',
  overflow_error: 'runtime_error',
  underflow_error: 'runtime_error',
  bad_alloc: 'exception',
  bad_cast: 'exception',
};

const MESSAGE = ' message';
const place = { at: NOWHERE };
const message: Expr = { ...place, op: 'member', object: { ...place, op: 'name', name: 'this' }, name: MESSAGE };

/** The class of that name among the exceptions of the library, if it is one. */
export function exceptionClass(m: Machine, name: string): ClassData | undefined {
  const plain = name.replace(/^std::/, '');
  const parent = KINDS[plain];
  if (parent === undefined) return undefined;
  const base = parent === '' ? undefined : exceptionClass(m, parent);
  return knownClass(m, plain, base, (type) => {
    const { methods, scope } = type;
    const add = (declaration: FunctionDeclaration): void =>
      void methods.set(declaration.name, { t: 'function', declaration, scope, of: type });
    add(madeOf(plain));
    if (!base) add(WHAT);
  });
}

/** Keeps the text that it is given. */
function madeOf(name: string): FunctionDeclaration {
  const fallback: Expr = { ...place, op: 'literal', value: { t: 'str', v: `std::${name}` } };
  const body = (): Stmt[] => [
    {
      ...place,
      do: 'assign',
      targets: [{ ...place, to: 'place', place: message }],
      value: { ...place, op: 'name', name: 'what' },
    },
  ];
  const pattern = { ...place, to: 'name' as const, name: 'what', declare: 'function' as const };
  return { ...place, name, parameters: [{ ...place, pattern, fallback }], body };
}

const WHAT: FunctionDeclaration = {
  ...place,
  name: 'what',
  parameters: [],
  isVirtual: true,
  body: () => [{ ...place, do: 'return', value: message }],
};

/** An error of the library as the exception that it is. */
export function exception(m: Machine, name: string, reason: string, at: Span): Box | undefined {
  const type = exceptionClass(m, name);
  if (!type) return undefined;
  const object = m.record('struct', type);
  m.setEntry(object, { t: 'str', v: MESSAGE }, m.unknownText(reason), at);
  return m.fresh(object);
}

/** Whether what is thrown is of the type that is written: of a class or one that it extends, else of that very type. */
export function catches(m: Machine, { raw }: Box, { data: type }: Box, at: Span): boolean {
  const wanted = type.t === 'str' ? type.v : '';
  const plain = wanted.replace(/^\*/, '');
  switch (raw.t) {
    case 'record':
      if (wanted.startsWith('*') !== (raw.flavor === 'instance')) return false;
      return lineage(raw.type).some(({ declaration }) => declaration.name === plain);
    case 'int':
      return wanted === (raw.type ?? 'i32');
    case 'num':
      return wanted === 'f64';
    case 'bool':
      return wanted === 'bool';
    case 'str':
      return wanted === 'string';
    case 'sequence':
      return raw.type === 'i8' && wanted === '*i8';
    default:
      return m.fail(at, 'whether this catches what is thrown is not followed');
  }
}

/** How an exception is told that nothing caught. */
export function uncaught(m: Machine, { data }: Box): string {
  const said: Data | undefined = data.t === 'record' ? data.entries.get(fieldKey(MESSAGE))?.box.raw : undefined;
  const name = data.t === 'record' ? (data.type?.declaration.name ?? 'this') : m.dialect.show(data);
  return said?.t === 'str' ? `${name} (${said.v})` : name;
}
