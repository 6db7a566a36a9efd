import type { Call, Entry } from '../../core/library/library';
import { box } from '../../core/library/parameters';
import { using } from '../../core/library/table';
import { splice } from '../../core/cells';
import type { Machine } from '../../core/machine';
import type { Expr } from '../../core/ir';
import { valueOrCell } from '../../core/places';
import type { Box, Data, Place, RecordData, Scope, Taking } from '../../core/values';
import { asTable, clear, copyOf } from '../../native/tables';
import type { Span } from '../../syntax';
import { withElement } from '../shapes';
import { withOrder } from './queues';

/** What the language leaves in a text whose value was moved away: anything, so nobody may look at it. */
const LEFT: Data = { t: 'nothing', name: 'left by std::move' };

export function isLeft({ raw }: Box): boolean {
  return raw === LEFT;
}

/** What a move has taken out of a list, a map or a structure. */
const moved = new WeakSet<Data>();

export function isMoved({ raw }: Box): boolean {
  return moved.has(raw);
}

/** Lists of the library, which give away all that they hold; arrays stay. */
const HOLDERS: ReadonlySet<string> = new Set(['vector', 'stack', 'queue', 'priority queue']);

/** What a thing was, as a new one; what it held is there no more. Undefined for what a move copies. */
function taken(m: Machine, data: Data, at: Span): Box | undefined {
  if (data.t === 'sequence' && HOLDERS.has(data.flavor)) {
    const all = splice(m, data, 0, data.cells.length, [], at);
    return m.fresh(withElement(data, withOrder(data, m.sequence(data.flavor, all, at, data.type))));
  }
  const known = asTable(data);
  if (known) {
    const copy = copyOf(m, known, at);
    clear(m, known);
    return m.fresh(copy);
  }
  return data.t === 'record' && data.flavor === 'struct' ? fields(m, data, at) : undefined;
}

/** A structure is moved field by field. */
function fields(m: Machine, of: RecordData, at: Span): Box | undefined {
  const all = [...of.entries.values()];
  if (!all.some(({ box: { raw } }) => isEmptied(raw))) return undefined;
  const made = m.record('struct', of.type);
  for (const { key, box: held } of all) {
    const isArray = of.type?.declaration.fields.some(
      (one) => key.t === 'str' && one.name === key.v && one.type === 'array',
    );
    const value = (isArray ? undefined : taken(m, held.raw, at)) ?? m.dialect.copied?.(m, held, at) ?? held;
    m.setEntry(made, key, value, at);
    if (held.raw.t === 'str') m.setEntry(of, key, m.fresh(LEFT), at);
  }
  return m.fresh(made);
}

function isEmptied(data: Data): boolean {
  if (data.t === 'str') return true;
  if (data.t === 'sequence') return HOLDERS.has(data.flavor);
  if (data.t !== 'record') return false;
  return (
    asTable(data) !== undefined ||
    (data.flavor === 'struct' && [...data.entries.values()].some(({ box: { raw } }) => isEmptied(raw)))
  );
}

/** `std::move(a)`: who takes its value leaves nothing in `a`. Numbers, arrays and plain pointers are copied by it. */
export const move: Entry = using([box], ({ m, args, at }: Call, given) => {
  const place = args.places?.[0];
  return place ? takenFrom(m, place, given, at) : given;
});

function takenFrom(m: Machine, place: Place, given: Box, at: Span): Box {
  if (given.raw.t !== 'str') {
    const out = taken(m, given.data, at);
    if (out) moved.add(out.raw);
    return out ?? given;
  }
  place.write(m.fresh(LEFT));
  return given;
}

/** `std::move(a)` that is given to a function of the text: a parameter `T &&` is another name for `a`, a `T` takes it. */
export function offered(m: Machine, e: Expr, scope: Scope): { place: Place; take: Taking } | undefined {
  const [only, more] = e.op === 'call' ? e.args : [];
  if (e.op !== 'call' || e.callee.op !== 'name' || !/^(std::)?move$/.test(e.callee.name) || !only || more)
    return undefined;
  const { data } = m.evaluate(e.callee, scope);
  if (data.t !== 'builtin' || !/^(std::)?move$/.test(data.name)) return undefined;
  const { place } = valueOrCell(m, only.value, scope);
  return place && { place, take: () => takenFrom(m, place, place.read(), e.at) };
}
