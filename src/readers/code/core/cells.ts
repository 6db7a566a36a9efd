import type { Span } from '../syntax';
import type { Machine } from './machine';
import { isContainer, keyOfData } from './keys';
import type { Box, Data, Place, RecordData, Sequence, Unknown } from './values';

/** The cells of containers as places to read and write, the same in every language. */
export function sequenceCell(m: Machine, sequence: Sequence, index: number, at: Span): Place {
  return {
    name: String(index),
    base: sequence,
    index,
    peek: () => sequence.cells[index],
    read: () => {
      m.noteAccess(sequence.owner, index, 'read');
      return (
        sequence.cells[index] ?? m.fail(at, `there is no element ${index}: the length is ${sequence.cells.length}`)
      );
    },
    write: (box) => {
      m.noteAccess(sequence.owner, index, 'write');
      if (index >= sequence.cells.length)
        m.fail(at, `there is no element ${index}: the length is ${sequence.cells.length}`);
      sequence.cells[index] = m.recorder.put(m.typed(sequence.type, box, at), sequence.owner, at);
    },
  };
}

/** The entry of a dictionary or object, `missing` when there is none. */
export function entryCell(m: Machine, record: RecordData, key: Data, at: Span, missing: () => Box): Place {
  const text = keyOfData(key);
  if (text === undefined) return m.fail(at, `${m.dialect.show(key)} cannot be a key`);
  return {
    name: text,
    read: () => {
      m.noteAccess(record.owner, text, 'read');
      const box = record.entries.get(text)?.box ?? missing();
      return record.isFixed ? fixed(m, box) : box;
    },
    peek: () => record.entries.get(text)?.box,
    write: (box) => {
      m.noteAccess(record.owner, text, 'write');
      m.setEntry(record, key, box, at);
    },
  };
}

/** What a constant is: it is not moved out of where it stands. */
function fixed(m: Machine, box: Box): Box {
  return isContainer(box.raw) ? box : m.recorder.fresh(box.data, true);
}

/** A cell of something of which nothing is known but its name. */
export function unknownPlace(m: Machine, object: Unknown, key: Data, at: Span): Place {
  return {
    name: m.dialect.cellName(object.name, object, key),
    read: () => m.unknownCell(object, key, at),
    write: (box) => {
      // The cell had a value before: it is the slot's first object.
      m.unknownCell(object, key, at);
      m.setEntry(object, key, box, at);
    },
  };
}

export function readOnly(m: Machine, name: string, box: Box, at: Span): Place {
  return { name, read: () => box, write: () => m.fail(at, `${name} cannot be assigned to`) };
}

/** All cells written anew, each with the box that `order` puts there. */
export function rearrange(m: Machine, sequence: Sequence, order: readonly Box[], at: Span): void {
  m.noteAccess(sequence.owner, undefined, 'write');
  sequence.cells = order.map((box) => m.recorder.put(box, sequence.owner, at));
  m.recorder.shift(sequence.owner);
}

/** Takes `count` cells out at `from` and puts boxes there instead; the cells after them move up or down. */
export function splice(
  m: Machine,
  sequence: Sequence,
  from: number,
  count: number,
  boxes: readonly Box[],
  at: Span,
): Box[] {
  m.noteAccess(sequence.owner, undefined, 'write');
  const put = boxes.map((box) => m.recorder.put(box, sequence.owner, at));
  m.recorder.shift(sequence.owner);
  sequence.changes++;
  const { cells } = sequence;
  // Appending in place: a loop that appends would copy the list in every round.
  if (count === 0 && from === cells.length) {
    for (const box of put) cells.push(box);
    return [];
  }
  const out = cells.slice(from, from + count);
  sequence.cells = [...cells.slice(0, from), ...put, ...cells.slice(from + count)];
  return out;
}
