import type { Call, Part } from '../../core/library/library';
import { box, optional, text } from '../../core/library/parameters';
import { refuse, using } from '../../core/library/table';
import { LIMITS } from '../../core/limits';
import { methodOf } from '../../core/ancestry';
import type { Box, Data, RecordData } from '../../core/values';
import { orderedEntries } from '../iteration';
import { show } from '../show';
import { UNDEFINED } from '../undefined';

/** What JSON leaves out of objects, and makes `null` of in lists. */
function isLeftOut(data: Data): boolean {
  return (
    data === UNDEFINED ||
    (data.t === 'nothing' && data.name === 'undefined') ||
    /^(function|class|builtin)$/.test(data.t)
  );
}

/** The fields of an object that JSON tells; of maps and sets there are none. */
function fieldsOf(data: RecordData): [name: string, value: Box][] {
  if (data.type && methodOf(data.type, ['toJSON'])) return refuse('an own toJSON is not followed', 'unsupported');
  if (data.flavor === 'map' || data.flavor === 'set') return [];
  return orderedEntries(data)
    .map(({ key, box: value }): [string, Box] => [key.t === 'str' ? key.v : show(key), value])
    .filter(([name, { data: held }]) => !name.startsWith('#') && !isLeftOut(held));
}

/** A value as JSON tells it; undefined where some of it is not known. */
function told(call: Call, value: Box, depth = 0): { plain: unknown } | undefined {
  const { m, at } = call;
  if (depth > LIMITS.nesting) return refuse('this nests too deeply', 'bounds');
  if (value.data.t === 'unknown') return undefined;
  const data = m.container(value, at);
  if (isLeftOut(data)) return { plain: null };
  if (data.t === 'sequence') {
    const parts = data.cells.map((cell) => told(call, cell, depth + 1));
    return parts.includes(undefined) ? undefined : { plain: parts.map((one) => one?.plain) };
  }
  if (data.t === 'record') {
    const fields = fieldsOf(data).map(([name, held]) => [name, told(call, held, depth + 1)] as const);
    if (fields.some(([, one]) => one === undefined)) return undefined;
    return { plain: Object.fromEntries(fields.map(([name, one]) => [name, one?.plain])) };
  }
  const plain = m.inspect(value, at);
  if (plain.t === 'num' || plain.t === 'str' || plain.t === 'bool') return { plain: plain.v };
  return plain.t === 'nothing' ? { plain: null } : refuse(`${show(plain)} in JSON is not followed`, 'unsupported');
}

/** What a value of JSON is in a run. */
function made(call: Call, plain: unknown): Box {
  const { m, at } = call;
  if (plain === null) return m.fresh({ t: 'nothing', name: 'null' });
  if (typeof plain === 'number') return m.fresh({ t: 'num', v: plain });
  if (typeof plain === 'boolean') return m.fresh({ t: 'bool', v: plain });
  if (typeof plain === 'string') return m.fresh({ t: 'str', v: plain });
  if (Array.isArray(plain)) {
    const boxes = plain.map((one) => made(call, one));
    return m.fresh(m.sequence('array', boxes, at));
  }
  const object = m.record('object');
  for (const [name, value] of Object.entries(plain ?? {}))
    m.setEntry(object, { t: 'str', v: name }, made(call, value), at);
  return m.fresh(object);
}

/** `JSON.parse(JSON.stringify(x))`: what is left of a value on its way through JSON, its plain values moved. */
function through(call: Call, value: Box, depth = 0): Box {
  const { m, at } = call;
  if (depth > LIMITS.nesting) return refuse('this nests too deeply', 'bounds');
  if (value.data.t === 'unknown') return value;
  const data = m.container(value, at);
  if (isLeftOut(data) || (data.t === 'num' && !Number.isFinite(data.v))) return made(call, null);
  if (data.t === 'sequence') {
    const boxes = data.cells.map((cell) => through(call, cell, depth + 1));
    return m.fresh(m.sequence('array', boxes, at));
  }
  if (data.t !== 'record') return value;
  const object = m.record('object');
  for (const [name, held] of fieldsOf(data))
    m.setEntry(object, { t: 'str', v: name }, through(call, held, depth + 1), at);
  return m.fresh(object);
}

export const json: Part = {
  functions: {
    'JSON.stringify': using([box, optional(box), optional(box)], (call, value, replacer, space): Data => {
      const { m, at } = call;
      if (replacer && replacer.data.t !== 'nothing')
        return refuse('what the second argument of JSON.stringify does is not followed', 'unsupported');
      if (isLeftOut(value.data)) return UNDEFINED;
      const whole = told(call, value);
      if (!whole) return m.unknownText('a text of JSON').data;
      const indent = space && m.inspect(space, at);
      const by = indent?.t === 'num' || indent?.t === 'str' ? indent.v : undefined;
      return { t: 'str', v: JSON.stringify(whole.plain, null, by) };
    }),
    'JSON.parse': using([text], (call, of) => {
      let plain: unknown;
      try {
        plain = JSON.parse(of);
      } catch {
        return refuse('this text is not JSON', 'failure');
      }
      return made(call, plain);
    }),
    // No text can name it.
    ' through JSON': using([box], (call, value) => through(call, value)),
  },
};
