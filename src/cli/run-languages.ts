import { costText, type Cost } from '../analysis/language-model/plan';
import type { TextProbeOptions } from '../analysis/language-model/probes';
import { SAMPLE_SEED } from '../analysis/sample-seed';
import { askChat, type ChatRun, type SkippedChat } from '../analysis/chat/run';
import { endpointAsker } from '../inference/chat';
import { isChatAddress } from '../models/chat/address';
import { isEditorPlace, onlyInEditor } from '../models/chat/editor';
import { chatModelAt, isChat, type TextModel } from '../models/chat/model';
import { telling as tellingOfChat } from './ask-chat';
import { languageFolder } from './bundled';
import { accessTo } from './providers';
import {
  askModel,
  stateIn,
  type LanguageOptions,
  type LanguageRun,
  type SkippedLanguageModel,
} from '../analysis/language-model/run';
import type { InferenceClient } from '../inference/client';
import { readLanguageModel, type LanguageModel } from '../models/language-model/folder';
import { printable } from '../text/printable';
import { states, type Trace } from '../trace/trace';
import { showLine } from './output';
import { SlowProgress } from './progress-line';
import { stateText } from './state-text';
import { percent } from '../text/percent';
import { UsageError } from './usage';

type Entry = LanguageRun | SkippedLanguageModel | ChatRun | SkippedChat;

/**
 * Names of `--models` apart: folders of language models, names of bundled ones, and addresses of chat models, and all others.
 *
 * @throws Error for a folder that is no whole one, or what names no chat model
 */
export async function apart(names: readonly string[]): Promise<{ languages: TextModel[]; others: string[] }> {
  const languages: TextModel[] = [];
  const others: string[] = [];
  for (const name of names) {
    if (isEditorPlace(name)) throw new UsageError(onlyInEditor(name));
    if (isChatAddress(name)) languages.push(chatModelAt(name));
    else if ((await languageFolder(name)) === undefined) others.push(name);
    else languages.push(await languageAt(name));
  }
  return { languages, others };
}

/**
 * @param name of a folder, or of a bundled one
 * @throws UsageError for what is no folder of a language model, Error for one that is not whole
 */
export async function languageAt(name: string): Promise<LanguageModel> {
  const folder = await languageFolder(name);
  const model = await readLanguageModel(folder ?? name);
  if (!('reason' in model)) return model;
  if (folder !== undefined) throw new Error(`${name}: ${model.reason}`);
  throw new UsageError(
    `${name} is no folder of a language model, nor the name of a bundled one (state-probe models lists them): ${model.reason}`,
  );
}

interface Asking {
  /** That the trace was read from; it is written out where there is none. */
  text: string | undefined;
  signal: AbortSignal;
}

/** Asks a model about a text that it reads itself, and says meanwhile what it costs and how far it is. */
export function askLanguage(trace: Trace, model: TextModel, client: InferenceClient, asking: Asking): Promise<Entry> {
  if (!isChat(model)) return askModel(trace, model, client, { ...asking, ...telling(model) });
  const asker = endpointAsker(model.place, accessTo(model.place));
  return askChat(trace, model, asker, { ...asking, ...tellingOfChat(model), seed: SAMPLE_SEED });
}

/** What is said while a language model is asked. */
export function telling({
  name,
}: LanguageModel): Pick<LanguageOptions, 'onProgress' | 'onPlan'> & Pick<TextProbeOptions, 'onCost'> {
  const slow = new SlowProgress();
  const told = (what: string, cost: Cost): void => showLine(`${name}: ${what}${costText(cost)}`);
  return {
    onProgress: ({ done, total, message }) => slow.show(`${name}: ${message}, ${done} of ${total}`),
    onPlan: (_, plan) => told('', plan),
    onCost: (cost) => told('random texts for probes, ', cost),
  };
}

/** What `run --json` says of it. */
export function languageReport(trace: Trace, entry: Entry) {
  const { id, name, architecture } = entry.model;
  if ('reason' in entry) return { id, name, architecture, skipped: entry.reason };
  const { asking, notes, firstWrong, accuracy, judged, milliseconds } = entry;
  const last = entry.steps.findLastIndex((step) => step !== null);
  const answered = entry.steps[last];
  return {
    ...{ id, name, architecture, notes },
    ...('facts' in entry ? { digest: entry.facts.digest } : { tokens: entry.tokens ?? null, unread: entry.unread }),
    ...{ firstWrong, accuracy, judged, milliseconds },
    lastAsked: last,
    predicted: answered ? stateIn(trace, asking, answered) : null,
    truth: states(trace)[last + 1] ?? null,
  };
}

export function languageLines(trace: Trace, said: ReturnType<typeof languageReport>): string[] {
  const title = `${said.name} (${said.architecture})`;
  if ('skipped' in said) return [printable(`${title}: not asked: ${said.skipped}`)];
  const { accuracy, judged, firstWrong, predicted, truth, lastAsked, notes } = said;
  const right = accuracy === null ? 'at no step' : `at ${percent(accuracy)} of ${judged} steps`;
  const first = firstWrong === null ? 'none' : String(firstWrong + 1);
  const [answered, held] = [stateText(predicted, trace.objects), stateText(truth, trace.objects)];
  return [
    `${title}: right ${right}; first wrong step: ${first}`,
    `  answers after step ${lastAsked + 1}: ${answered}; true: ${held}`,
    ...notes.map((note) => `  ${note}`),
  ].map(printable);
}
