import type { Call } from '../../core/library/library';
import { callback, option, truth, type Callback } from '../../core/library/parameters';
import type { Parameter } from '../../core/library/table';
import type { Box } from '../../core/values';
import { less } from '../compare';

/** `key=None` is none. */
export const key: Parameter<Callback | undefined> = {
  ...option('key', callback),
  read: (call, given, index) => (given.data.t === 'nothing' ? undefined : callback.read(call, given, index)),
};

export const reverse: Parameter<boolean | undefined> = option('reverse', truth);

/** `sorted` and `list.sort`: stable, `reverse` keeps the order of equal items. All keys have to be known. */
export function sorted({ m, at }: Call, boxes: readonly Box[], by: Callback | undefined, down = false): Box[] {
  const keyed = boxes.map((box) => ({ box, key: by ? by([box]) : box }));
  if (keyed.length === 1) return [...boxes];
  keyed.sort((a, b) => {
    const [low, high] = down ? [b, a] : [a, b];
    if (less(m, low.key, high.key, at)) return -1;
    return less(m, high.key, low.key, at) ? 1 : 0;
  });
  return keyed.map(({ box }) => box);
}
