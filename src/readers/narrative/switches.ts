import type { TableStep } from '../../trace/trace';
import { fault } from './cast';
import type { Event, Span } from './story';

/** What lights, doors and coins can be: two states, by the words for them. */
const PAIRS: readonly (readonly [readonly string[], readonly string[]])[] = [
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
  [['false'], ['true']],
  [['0'], ['1']],
];

/** The words for a state, the longest first. */
export const STATE_WORDS: readonly string[] = PAIRS.flat(2).sort((a, b) => b.length - a.length);

/** Where words for a state stand: which pair, and which of the two. */
function stateOf(words: string): { pair: number; value: number } | undefined {
  const pair = PAIRS.findIndex((two) => two.some((names) => names.includes(words)));
  const value = PAIRS[pair]?.findIndex((names) => names.includes(words)) ?? -1;
  return value < 0 ? undefined : { pair, value };
}

interface Switch {
  words: readonly string[];
  name: string;
  pair: number;
  first: number;
  now: number;
}

/** Things with two states: lights, doors, coins. */
export class Switches {
  private readonly all: Switch[] = [];
  /** What was spoken of last, for `it`. */
  private last: Switch | undefined;

  get any(): boolean {
    return this.all.length > 0;
  }

  /** Whether these words can mean one of them; no words are `it`. */
  has(words: readonly string[]): boolean {
    return words.length === 0 ? this.any : this.find(words).length > 0;
  }

  /** `The light is off`, before the first step. @throws NotationError when it was said to be something else. */
  say(what: readonly string[], is: string, span: Span): void {
    const state = stateOf(is);
    if (!state) throw fault(span, `'${is}' is no state that is known`);
    const known = this.all.find(({ name }) => name === what.join(' '));
    if (known && known.first !== state.value) throw fault(span, `the ${known.name} was said to be otherwise before`);
    if (known) return;
    this.all.push({ words: what, name: what.join(' '), pair: state.pair, first: state.value, now: state.value });
  }

  /** @throws NotationError when what is said of it now is not so. */
  confirm(what: readonly string[], is: string, span: Span): void {
    const found = this.one(what, span);
    const state = this.stateFor(found, is, span);
    if (state !== found.now) throw fault(span, `the ${found.name} is ${this.valueOf(found)} now, not ${is}`);
  }

  turn({ what, to, start, end }: Event & { kind: 'turn' }): Pick<TableStep, 'cell' | 'table'> {
    const found = this.one(what, { start, end });
    const value = to === undefined ? undefined : this.stateFor(found, to, { start, end });
    const table = value === undefined ? [1, 0] : [value, value];
    found.now = table[found.now] ?? 0;
    return { cell: found.name, table };
  }

  /** `heads` of a coin that lies so. */
  valueOf({ pair, now }: Switch): string {
    return PAIRS[pair]?.[now]?.[0] ?? '';
  }

  /** Its cell, and, where one is named, the value. */
  asked(what: readonly string[], is: string | undefined, span: Span): { cell: number; value?: number } {
    const found = this.one(what, span);
    return { cell: this.all.indexOf(found), ...(is !== undefined && { value: this.stateFor(found, is, span) }) };
  }

  cells(): { name: string; values: [string, string]; first: number }[] {
    return this.all.map(({ name, pair, first }) => ({
      name,
      values: [PAIRS[pair]?.[0][0] ?? '', PAIRS[pair]?.[1][0] ?? ''],
      first,
    }));
  }

  private stateFor({ name, pair }: Switch, is: string, span: Span): number {
    const state = stateOf(is);
    if (state?.pair !== pair)
      throw fault(span, `the ${name} is ${PAIRS[pair]?.map(([first]) => first).join(' or ') ?? ''}, not '${is}'`);
    return state.value;
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
