import { NOTHING, SPARE } from '../protocol/codes';
import type { Layer, Model, Probe, Run } from '../protocol/messages';
import { modelAnswers } from '../analysis/answers';
import { firstSteps } from '../protocol/cuts';
import { isProbed, tokensOf, type ProbedModel, type SkippedModel } from '../analysis/probe';
import { runPartitions } from '../analysis/run-partitions';
import { NOT_RUN, RIGHT, WRONG } from '../analysis/readable';
import { believed } from '../analysis/told';
import { describeProvider } from '../inference/providers';
import { hiddenLayers, insideOutputs } from '../representation/outputs';
import { lastChange } from '../trace/changes';
import type { Trace } from '../trace/trace';
import { withLanguage, type TextRun } from './language-run';
import { layersOf } from './layers';
import { shownWorld } from './shown-world';
import { pageProbe, viewIndex, type PageProbeParts } from './probe';

/** A model's run as the page shows it, in the model's own row of the probe; `trace` is the whole world. */
export function ranModel(probe: Probe, waiting: Model, entry: ProbedModel, trace: Trace): Model {
  return {
    ...waiting,
    layers: layers(entry),
    inside: insideOutputs(entry.facts.outputs),
    state: { kind: 'done', run: pageRun(probe, entry, trace) },
  };
}

/** The same of a model that ran or did not; that one cannot read the trace is no failure. */
export function withEntry(probe: Probe, waiting: Model, entry: ProbedModel | SkippedModel, trace: Trace): Model {
  if (isProbed(entry)) return ranModel(probe, waiting, entry, trace);
  const { reason, failed } = entry;
  return { ...waiting, state: { kind: failed ? 'failed' : 'not applicable', reason } };
}

/** A probe whose models have run, or have said why they did not. */
export function ranProbe(
  trace: Trace,
  entries: readonly (ProbedModel | SkippedModel)[],
  asked: readonly TextRun[],
  parts: Omit<PageProbeParts, 'models' | 'languages'>,
): Probe {
  const languages = asked.map(({ model }) => model);
  const waiting = pageProbe(trace, { ...parts, models: entries.map(({ model }) => model), languages });
  // Language models come behind all entries, and those that are missing last.
  const models = waiting.models.map((model, index) => {
    const entry = entries[index];
    const said = asked[index - entries.length];
    if (said) return withLanguage(waiting, model, trace, said);
    return entry ? withEntry(waiting, model, entry, trace) : model;
  });
  return { ...waiting, models };
}

/** What a run believes after each step, in the view that the model read. */
export function laneOf(entry: ProbedModel) {
  const { steps, firstWrong, accuracy } = entry.run;
  const { slots } = shownWorld(entry.trace);
  const lane = {
    predicted: new Int16Array(steps.length * slots.length).fill(NOTHING),
    outcome: new Uint8Array(steps.length).fill(NOT_RUN),
    confidence: new Float32Array(steps.length),
    confidenceInTruth: new Float32Array(steps.length),
  };
  const rowOf = arrangements(entry);
  steps.forEach((step, index) => {
    if (!step) return;
    lane.predicted.set(rowOf(step.predicted), index * slots.length);
    lane.outcome[index] = step.right ? RIGHT : WRONG;
    lane.confidence[index] = step.confidence;
    lane.confidenceInTruth[index] = step.probabilityOfTruth;
  });
  return { ...lane, firstWrong, accuracy: accuracy ?? 0, rightAtEnd: steps.at(-1)?.right ?? false };
}

function pageRun(probe: Probe, entry: ProbedModel, trace: Trace): Run {
  const { firstWrong } = entry.run;
  // A text that was cut asks about an end that no model has read.
  const answers = firstSteps(probe.cuts) === undefined ? modelAnswers(trace, entry) : undefined;
  return {
    view: viewIndex(probe, entry.view),
    ...laneOf(entry),
    ...(firstWrong !== null && { lastChange: lastChange(entry.trace, firstWrong) }),
    ...(answers && { answers }),
    tokens: tokensOf(entry),
    partitions: runPartitions(entry),
    provider: describeProvider(entry.facts),
    ...(entry.facts.digest !== undefined && { digest: entry.facts.digest }),
    milliseconds: entry.milliseconds,
  };
}

/** The arrangement that a class means in the model's world; few classes and many steps, so each is computed once. */
export function arrangements({ model, trace }: ProbedModel): (id: number) => Int16Array {
  const { manifest } = model;
  const world = shownWorld(trace);
  const known = new Map<number, Int16Array>();
  return (id) => {
    let row = known.get(id);
    if (!row) {
      const objects = world.row(believed(manifest.task, trace, id));
      row = Int16Array.from(objects, (object) => (object < 0 ? SPARE : object));
      known.set(id, row);
    }
    return row;
  };
}

function layers({ model, facts }: ProbedModel): Layer[] {
  // The manifest has one width for all, which is that of most.
  return layersOf(hiddenLayers(facts.outputs).map((name) => facts.widths?.[name] ?? model.manifest.width));
}
