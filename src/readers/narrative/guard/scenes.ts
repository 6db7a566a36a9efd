import { follower, type Trace } from '../../../trace/trace';
import type { Span } from '../phrases/said';
import { isSomebody } from './known';

/** A step, and who and what is where before and after it. */
export interface Shown {
  span: Span;
  before: readonly number[];
  after: readonly number[];
}

/** Of a sentence with more steps (lines without full stops) the first ones are looked at alone. */
const MAX_SHOWN = 100;

/** The steps of a trace, sentence by sentence: sentences must be asked for in their order. */
export class Scenes {
  private at = 0;
  private state: readonly number[] | null;
  private readonly follow;

  /** @param spans where the steps stand in the text */
  constructor(
    readonly trace: Trace,
    private readonly spans: readonly (Span | undefined)[],
  ) {
    this.state = trace.initial;
    this.follow = follower(trace);
  }

  /** The steps that begin before `end` and were not asked for yet. */
  until(end: number): Shown[] {
    const shown: Shown[] = [];
    for (; this.at < this.spans.length; this.at++) {
      const span = this.spans[this.at];
      const step = this.trace.steps[this.at];
      if (!span || !step || span.start >= end) break;
      const before = this.state;
      const after = this.follow(before, step);
      this.state = after;
      if (before && after && shown.length < MAX_SHOWN) shown.push({ span, before, after });
    }
    return shown;
  }

  /** Who and what is where, behind the sentences that were asked for. */
  get now(): readonly number[] {
    return this.state ?? this.trace.initial;
  }

  /** Names of the holders and things that a step moves. */
  touched({ before, after }: Shown): string[] {
    const { slots, objects } = this.trace;
    return slots.flatMap((slot, k) => {
      const [was, is] = [before[k] ?? -1, after[k] ?? -1];
      return was === is ? [] : [bare(slot), ...[was, is].flatMap((each) => objects[each] ?? [])];
    });
  }

  /** The things, or people, that a step moves. */
  moved({ before, after }: Shown): number[] {
    return after.filter((object, k) => before[k] !== object && !isEmpty(this.trace.objects[object] ?? ''));
  }

  /** Who or what holds the thing of this name; undefined where it is none. */
  holder(state: readonly number[], name: string): string | undefined {
    const slot = state.findIndex((object) => isSomeone(this.trace.objects[object] ?? '', name));
    return slot < 0 ? undefined : bare(this.trace.slots[slot] ?? '');
  }

  /** Whether a place or somebody of the trace is called so. */
  isSlot(name: string): boolean {
    const plain = name.toLowerCase().replace(/^(?:the|an?) /, '');
    return this.trace.slots.some(
      (slot) =>
        bare(slot)
          .toLowerCase()
          .replace(/^(?:the|an?) /, '') === plain,
    );
  }

  /** Whether somebody is there at first. */
  isPeopled(place: string): boolean {
    const { slots, objects, initial } = this.trace;
    return slots.some((slot, k) => bare(slot) === place && isSomebody(objects[initial[k] ?? -1] ?? ''));
  }

  placeOf(state: readonly number[], object: number): string {
    return bare(this.trace.slots[state.indexOf(object)] ?? '');
  }

  /** How many are where one of these is. */
  together(state: readonly number[], object: number): number {
    const { slots, objects } = this.trace;
    const place = this.placeOf(state, object);
    return state.filter((each, k) => bare(slots[k] ?? '') === place && isSomebody(objects[each] ?? '')).length;
  }
}

const bare = (slot: string): string => slot.replace(/ \(\d+\)$/, '');
const isEmpty = (object: string): boolean => /^empty(?: \d+)?$/.test(object);

/** `Ben Hill` is Ben, and `Ben's hat` is not. */
const isSomeone = (shown: string, name: string): boolean => shown === name || shown.startsWith(`${name} `);

/** Whether a name of the trace is the one that the story uses, or one with more to it: `Ben` of `Ben Hill` and of `Ben's hat`. */
export function isCalled(shown: string, name: string): boolean {
  const words = shown.split(/[\s'’]+/);
  return name.split(/[\s'’]+/).every((word) => words.includes(word));
}
