import { greatest, least } from '../../../../lists/extremes';
import { ELSEWHERE, Unreadable, type Span } from '../../syntax';
import { CHAIN, type Change, type Changes } from '../changes';
import type { Dialect } from '../dialect';
import type { Opened } from '../inside';
import { LIMITS } from '../limits';
import type { Machine } from '../machine';
import type { Recorder, Tick } from '../recorder';
import type { Slots } from '../slots';
import { keyOfData } from '../keys';
import type { Box, Data, Frame } from '../values';

/** A step before the slots have their final numbers: where each changed slot's value came from. */
export interface Moves {
  /** The statement that ended it, by number. */
  tick: number;
  to: number[];
  from: Source[];
  span: Span;
  /** The calls that it is inside of, where those are opened. */
  inside: string | undefined;
  /** The call that it is, where there are steps inside of that. */
  call: string | undefined;
}

/** A slot, or something from outside of the world: a constant, or nothing at all. */
type Source = number | string;
export const EMPTY = 'empty';

export interface Constant {
  name: string;
  data: Data | null;
  /** Written in the text, whenever it was used. */
  literal: boolean;
}

/** The steps of a run, with the constants that they put into the world. */
export function replay(
  dialect: Dialect<Machine>,
  recorder: Recorder,
  slots: Slots,
  changes: Changes,
  constants: Map<string, Constant>,
  opened: Opened,
): Moves[] {
  const held: (Box | null)[] = slots.cells.map((_, slot) => changes.initial[slot] ?? null);
  held.forEach((box, slot) => {
    if (box) box.place = slot;
  });
  const result: Moves[] = [];
  let group: Change[] = [];
  let last = -1;
  const open = changes.isOpen();
  changes.list.forEach((change, index) => {
    group.push(change);
    if (open[index]) return;
    const after = new Map<number, Box | null>();
    for (const { slots: changed, boxes } of group) changed.forEach((slot, at) => after.set(slot, boxes[at] ?? null));
    const { span, frame } = placeOf(group, last, recorder.ticks);
    const inside = frame && insideOf(frame, opened);
    const call = callOf(after.values(), change.tick, recorder.ticks, opened);
    const moves: Moves = { tick: change.tick, to: [], from: [], span, inside, call };
    for (const [slot, box] of after) {
      moves.to.push(slot);
      moves.from.push(sourceOf(dialect, box, constants));
    }
    for (const slot of after.keys()) {
      const old = held[slot];
      if (old) old.place = -1;
    }
    for (const [slot, box] of after) {
      held[slot] = box;
      if (box) box.place = slot;
    }
    last = change.tick;
    group = [];
    result.push(moves);
    if (result.length > LIMITS.steps)
      throw new Unreadable(moves.span, `more than ${LIMITS.steps} steps: select less, or a shorter run`);
  });
  return result;
}

function sourceOf(dialect: Dialect<Machine>, box: Box | null, constants: Map<string, Constant>): Source {
  if (!box) {
    constants.set(EMPTY, { name: EMPTY, data: null, literal: true });
    return EMPTY;
  }
  let at: Box | null = box;
  for (let link = 0; at && link < CHAIN; link++, at = at.source) if (at.place >= 0) return at.place;
  const name = dialect.show(box.data);
  // Equal values of different kinds are told by their own names: `1` and `True`, a number and a variant that has it.
  const key = `const ${keyOfData(box.data) ?? ''} ${name}`;
  const literal = box.literal && constants.get(key)?.literal !== false;
  constants.set(key, { name: `const ${name}`, data: box.data, literal });
  return key;
}

/** What is run in another file is shown at the call that leads there. */
function here({ at, frame }: Tick): Tick {
  return at.start >= ELSEWHERE && frame.parent ? here({ at: frame.call, frame: frame.parent }) : { at, frame };
}

/** The opened calls that a call runs in, or is. */
function insideOf(frame: Frame, opened: Opened): string | undefined {
  for (let at: Frame | null = frame; at; at = at.parent) {
    const path = opened.path(at);
    if (path) return path.length > 0 ? path.join('.') : undefined;
  }
  return undefined;
}

/** The call in which values of a step were elsewhere meanwhile: there they have steps of their own. */
function callOf(boxes: Iterable<Box | null>, tick: number, ticks: readonly Tick[], opened: Opened): string | undefined {
  for (const box of boxes) {
    let at = box;
    for (let link = 0; at && at.place < 0 && link < CHAIN; link++, at = at.source) {
      const wrote = at.time < tick ? ticks[at.time] : undefined;
      const call = wrote && opened.closed(wrote.frame);
      if (call !== undefined) return call;
    }
  }
  return undefined;
}

/** From the first statement of a step to its last, in the run of the function that they have in common. */
function placeOf(group: readonly Change[], last: number, ticks: readonly Tick[]): { span: Span; frame?: Frame } {
  const fill = least(group.map((change) => change.fill));
  const numbers = [...new Set([Math.max(fill, last + 1), ...group.map(({ tick }) => tick)])];
  let involved = numbers.flatMap((number) => ticks[number] ?? []).map(here);
  for (;;) {
    const depth = greatest(involved.map(({ frame }) => frame.depth));
    const first = involved[0];
    if (!first) return { span: { start: 0, end: 0 } };
    if (involved.every(({ frame }) => frame === first.frame)) {
      const span = {
        start: least(involved.map(({ at }) => at.start)),
        end: greatest(involved.map(({ at }) => at.end)),
      };
      return { span, frame: first.frame };
    }
    involved = involved.map((one) =>
      one.frame.depth === depth && one.frame.parent ? here({ at: one.frame.call, frame: one.frame.parent }) : one,
    );
  }
}
