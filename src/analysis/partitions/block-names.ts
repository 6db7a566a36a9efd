import { productOn } from '../../algebra/maps';
import { formatCycles } from '../../algebra/notation';
import { encoderOf } from '../../models/encoding';
import { mapOf, type Automaton } from './automaton';
import type { StatePartition } from './partitions';

/**
 * What each block of a partition is called: of the sign even and odd, of a cyclic quotient `2 mod 3`, of another one the class of
 * its simplest member, of a place the slot of the object.
 *
 * @param slots names of the slots
 */
export function blockNames(automaton: Automaton, one: StatePartition, slots: readonly string[]): string[] {
  const { told, blocks, partition } = one;
  const named = (name: (block: number) => string): string[] =>
    Array.from({ length: blocks }, (_, block) => name(block));
  const [object] = told.kind === 'where' ? told.objects : [];
  if (object === undefined) return quotientNames(automaton, one) ?? named((block) => `block ${block + 1} of ${blocks}`);
  return named((block) => {
    const map = mapOf(automaton, partition.indexOf(block));
    if (told.kind === 'where' && told.values) return `value ${(map[object] ?? -1) + 1}`;
    const at = [...map.keys()].filter((slot) => map[slot] === object);
    return at.length === 0 ? 'nowhere' : at.map((slot) => slots[slot] ?? `slot ${slot + 1}`).join(', ');
  });
}

function quotientNames(automaton: Automaton, { told, blocks, partition }: StatePartition): string[] | undefined {
  if (told.kind !== 'quotient') return undefined;
  // The identity is even, and the first state.
  if (told.names.length === 1 && told.names[0] === 'the sign') return ['even', 'odd'];
  const powers = cyclic(automaton, partition, blocks);
  if (powers) return powers.map((power) => `${power} mod ${blocks}`);
  return Array.from(
    { length: blocks },
    (_, block) => `the class of ${formatCycles(simplest(automaton, partition, block))}`,
  );
}

/** Which power of a generator each block is: of the one whose word is shortest; undefined where there is none. */
function cyclic(automaton: Automaton, partition: Int32Array, blocks: number): number[] | undefined {
  const { task, stateOf } = automaton;
  const multiply = productOn(task.acts);
  const encoder = encoderOf(task);
  const blockOf = (map: readonly number[]): number => partition[stateOf[encoder.classOf(map) ?? -1] ?? -1] ?? -1;
  for (let generator = 1; generator < blocks; generator++) {
    const step = mapOf(automaton, partition.indexOf(generator));
    const powers = new Map<number, number>();
    let power = mapOf(automaton, 0);
    while (!powers.has(blockOf(power))) {
      powers.set(blockOf(power), powers.size);
      power = multiply(power, step);
    }
    if (powers.size === blocks) return Array.from({ length: blocks }, (_, block) => powers.get(block) ?? 0);
  }
  return undefined;
}

/** The member of a block that leaves most slots alone; of several the one whose word is shortest. */
function simplest(automaton: Automaton, partition: Int32Array, block: number): readonly number[] {
  const members = automaton.classes.flatMap((_, state) =>
    partition[state] === block ? [mapOf(automaton, state)] : [],
  );
  const fixed = (map: readonly number[]): number => map.filter((from, slot) => from === slot).length;
  return members.reduce((best, map) => (fixed(map) > fixed(best) ? map : best));
}
