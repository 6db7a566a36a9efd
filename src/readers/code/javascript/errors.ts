import type { Stmt } from '../core/ir';
import type { Machine } from '../core/machine';
import { Scope, type Box, type ClassData, type Data } from '../core/values';

/** The errors of the language: https://tc39.es/ecma262/#sec-error-objects. All but the first extend it. */
const NAMES = new Set(['Error', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError']);

const NOWHERE = { start: 0, end: 0 };
const made = new WeakMap<Machine, Map<string, ClassData>>();

/** The class of that name among the errors of the language, if it is one. */
export function errorClass(m: Machine, name: string): ClassData | undefined {
  if (!NAMES.has(name)) return undefined;
  const classes = made.get(m) ?? new Map<string, ClassData>();
  made.set(m, classes);
  const known = classes.get(name);
  if (known) return known;
  const scope = new Scope(null, m.frame, 'block');
  const declaration = { at: NOWHERE, name, methods: [], fields: [] };
  const type: ClassData = { t: 'class', declaration, scope, shared: m.record('class'), methods: new Map() };
  if (name !== 'Error') type.base = errorClass(m, 'Error');
  else type.methods.set('constructor', { t: 'function', declaration: INITIAL, scope, of: type });
  classes.set(name, type);
  return type;
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
  for (let at = data.t === 'record' ? data.type : undefined; at; at = at.base)
    if (at.declaration.at === NOWHERE) return at.declaration.name;
  return undefined;
}

/** As an error is told that nothing caught. */
export function uncaught(m: Machine, { data }: Box): string {
  const message = data.t === 'record' ? data.entries.get('smessage')?.box.data : undefined;
  const name = errorName(data);
  if (name === undefined) return m.dialect.show(data);
  return message?.t === 'str' && message.v !== '' ? `${name} (${message.v})` : name;
}
