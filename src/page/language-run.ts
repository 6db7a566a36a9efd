import { RIGHT, NOT_RUN, WRONG } from '../analysis/readable';
import { costText } from '../analysis/chat/chat-text';
import type { ChatRun, SkippedChat } from '../analysis/chat/run';
import { stateIn, type LanguageRun, type SkippedLanguageModel } from '../analysis/language-model/run';
import type { TextModel } from '../models/chat/model';
import { NOTHING } from '../protocol/codes';
import type { Model, Probe, Run } from '../protocol/messages';
import { lastChange } from '../trace/changes';
import type { Trace } from '../trace/trace';
import { layersOf } from './layers';
import { shownWorld } from './shown-world';

/** A model that reads the text itself and was asked about it, or was not. */
export type TextRun = LanguageRun | SkippedLanguageModel | ChatRun | SkippedChat;

/** A model that reads the text itself as the page shows it before it was asked. */
export function waitingLanguage({ id, name, architecture }: TextModel): Model {
  return { id, name, architecture, layers: [], readsText: true, state: { kind: 'waiting' } };
}

/** The same with what it answered, or why it did not. */
export function withLanguage(probe: Probe, waiting: Model, trace: Trace, entry: TextRun): Model {
  if ('reason' in entry)
    return { ...waiting, state: { kind: entry.failed ? 'failed' : 'not applicable', reason: entry.reason } };
  const view = probe.views.findIndex((each) => each.view === undefined || each.view === 'whole');
  if (view < 0)
    return { ...waiting, state: { kind: 'not applicable', reason: 'the world is too large to be shown as a whole' } };
  const about = 'facts' in entry ? ofTokens(entry) : { beside: costText(entry), run: { provider: 'server' } };
  const run = { ...pageRun(trace, entry, view), ...about.run };
  const layers = 'facts' in entry ? seenLayers(entry) : [];
  return { ...waiting, layers, beside: [about.beside, ...entry.notes].join('; '), state: { kind: 'done', run } };
}

/** None where the states between them cannot be told in its graph. */
function seenLayers({ model, facts }: LanguageRun): Model['layers'] {
  return facts.noLayers === null ? layersOf(new Array<number>(model.layers + 1).fill(model.width)) : [];
}

function ofTokens({ facts }: LanguageRun): { beside: string; run: Pick<Run, 'tokens' | 'digest' | 'provider'> } {
  const { tokens = 0, after = new Int32Array() } = facts.texts[0] ?? {};
  return {
    beside: `asked about a text of ${tokens.toLocaleString('en-US')} tokens`,
    run: { tokens: Int32Array.from(after, (token) => token + 1), provider: 'cpu', digest: facts.digest },
  };
}

function pageRun(trace: Trace, run: LanguageRun | ChatRun, view: number): Omit<Run, 'provider'> {
  const { steps, asking, milliseconds } = run;
  const lane = textLane(trace, asking, steps, run);
  const { firstWrong } = lane;
  return { view, ...lane, ...(firstWrong !== null && { lastChange: lastChange(trace, firstWrong) }), milliseconds };
}

/** What was answered after each step. Places that never change are not asked about, and hold what they held. Of those that are, an answer may be missing. */
export function textLane(
  trace: Trace,
  asking: Pick<LanguageRun['asking'], 'slots' | 'unasked'>,
  steps: LanguageRun['steps'],
  { firstWrong, accuracy }: Pick<LanguageRun, 'firstWrong' | 'accuracy'>,
) {
  const { slots, row } = shownWorld(trace);
  const predicted = new Int16Array(steps.length * slots.length).fill(NOTHING);
  const outcome = new Uint8Array(steps.length).fill(NOT_RUN);
  const [confidence, confidenceInTruth] = [new Float32Array(steps.length), new Float32Array(steps.length)];
  for (const [at, step] of steps.entries()) {
    if (!step) continue;
    predicted.set(row(stateIn(trace, asking, step)), at * slots.length);
    outcome[at] = step.right ? RIGHT : WRONG;
    confidence[at] = step.confidence;
    confidenceInTruth[at] = step.confidenceInTruth;
  }
  return {
    ...{ predicted, outcome, confidence, confidenceInTruth, firstWrong },
    accuracy: accuracy ?? 0,
    rightAtEnd: steps.at(-1)?.right ?? false,
  };
}
