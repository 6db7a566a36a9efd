import * as vscode from 'vscode';
import { reasoned, type ChatModel } from '../../models/chat/model';
import type { Trace } from '../../trace/trace';
import type { ModelLibrary } from '../models/library';
import { readSettings } from '../workbench/configuration';

/** Work that tells how far it is, and gives what is shown in the end. */
export type Examination = (report: (message: string) => void) => Promise<string>;

export interface ExaminedText {
  /** That the trace was read from; it is written out where there is none. */
  text: string | undefined;
  signal: AbortSignal;
}

/** Random texts of each length, and steps of the longest: 80 questions, which a model on a server may count. */
const [RANDOM_TEXTS, LONGEST] = [10, 8];

/**
 * What it is to ask a chat model about a text, in the manner of the settings, and over random texts where the person wants it.
 *
 * @returns undefined where the person does not want it
 * @throws Error for settings that it cannot be asked by, or where nobody agreed to it
 */
export async function chatExamination(
  library: ModelLibrary,
  trace: Trace,
  model: ChatModel,
  { text, signal }: ExaminedText,
): Promise<Examination | undefined> {
  const [{ askChat, isChatRun }, { chatAccuracy }, { chatText }, { chatAsker, mannerOfSettings }] = await Promise.all([
    import('../../analysis/chat/run'),
    import('../../analysis/chat/random'),
    import('../../analysis/chat/chat-text'),
    import('../models/chat-asker'),
  ]);
  const { chat } = readSettings();
  const manner = mannerOfSettings(readSettings());
  const asker = chatAsker(model, library.accessTo(model.place));
  const isRandom = await wantsRandom();
  if (isRandom === undefined) return undefined;
  return async (report) => {
    const onProgress = ({ done, total, message }: { done: number; total: number; message: string }): void =>
      report(`${message}, ${done} of ${total}`);
    const found: string[] = [];
    for (const one of chat.isReasoned ? [model, reasoned(model)] : [model]) {
      const own = { ...manner, isReasoned: one.isReasoned ?? false, signal, onProgress };
      const entry = await askChat(trace, one, asker, { ...own, text, every: chat.every });
      const random =
        isRandom && isChatRun(entry)
          ? { random: await chatAccuracy(trace, asker, { ...own, texts: RANDOM_TEXTS, longest: LONGEST }) }
          : {};
      found.push(chatText(trace, { entry, ...random }, { isShown: true, seed: manner.seed }));
    }
    return found.join('\n\n');
  };
}

async function wantsRandom(): Promise<boolean | undefined> {
  const items = [
    { label: 'This Text', description: 'all that is asked and said', isRandom: false },
    {
      label: 'This Text and Random Texts of Its World',
      description: `accuracy by number of steps: ${RANDOM_TEXTS * LONGEST} questions more`,
      isRandom: true,
    },
  ];
  const title = 'Ask it about what? (The settings stateProbe.chat say how it is asked.)';
  return (await vscode.window.showQuickPick(items, { title }))?.isRandom;
}
