import { callWith } from '../core/calls';
import type { Machine } from '../core/machine';
import type { Arguments, Box } from '../core/values';
import type { Span } from '../syntax';
import { less } from './compare';

export function noKeywords(m: Machine, { keywords }: Arguments, at: Span, allowed: readonly string[] = []): void {
  for (const name of keywords.keys()) if (!allowed.includes(name)) m.fail(at, `the argument ${name} is not followed`);
}

/** `sorted` and `list.sort`: stable, `reverse` keeps the order of equal items. All keys have to be known. */
export function sorted(m: Machine, boxes: readonly Box[], args: Arguments, at: Span): Box[] {
  noKeywords(m, args, at, ['key', 'reverse']);
  const key = args.keywords.get('key');
  const reverse = args.keywords.get('reverse');
  const down = reverse ? m.test(reverse, at) : false;
  const keyed = boxes.map((box) => ({
    box,
    key: key && key.data.t !== 'nothing' ? callWith(m, key, [box], at) : box,
  }));
  if (keyed.length === 1) return [...boxes];
  keyed.sort((a, b) => {
    const [low, high] = down ? [b, a] : [a, b];
    if (less(m, low.key, high.key, at)) return -1;
    return less(m, high.key, low.key, at) ? 1 : 0;
  });
  return keyed.map(({ box }) => box);
}
