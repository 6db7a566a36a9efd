import type { TableStep } from '../../../trace/trace';
import { fault } from '../cast/roster';
import type { Event, Span } from '../phrases/said';

/** What lights, doors and coins can be: states, by the words for them, two of them for most; what is `set to low` can be more. */
export const STATE_KINDS: readonly (readonly (readonly string[])[])[] = [
  [['off'], ['on']],
  [
    ['closed', 'shut'],
    ['open', 'opened'],
  ],
  [['locked'], ['unlocked']],
  [
    ['tails', 'tails up', 'tails-up', 'tail'],
    ['heads', 'heads up', 'heads-up', 'head'],
  ],
  [
    ['face down', 'face-down', 'facedown'],
    ['face up', 'face-up', 'faceup'],
  ],
  [
    ['upside down', 'upside-down'],
    ['right side up', 'right way up', 'the right way up', 'upright'],
  ],
  [['down'], ['up']],
  [['unlit', 'dark'], ['lit']],
  [['lowered'], ['raised']],
  [
    ['inactive', 'deactivated'],
    ['active', 'activated'],
  ],
  [['disabled'], ['enabled']],
  [['disarmed', 'unarmed'], ['armed']],
  [['asleep'], ['awake']],
  [['unplugged'], ['plugged in']],
  [['false'], ['true']],
  [['0'], ['1']],
  'red green yellow blue amber orange white black purple pink brown grey gray'.split(' ').map((colour) => [colour]),
];

/** The words for a state, the longest first. */
export const STATE_WORDS: readonly string[] = STATE_KINDS.flat(2).sort((a, b) => b.length - a.length);

/** Where words for a state stand: which pair, and which of the two. */
function stateOf(words: string): { kind: number; value: number } | undefined {
  const kind = STATE_KINDS.findIndex((states) => states.some((names) => names.includes(words)));
  const value = STATE_KINDS[kind]?.findIndex((names) => names.includes(words)) ?? -1;
  return value < 0 ? undefined : { kind, value };
}

/** Whether a word is one for a state, and no colour. */
export function stateNamed(word: string): boolean {
  return stateOf(word) !== undefined && !isColour(word);
}

/** Colours: a thing of which one is said is only followed when it changes, or is asked about. */
export function isColour(words: string): boolean {
  return (STATE_KINDS[stateOf(words)?.kind ?? -1]?.length ?? 0) > 2;
}

/** At most so many values of one thing that can be set to anything. */
const MAX_VALUES = 64;

interface Switch {
  words: readonly string[];
  name: string;
  /** The words for each of its states. */
  states: readonly (readonly string[])[];
  /** It can be set to what was not said of it before: `sets the fan to low`. */
  isOpen: boolean;
  first: number;
  now: number;
  /** Values that it has had, and, of two, both. */
  values: number[];
  isFollowed: boolean;
}

/** A cell of the trace: its values by their names, and, by the numbers that tables have, which of its kind they are. */
export interface Cell {
  id: number;
  name: string;
  values: string[];
  first: number;
  kept: readonly number[];
}

/** Things with two states: lights, doors, coins. */
export class Switches {
  readonly all: Switch[] = [];
  /** What was spoken of last, for `it`. */
  private last: Switch | undefined;

  get any(): boolean {
    return this.all.some(({ isFollowed }) => isFollowed);
  }

  /** Whether these words can mean one of them; no words are `it`. */
  has(words: readonly string[]): boolean {
    return words.length === 0 ? this.any : this.find(words).length > 0;
  }

  /** `The light is off`, before the first step. @throws NotationError when it was said to be something else. */
  say(what: readonly string[], is: string, span: Span): void {
    const state = stateOf(is);
    if (!state) throw fault(span, `'${is}' is no state that is known`);
    const { kind, value } = state;
    const states = STATE_KINDS[kind] ?? [];
    this.add(what, { states, value, isOpen: false }, is, span);
  }

  /** `The fan is set to low`, before the first step. @throws NotationError when it was said to be something else. */
  sayOpen(what: readonly string[], is: string, span: Span): void {
    this.add(what, { states: [[is]], value: 0, isOpen: true }, is, span);
  }

