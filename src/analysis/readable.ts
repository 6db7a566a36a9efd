/** What linear probes say of a run, in words. */
import { listed } from '../text/listed';
import { stepText } from './tokens';

/** More groups of layers than this are not told one by one; their lanes show them. */
const MOST_TOLD = 3;
const NEVER = 'not even at the first step';

/** Of a step: what is read there is wrong, or right, or there is no state. */
export const WRONG = 0;
export const RIGHT = 1;
export const NOT_RUN = 2;

/** @param predicted the class that is read after each step; -1 where there is no state */
export function outcomesOf(predicted: Int32Array, truth: Int32Array): Uint8Array {
  return Uint8Array.from(predicted, (id, step) => (id < 0 ? NOT_RUN : id === truth[step] ? RIGHT : WRONG));
}

export interface NamedProbe {
  /** Of the layer. */
  name: string;
  probe: { outcome: Uint8Array };
}

interface Reading {
  tokens?: Int32Array | undefined;
  /** What is read, where it is not the state: `the sign`. */
  what?: string | undefined;
  /** Which steps there are, where they are not all of the text: `the first 4,096 of 5,000 steps`. */
  some?: string | undefined;
}

interface Run {
  firstWrong: number | null;
}

/**
 * Until which step the true state can be read from which layer without an error, the layer where it holds longest first.
 *
 * @param run is judged by what is read
 */
export function readableText(layers: readonly NamedProbe[], run: Run, { tokens, what, some }: Reading = {}): string {
  const read = what ?? 'the true state';
  const subject = `${read.charAt(0).toUpperCase()}${read.slice(1)}`;
  const groups = new Map<number, string[]>();
  for (const { name, probe } of layers) {
    if (!probe.outcome.some((code) => code !== NOT_RUN)) continue;
    const until = readableUntil(probe.outcome);
    groups.set(until, [...(groups.get(until) ?? []), name]);
  }
  if (groups.size === 0) return 'There is no true state to be read at any step.';
  const told = [...groups].sort(([a], [b]) => b - a);
  const always = layers.some(({ probe }) => probe.outcome.includes(NOT_RUN))
    ? `at ${stepOf(some)} that has a state`
    : `at ${stepOf(some)}`;
  const reach = (until: number): string =>
    until === Infinity ? always : until === 0 ? NEVER : `up to ${stepText(until - 1, tokens)}`;
  const parts = told.slice(0, MOST_TOLD).map(([until, names]) => `${reach(until)} from ${listed(names)}`);
  const rest = told.length > parts.length ? '; from the other layers it is lost sooner' : '';
  const [longest = 0] = told.map(([until]) => until);
  const head = longest === 0 ? `${subject} can be read` : `${subject} can be read without an error`;
  return `${head} ${parts.join('; ')}${rest}. ${own(run, { tokens, what, some })}`;
}

/** Steps before the first one that is read wrong; infinite where there is none. */
export function readableUntil(outcome: Uint8Array): number {
  const wrong = outcome.indexOf(WRONG);
  return wrong < 0 ? Infinity : wrong;
}

function own({ firstWrong }: Run, { tokens, what, some }: Reading): string {
  if (what !== undefined)
    return firstWrong === null
      ? `The model's own answers have it right at ${stepOf(some)}.`
      : `The model's own answers are first wrong in it at ${stepText(firstWrong, tokens)}.`;
  return firstWrong === null
    ? `The model itself is right at ${stepOf(some)}.`
    : `The model itself is first wrong at ${stepText(firstWrong, tokens)}.`;
}

function stepOf(some: string | undefined): string {
  return some === undefined ? 'every step' : `each of ${some}`;
}
