import { keyFor, shuffled } from '../words/shuffle';

/** Where an example stands among those of its length. */
export interface Place {
  length: number;
  /** From 0, below the number of examples of this length. */
  rank: number;
}

/**
 * Which length each of `count` examples has: the lengths share them out evenly, as far as there are enough different
 * words of each (`mostOf`), in random order.
 *
 * @throws RangeError when there are fewer words of these lengths than examples
 */
export function shareLengths(
  { least, most }: { least: number; most: number },
  count: number,
  seed: number,
  mostOf: (length: number) => number,
): (index: number) => Place {
  const lengths = Array.from({ length: most - least + 1 }, (_, k) => ({ length: least + k, room: mostOf(least + k) }));
  const total = lengths.reduce((sum, { room }) => sum + room, 0);
  if (total < count) throw new RangeError(`there are only ${total} different words of these lengths, not ${count}`);
  // The shortest lengths have the fewest words: what they cannot take, the others share.
  const byRoom = [...lengths].sort((a, b) => a.room - b.room || a.length - b.length);
  const quota = new Map<number, number>();
  let left = count;
  byRoom.forEach(({ length, room }, k) => {
    const share = Math.min(room, Math.ceil(left / (byRoom.length - k)));
    quota.set(length, share);
    left -= share;
  });
  const ends: number[] = [];
  for (const { length } of lengths) ends.push((ends.at(-1) ?? 0) + (quota.get(length) ?? 0));
  // Of one length there is no order to be found in.
  if (least === most) return (index) => ({ length: least, rank: index });
  const order = shuffled(keyFor(seed, PURPOSE), count);
  return (index) => {
    const place = order(index);
    const at = ends.findIndex((end) => place < end);
    return { length: least + at, rank: place - (ends[at - 1] ?? 0) };
  };
}

const PURPOSE = 0x1e57;
