import { nearest } from '../core/ancestry';
import type { Stmt } from '../core/ir';
import { isKnownClass, knownClass, NOWHERE } from '../core/known-classes';
import type { Machine } from '../core/machine';
import type { Box, ClassData, Data } from '../core/values';

/** The errors of the language: https://tc39.es/ecma262/#sec-error-objects. All but the first extend it. */
const NAMES = new Set(['Error', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError']);

/** The class of that name among the errors of the language, if it is one. */
export function errorClass(m: Machine, name: string): ClassData | undefined {
  if (!NAMES.has(name)) return undefined;
  const base = name === 'Error' ? undefined : errorClass(m, 'Error');
  return knownClass(m, name, base, (type) => {
    if (!base) type.methods.set('constructor', { t: 'function', declaration: INITIAL, scope: type.scope, of: type });
  });
}

/** `constructor(message = '') { this.message = message; }` */
const place = { at: NOWHERE };
const INITIAL = {
  ...place,
  name: 'constructor',
  parameters: [
    {
      ...place,
      pattern: { ...place, to: 'name' as const, name: 'message', declare: 'function' as const },
      fallback: { ...place, op: 'literal' as const, value: { t: 'str' as const, v: '' } },
    },
  ],
  body: (): Stmt[] => [
    {
      ...place,
      do: 'assign',
      targets: [
        {
          ...place,
          to: 'place',
          place: { ...place, op: 'member', object: { ...place, op: 'name', name: 'this' }, name: 'message' },
        },
      ],
      value: { ...place, op: 'name', name: 'message' },
    },
  ],
};

/** The name that an error has of its class: that of the nearest one of the language. */
export function errorName(data: Data): string | undefined {
  return data.t === 'record' ? nearest(data.type, isKnownClass)?.declaration.name : undefined;
}

/** As an error is told that nothing caught. */
export function uncaught(m: Machine, { data }: Box): string {
  const message = data.t === 'record' ? data.entries.get('smessage')?.box.data : undefined;
  const name = errorName(data);
  if (name === undefined) return m.dialect.show(data);
  return message?.t === 'str' && message.v !== '' ? `${name} (${message.v})` : name;
}
