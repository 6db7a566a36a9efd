/** Two runs side by side, worked out; nothing here draws. */
import { beliefText, confidenceText, percent, plural, truthText } from '../describe';
import { Relation } from '../draw/relations';
import { shortened } from '../draw/names';
import type { Model, Probe, Run } from '../../src/protocol/messages';
import { outcomeAt, rowOf } from '../../src/protocol/models';

/** A model's run on a text. */
export interface Side {
  probe: Probe;
  model: Model;
  run: Run;
  /** Short enough for a heading. */
  name: string;
}

export interface Comparison {
  /** One {@link Relation} for each step of the first text. */
  relations: Uint8Array;
  /** Whether beliefs could be compared, not only right and wrong: both are about the same objects in the same text. */
  beliefs: boolean;
  /** Steps at which both gave a state. */
  compared: number;
  agreed: number;
  /** From zero; null if there is none. */
  firstDifference: number | null;
}

/** Step by step, by the number of the step, as far as both go. */
export function compareRuns(first: Side, second: Side): Comparison {
  const beliefs = first.probe.id === second.probe.id && first.run.view === second.run.view;
  const slots = first.probe.views[first.run.view]?.slots.length ?? 0;
  const { count } = first.probe.steps;
  const relations = new Uint8Array(count).fill(Relation.None);
  let [compared, agreed] = [0, 0];
  let firstDifference: number | null = null;
  for (let step = 0; step < Math.min(count, second.probe.steps.count); step++) {
    const [one, other] = [outcomeAt(first.run, step), outcomeAt(second.run, step)];
    if (one === 'not run' || other === 'not run') continue;
    const alike =
      !beliefs ||
      rowOf(first.run.predicted, slots, step).every(
        (object, slot) => object === second.run.predicted[step * slots + slot],
      );
    const relation =
      one === 'right'
        ? other === 'right'
          ? Relation.BothRight
          : Relation.OnlyFirst
        : other === 'right'
          ? Relation.OnlySecond
          : alike
            ? Relation.WrongAlike
            : Relation.WrongDifferently;
    relations[step] = relation;
    compared++;
    if (relation >= Relation.WrongAlike) agreed++;
    else firstDifference ??= step;
  }
  return { relations, beliefs, compared, agreed, firstDifference };
}

/** By {@link Relation}. Without a comparison of beliefs there is only one way for both to be wrong. */
export function relationText(relation: number, beliefs: boolean): string {
  const texts = [
    'only the first is right',
    'only the second is right',
    'both are wrong, differently',
    beliefs ? 'both are wrong, alike' : 'both are wrong',
    'both are right',
  ];
  return texts[relation] ?? 'not compared';
}

export function agreementText({ beliefs, compared, agreed, firstDifference }: Comparison): string {
  if (compared === 0) return 'There is no step at which both gave a state.';
  const what = beliefs ? 'Both believe in the same state' : 'Both are right, or both wrong,';
  const where = firstDifference === null ? 'They never differ.' : `They differ first at step ${firstDifference + 1}.`;
  return `${what} at ${agreed.toLocaleString('en')} of ${plural(compared, 'step')} (${percent(agreed / compared)}). ${where}`;
}

/** What has to be known to read a comparison that is not of one text and one world; empty where there is nothing. */
export function comparisonNote(first: Side, second: Side, { beliefs }: Comparison): string {
  if (beliefs) return '';
  if (first.probe.id === second.probe.id)
    return 'These models follow different objects, so only right and wrong are compared.';
  const [here, there] = [first.probe.steps.count, second.probe.steps.count];
  const title = shortened(second.probe.title, 80);
  const rest =
    there > here
      ? ` Shows ${here.toLocaleString('en')} of ${plural(there, 'step')} of ${title}.`
      : there < here
        ? ` ${title} ends after ${plural(there, 'step')}.`
        : '';
  return `Compared by the number of the step: the states are those of two texts, so only right and wrong are compared.${rest}`;
}

/** What one side believes at a step, in words. */
export function sideText({ probe, model, run }: Side, step: number): string {
  if (step >= probe.steps.count) return `no step ${step + 1}: the text ends after ${plural(probe.steps.count, 'step')}`;
  const outcome = outcomeAt(run, step);
  if (outcome === 'not run') return `${shortened(model.name, 60)} gave no state`;
  return `${beliefText(probe, run, step)} (${outcome}, ${confidenceText(run, step)})`;
}

export function trueText({ probe, run }: Side, step: number): string {
  return step < probe.steps.count ? truthText(probe, step, run.view) : '–';
}
