import { entryCell } from '../../core/cells';
import type { Call, Part } from '../../core/library/library';
import { box, callback, record } from '../../core/library/parameters';
import { refuse, using } from '../../core/library/table';
import type { Box, Data, Place, RecordData } from '../../core/values';
import { target } from '../../native/pointers';
import { share, sharedBy } from '../shared';

/** What a `RefCell` or a `Cell` is kept as. */
const CELL = 'shared cell';
const KEY: Data = { t: 'str', v: 'value' };

export function isCell(data: Data): boolean {
  return data.t === 'record' && data.flavor === CELL;
}

const made = using([box], ({ m, at }, value) => {
  const cell = m.record(CELL);
  m.setEntry(cell, KEY, value, at);
  return cell;
});

function placeOf({ m, at }: Call, of: RecordData): Place {
  return entryCell(m, of, KEY, at, () => m.fail(at, 'this holds nothing'));
}

/** Whoever borrows twice at once panics; programs that run do not. */
const borrowed = using([record], (call, of): Data => ({ t: 'reference', place: placeOf(call, of) }));
const held = using([record], (call, of) => placeOf(call, of).read());

const replaced = using([record, box], (call, of, value) => {
  const place = placeOf(call, of);
  const old = place.read();
  place.write(value);
  return call.m.fresh(old.data);
});

function isSame({ m }: Call, one: Box, other: Box): boolean {
  const [a, b] = [sharedBy(m, one), sharedBy(m, other)];
  return a && b ? a.data === b.data : refuse('whether these are one thing is not known here', 'unsupported');
}

/** `Rc`, `RefCell` and `Cell`: how many share a value is not counted. */
export const sharing: Part = {
  functions: {
    'Rc::new': using([box], ({ m }, value) => share(m, value)),
    'Rc::clone': using([box], ({ m }, one) => sharedBy(m, one) ?? target(m, one)),
    'Rc::ptr_eq': using([box, box], isSame),
    'RefCell::new': made,
    'Cell::new': made,
  },
  methods: {
    cell: {
      borrow: borrowed,
      borrow_mut: borrowed,
      get_mut: borrowed,
      get: held,
      into_inner: held,
      replace: replaced,
      set: using([record, box], (call, of, value) => {
        placeOf(call, of).write(value);
      }),
      update: using([record, callback], (call, of, change) => {
        placeOf(call, of).write(change([placeOf(call, of).read()]));
      }),
      swap: using([record, box], (call, of, given) => {
        const { data } = target(call.m, given);
        if (data.t !== 'record' || data.flavor !== CELL) return refuse('this is no cell', 'unsupported');
        const [one, other] = [placeOf(call, of), placeOf(call, data)];
        const [first, second] = [one.read(), other.read()];
        one.write(second);
        other.write(first);
        return undefined;
      }),
    },
  },
};