  private add(
    what: readonly string[],
    { states, value, isOpen }: Pick<Switch, 'states' | 'isOpen'> & { value: number },
    is: string,
    span: Span,
  ): void {
    const name = what.join(' ');
    const known = this.all.find((each) => each.name === name);
    if (known && !known.states[known.first]?.includes(is))
      throw fault(span, `the ${known.name} was said to be otherwise before`);
    if (known) return;
    const isPair = states.length === 2;
    const values = isPair ? [0, 1] : [value];
    this.all.push({
      words: what,
      name,
      states,
      isOpen,
      first: value,
      now: value,
      values,
      isFollowed: isPair || isOpen,
    });
  }

  /** @throws NotationError when what is said of it now is not so. */
  confirm(what: readonly string[], is: string, span: Span): void {
    const found = this.one(what, span);
    const state = this.stateFor(found, is, span);
    if (state !== found.now) throw fault(span, `the ${found.name} is ${this.valueOf(found)} now, not ${is}`);
  }

  turn({ what, to, start, end }: Event & { kind: 'turn' }, isOpen = false): Pick<TableStep, 'cell' | 'table'> {
    const found = this.one(what, { start, end });
    if (isOpen && to !== undefined) found.isOpen = true;
    const value = to === undefined ? undefined : this.stateFor(found, to, { start, end });
    if (value === undefined && (found.isOpen || found.states.length > 2))
      throw fault({ start, end }, `what the ${found.name} is then is not said`);
    // Values that are said later have their place in it.
    const size = found.isOpen ? MAX_VALUES : found.states.length;
    const table = value === undefined ? [1, 0] : Array.from({ length: size }, () => value);
    found.now = table[found.now] ?? 0;
    found.isFollowed = true;
    if (!found.values.includes(found.now)) found.values.push(found.now);
    return { cell: found.name, table };
  }

  /** `heads` of a coin that lies so. */
  valueOf({ states, now }: Switch): string {
    return states[now]?.[0] ?? '';
  }

  /** Its cell, and, where one is named, the value. */
  asked(what: readonly string[], is: string | undefined, span: Span): { cell: number; value?: number } {
    const found = this.one(what, span);
    found.isFollowed = true;
    return { cell: this.all.indexOf(found), ...(is !== undefined && { value: this.stateFor(found, is, span) }) };
  }

  /** A state that some of them have or had, by its first name. @throws NotationError when none is known to have it */
  named(is: string, span: Span): string {
    const found = this.all
      .filter(({ isFollowed }) => isFollowed)
      .flatMap(({ states }) => states.filter((names) => names.includes(is)));
    const name = found[0]?.[0];
    if (name === undefined) throw fault(span, `nothing was said to be ${is}`);
    return name;
  }

  cells(): Cell[] {
    return this.all.flatMap(({ name, states, first, values, isFollowed }, id) =>
      isFollowed
        ? [
            {
              id,
              name,
              values: values.map((value) => states[value]?.[0] ?? ''),
              first: values.indexOf(first),
              kept: values,
            },
          ]
        : [],
    );
  }

  private stateFor(found: Switch, is: string, span: Span): number {
    const value = found.states.findIndex((names) => names.includes(is));
    if (value >= 0) return value;
    if (!found.isOpen || found.states.length >= MAX_VALUES)
      throw fault(span, `the ${found.name} is ${found.states.map(([first]) => first).join(' or ')}, not '${is}'`);
    found.states = [...found.states, [is]];
    return found.states.length - 1;
  }

  /** `the light`; for `the switch` the only one that there is; for `it`, which has no words, the last one spoken of. */
  private one(what: readonly string[], span: Span): Switch {
    const named = what.length > 0 ? this.find(what) : this.last ? [this.last] : this.all;
    const [only, another] = named.length > 0 || !WORKED_BY.has(what.at(-1) ?? '') ? named : this.all;
    const name = what.join(' ');
    if (!only)
      throw fault(
        span,
        name === ''
          ? "it is not certain what 'it' is"
          : `nothing was said of the ${name}: say before how that is ('The ${name} is off.')`,
      );
    if (another) throw fault(span, `it is not certain which is meant: the ${only.name} or the ${another.name}`);
    this.last = only;
    return only;
  }

  /** Those that these words can mean: `the light` is the red light when there is no other. */
  private find(what: readonly string[]): Switch[] {
    const exact = this.all.filter(({ name }) => name === what.join(' '));
    if (exact.length > 0) return exact;
    return this.all.filter(({ words }) => what.length > 0 && what.every((word) => words.includes(word)));
  }
}

/** What turns something else. */
const WORKED_BY = new Set(['switch', 'button', 'lever', 'toggle']);
