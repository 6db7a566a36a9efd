import { RIGHT, NOT_RUN, WRONG } from '../analysis/readable';
import { isAsked, type LanguageRun, type SkippedLanguageModel } from '../analysis/language-model/run';
import type { LanguageModel } from '../models/language-model/folder';
import { NOTHING } from '../protocol/codes';
import type { Model, Probe, Run } from '../protocol/messages';
import { lastChange } from '../trace/changes';
import type { Trace } from '../trace/trace';
import { shownWorld } from './shown-world';

/** A language model as the page shows it before it was asked. */
export function waitingLanguage({ id, name, architecture }: LanguageModel): Model {
  return { id, name, architecture, layers: [], readsText: true, state: { kind: 'waiting' } };
}

/** The same with what it answered, or why it did not. */
export function withLanguage(
  probe: Probe,
  waiting: Model,
  trace: Trace,
  entry: LanguageRun | SkippedLanguageModel,
): Model {
  if (!isAsked(entry))
    return { ...waiting, state: { kind: entry.failed ? 'failed' : 'not applicable', reason: entry.reason } };
  const view = probe.views.findIndex((each) => each.view === undefined || each.view === 'whole');
  if (view < 0)
    return { ...waiting, state: { kind: 'not applicable', reason: 'the world is too large to be shown as a whole' } };
  const tokens = entry.facts.texts[0]?.tokens ?? 0;
  const beside = [`asked about a text of ${tokens.toLocaleString('en-US')} tokens`, ...entry.notes].join('; ');
  return { ...waiting, beside, state: { kind: 'done', run: pageRun(trace, entry, view) } };
}

/** Places that never change are not asked about, and hold what they held. */
function pageRun(trace: Trace, { steps, facts, firstWrong, accuracy, milliseconds }: LanguageRun, view: number): Run {
  const { slots, row } = shownWorld(trace);
  const predicted = new Int16Array(steps.length * slots.length).fill(NOTHING);
  const outcome = new Uint8Array(steps.length).fill(NOT_RUN);
  const [confidence, confidenceInTruth] = [new Float32Array(steps.length), new Float32Array(steps.length)];
  for (const [at, step] of steps.entries()) {
    if (!step) continue;
    const state = step.predicted.map((object, slot) => (object < 0 ? (trace.initial[slot] ?? NOTHING) : object));
    predicted.set(row(state), at * slots.length);
    outcome[at] = step.right ? RIGHT : WRONG;
    confidence[at] = step.confidence;
    confidenceInTruth[at] = step.confidenceInTruth;
  }
  const after = facts.texts[0]?.after ?? new Int32Array();
  return {
    ...{ view, predicted, outcome, confidence, confidenceInTruth, firstWrong },
    ...(firstWrong !== null && { lastChange: lastChange(trace, firstWrong) }),
    accuracy: accuracy ?? 0,
    rightAtEnd: steps.at(-1)?.right ?? false,
    tokens: Int32Array.from(after, (token) => token + 1),
    provider: 'cpu',
    digest: facts.digest,
    milliseconds,
  };
}
