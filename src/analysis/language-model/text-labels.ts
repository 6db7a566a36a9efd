import type { Asking } from '../../reductions/telling';

/** A probe for the whole state is fitted where random texts and the text itself visit at most so many. */
const MOST_STATES = 120;

type Visited = readonly (readonly number[] | null)[];

/** What probes are to read after each step of some texts: a column for each place that changes, and one for the whole state. */
export interface TextLabels {
  /** Of each text, `[steps, columns]`: an object, in the last column a state by its number; -1 for none. */
  labels: Int16Array[];
  /** Classes of each column. */
  classes: number[];
  /** By number, what is in the places that change; or why no probe is fitted for whole states. */
  whole: { states: (readonly number[])[] } | { reason: string };
}

/**
 * @param texts of each its states after its steps
 * @param objects of the world
 */
export function labelsOf(
  texts: readonly Visited[],
  { slots, kinds }: Pick<Asking, 'slots' | 'kinds'>,
  objects: number,
): TextLabels {
  const asked = (state: readonly number[]): readonly number[] =>
    slots.map((slot) => kinds[state[slot] ?? -1] ?? state[slot] ?? -1);
  const numbers = new Map<string, number>();
  const states: (readonly number[])[] = [];
  for (const text of texts)
    for (const state of text) {
      if (!state) continue;
      const held = asked(state);
      if (numbers.has(held.join())) continue;
      numbers.set(held.join(), states.push(held) - 1);
    }
  const isFew = states.length <= MOST_STATES;
  const columns = slots.length + Number(isFew);
  const labels = texts.map((text) => {
    const own = new Int16Array(text.length * columns).fill(-1);
    for (const [step, state] of text.entries()) {
      if (!state) continue;
      const held = asked(state);
      own.set(isFew ? [...held, numbers.get(held.join()) ?? -1] : held, step * columns);
    }
    return own;
  });
  return {
    labels,
    classes: [...slots.map(() => objects), ...(isFew ? [states.length] : [])],
    whole: isFew
      ? { states }
      : {
          reason: `the random texts visit ${states.length.toLocaleString('en-US')} states, and a probe for the whole state is fitted where there are at most ${MOST_STATES}`,
        },
  };
}
