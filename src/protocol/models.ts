import { least } from '../lists/extremes';
import type { Model, Probe, Run, StepOutcome } from './messages';

export function runOf(model: Model | null | undefined): Run | null {
  return model?.state.kind === 'done' ? model.state.run : null;
}

/** By the codes of {@link Run.outcome}. */
export const OUTCOMES: readonly StepOutcome[] = ['wrong', 'right', 'not run'];

export function outcomeAt(run: Pick<Run, 'outcome'>, step: number): StepOutcome {
  return OUTCOMES[run.outcome[step] ?? 2] ?? 'not run';
}

/** Row `row` of an arrangement table with rows of `slots` entries. */
export function rowOf(rows: Int16Array, slots: number, row: number): Int16Array {
  return rows.subarray(row * slots, (row + 1) * slots);
}

/** The first step that any model has wrong; undefined where none has. */
export function firstError({ models }: Pick<Probe, 'models'>): number | undefined {
  const first = least(models.map((model) => runOf(model)?.firstWrong ?? Infinity));
  return Number.isFinite(first) ? first : undefined;
}

/** What was chosen before: by the person, and by the page. */
export interface Choices {
  picked: string | null;
  chosen: string | null;
}

/**
 * The model to show: the person's choice, else the extension's, else the one that lost track first (that is what one came
 * to see).
 */
export function defaultModel(probe: Probe, { picked, chosen }: Choices): string | null {
  const error = (model: Model): number => runOf(model)?.firstWrong ?? Infinity;
  const lost = probe.models.filter((model) => error(model) < Infinity).toSorted((a, b) => error(a) - error(b))[0]?.id;
  const ran = probe.models.find((model) => runOf(model));
  const wanted = [picked, probe.chosenModel, lost, chosen];
  return wanted.find((id) => probe.models.some((model) => model.id === id)) ?? ran?.id ?? probe.models[0]?.id ?? null;
}
