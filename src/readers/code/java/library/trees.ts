import type { Call, Entry, Part } from '../../core/library/library';
import { optional } from '../../core/library/parameters';
import { using } from '../../core/library/table';
import type { Box, Data, RecordData } from '../../core/values';
import { equal } from '../comparing';
import { comparatorOf, entriesOf, setComparator, treeOrder } from '../orders';
import { nothing } from './cells';
import { entry, remove } from './entries';
import { box, item, missing, table } from './parameters';

type Side = 'first' | 'last' | 'floor' | 'ceiling' | 'lower' | 'higher';

/** The entry of a tree that is asked for. */
function near(call: Call, data: RecordData, side: Side, key?: Box): { key: Data; box: Box } | undefined {
  const sorted = entriesOf(call.m, data, call.at);
  if (side === 'first') return sorted[0];
  if (side === 'last') return sorted.at(-1);
  const given = key ?? call.m.fail(call.at, 'a key is missing');
  const probe = call.m.record('tree map');
  setComparator(probe, comparatorOf(data));
  const held = item.read(call, given, 0).data;
  const placed = (one: { key: Data; box: Box }): number => {
    if (equal(call.m, call.m.fresh(one.key), call.m.fresh(held), call.at)) return 0;
    const [first] = treeOrder(call.m, probe, [one, { key: held, box: one.box }], call.at);
    return first === one ? -1 : 1;
  };
  const below = sorted.filter((one) => placed(one) < 0);
  const same = sorted.find((one) => placed(one) === 0);
  const above = sorted.filter((one) => placed(one) > 0);
  if (side === 'floor') return same ?? below.at(-1);
  if (side === 'ceiling') return same ?? above[0];
  return side === 'lower' ? below.at(-1) : above[0];
}

const key = (side: Side, isNeeded: boolean, isKeyed: boolean): Entry =>
  using([table, optional(box)], (call, of, given) => {
    const found = near(call, of, side, isKeyed ? given : undefined);
    if (!found) return isNeeded ? missing(call, 'there is nothing here') : nothing(call);
    return call.m.fresh(found.key);
  });

const whole = (side: Side, isTaken = false): Entry =>
  using([table, optional(box)], (call, of, given) => {
    const found = near(call, of, side, given);
    if (!found) return nothing(call);
    const held = call.m.fresh(found.key);
    if (isTaken) remove(call, of, held);
    return entry(call, held, found.box);
  });

const TREE_MAP: Readonly<Record<string, Entry>> = {
  firstKey: key('first', true, false),
  lastKey: key('last', true, false),
  floorKey: key('floor', false, true),
  ceilingKey: key('ceiling', false, true),
  lowerKey: key('lower', false, true),
  higherKey: key('higher', false, true),
  firstEntry: whole('first'),
  lastEntry: whole('last'),
  floorEntry: whole('floor'),
  ceilingEntry: whole('ceiling'),
  pollFirstEntry: whole('first', true),
  pollLastEntry: whole('last', true),
};

const poll = (side: Side): Entry =>
  using([table], (call, of) => {
    const found = near(call, of, side);
    if (!found) return nothing(call);
    remove(call, of, call.m.fresh(found.key));
    return found.box;
  });

const TREE_SET: Readonly<Record<string, Entry>> = {
  first: key('first', true, false),
  last: key('last', true, false),
  floor: key('floor', false, true),
  ceiling: key('ceiling', false, true),
  lower: key('lower', false, true),
  higher: key('higher', false, true),
  pollFirst: poll('first'),
  pollLast: poll('last'),
};

/** What the order of a tree tells: the first, the last, and what is next to a key. */
export const trees: Part = { methods: { 'tree map': TREE_MAP, 'tree set': TREE_SET } };
