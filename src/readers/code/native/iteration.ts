import { listIterator } from '../core/iteration';
import type { Machine } from '../core/machine';
import { isContainer } from '../core/keys';
import type { Box } from '../core/values';
import type { Span } from '../syntax';
import { lettersOf } from './letters';
import type { Native } from './native';
import { cellsOf, referenceTo, target } from './pointers';
import { show } from './show';

/** What a loop goes through. */
export function iterate(
  m: Machine,
  native: Native,
  of: Box,
  how: 'values' | 'keys' | 'pairs',
  at: Span,
): () => Box | undefined {
  const { data } = target(m, of);
  const index = (value: number | bigint): Box => m.fresh({ t: 'int', v: BigInt(value) });
  if (data.t === 'iterator') return data.next;
  if (data.t === 'range') {
    let next = data.start;
    return () => {
      if (data.step > 0n ? next >= data.stop : next <= data.stop) return undefined;
      const box = index(next);
      next += data.step;
      return box;
    };
  }
  if (data.t === 'int' && how !== 'values') {
    let next = 0n;
    return () => (next < data.v ? index(next++) : undefined);
  }
  if (data.t === 'str' && native.letters) {
    const boxes = lettersOf(data.v, native.letters).map((one) => {
      const [position, box] = [index(one.at), m.fresh(one.data)];
      if (how === 'keys') return position;
      return how === 'values' ? box : m.fresh(m.sequence('tuple', [position, box], at));
    });
    return listIterator(() => boxes);
  }
  if (data.t === 'sequence' || data.t === 'view') {
    const copy =
      native.iteratesCopies && of.data.t === 'sequence' && of.data.flavor === 'array' ? [...of.data.cells] : undefined;
    const cells = (): readonly Box[] =>
      copy ?? (data.t === 'view' ? data.base.cells.slice(data.from, data.to) : data.cells);
    let next = 0;
    // Through a reference each thing is met where it stands (Rust); of plain values only what they are counts.
    if (how === 'values' && m.dialect.valuesAsReferences && of.data.t === 'reference') {
      const { base, from } = cellsOf(m, of, at);
      return () => {
        const box = cells()[next++];
        return box && isContainer(box.data) ? referenceTo(m, base, from + next - 1, at) : box;
      };
    }
    if (how === 'values') return listIterator(cells);
    const { length } = cells();
    return () => {
      if (next >= length) return undefined;
      const box = cells()[next];
      const position = index(next++);
      if (how === 'keys') return position;
      return box && m.fresh(m.sequence('tuple', [position, box], at));
    };
  }
  return m.fail(at, `${show(data)} cannot be gone through`);
}
