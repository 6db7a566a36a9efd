import type { Action } from '../../algebra/congruences';
import { identity, isPermutation, productOn } from '../../algebra/maps';
import { encoderOf } from '../../models/encoding';
import type { MonoidTask } from '../../models/manifest';
import { chanceOf } from '../../models/random-words';

/** A task with more states is not divided: partitions are asked for all of them. */
const MOST_STATES = 5040;

/** The states that words reach from the first one, and where every token leads. */
export interface Automaton {
  task: MonoidTask;
  /** Class of each state, the first one (the identity) at 0. */
  classes: readonly number[];
  /** State of each class; -1 for a class that no word reaches. */
  stateOf: Int32Array;
  /** For each token: state `s` becomes "first s, then the token". */
  tokens: readonly Action[];
  /** True when every token is a permutation, so that the states are the elements of a group. */
  group: boolean;
}

const known = new WeakMap<MonoidTask, { automaton: Automaton | undefined }>();

/** @returns undefined where classes do not hold every product of tokens, or there are more than {@link MOST_STATES} */
export function automatonOf(task: MonoidTask): Automaton | undefined {
  let found = known.get(task);
  if (!found) known.set(task, (found = { automaton: build(task) }));
  return found.automaton;
}

function build(task: MonoidTask): Automaton | undefined {
  const encoder = encoderOf(task);
  const multiply = productOn(task.acts);
  const start = encoder.classOf(identity(task.degree));
  if (start === undefined) return undefined;
  const classes = [start];
  const stateOf = new Int32Array(task.classes.length).fill(-1);
  stateOf[start] = 0;
  const rows: number[][] = [];
  for (const id of classes) {
    const row: number[] = [];
    for (const token of task.tokens) {
      const next = encoder.classOf(multiply(task.classes[id] ?? [], token));
      if (next === undefined) return undefined;
      if ((stateOf[next] ?? -1) < 0) {
        stateOf[next] = classes.length;
        classes.push(next);
        if (classes.length > MOST_STATES) return undefined;
      }
      row.push(stateOf[next] ?? 0);
    }
    rows.push(row);
  }
  const tokens = task.tokens.map((_, token) => Int32Array.from(rows, (row) => row[token] ?? 0));
  return { task, classes, stateOf, tokens, group: task.tokens.every(isPermutation) };
}

/** The map that a state stands for: slot `j` holds what slot `map[j]` held at first, or value `v` has become `map[v]`. */
export function mapOf({ task, classes }: Automaton, state: number): readonly number[] {
  return task.classes[classes[state] ?? 0] ?? [];
}

/** Sums of a walk over all states: more tokens than it allows are taken for as many, when chances have settled long since. */
const MOST_WORK = 200_000_000;

const walks = new WeakMap<Automaton, Map<number, Float64Array>>();

/** Chance of each state after so many random tokens. */
export function chancesAfter(automaton: Automaton, length: number): Float64Array {
  const { classes, tokens } = automaton;
  const known = walks.get(automaton) ?? new Map<number, Float64Array>();
  walks.set(automaton, known);
  const wanted = Math.min(length, Math.ceil(MOST_WORK / (classes.length * tokens.length)));
  const found = known.get(wanted);
  if (found) return found;
  const chances = chanceOf(automaton.task);
  let now = new Float64Array(classes.length);
  now[0] = 1;
  for (let step = 0; step < wanted; step++) {
    const next = new Float64Array(now.length);
    tokens.forEach((action, token) =>
      action.forEach((to, from) => (next[to] = (next[to] ?? 0) + (now[from] ?? 0) * (chances[token] ?? 0))),
    );
    now = next;
  }
  known.set(wanted, now);
  return now;
}
