import * as vscode from 'vscode';
import { isFault, mannerFor, type Manner } from '../../analysis/chat/manner';
import { SAMPLE_SEED } from '../../analysis/sample-seed';
import { endpointAsker, type ChatAsker, type ChatQuestion, type ChatSaid } from '../../inference/chat';
import { editorModel, editorOrigin, isEditorPlace } from '../../models/chat/editor';
import type { ChatModel } from '../../models/chat/model';
import type { Access } from '../../models/remote/ask';
import type { Settings } from '../workbench/settings';

/** UTF-16 code units of an answer, and the time for one: those of an endpoint. */
const MOST_ANSWER = 4 * 2 ** 20;
const PATIENCE_MS = 180_000;

/**
 * Who asks a chat model: the editor its own ones, or its endpoint.
 *
 * @throws RemoteError where nobody agreed to it
 */
export function chatAsker({ place }: ChatModel, access: Access): ChatAsker {
  if (!isEditorPlace(place)) return endpointAsker(place, access);
  if (access.origin !== editorOrigin(place))
    throw new Error(`nobody agreed to send texts to ${place}, and nothing was sent: add it once more by Add Model…`);
  return { ask: (question, signal) => askEditor(place, question, signal) };
}

/** The language models that the editor has now; none in one that is too old, or where no extension brings any. */
export async function editorModels(of?: { vendor: string; id: string }): Promise<vscode.LanguageModelChat[]> {
  // What stands for an editor in other products leaves it out.
  const lm = vscode.lm as typeof vscode.lm | undefined;
  return typeof lm?.selectChatModels === 'function' ? lm.selectChatModels(of ?? {}) : [];
}

async function askEditor(place: string, question: ChatQuestion, signal?: AbortSignal): Promise<ChatSaid> {
  const { vendor, id } = editorModel(place);
  const [model] = await editorModels({ vendor, id });
  if (!model)
    throw new Error(
      `the editor has no language model ${id} of ${vendor} now: is its extension there, turned on and signed in?`,
    );
  signal?.throwIfAborted();
  const source = new vscode.CancellationTokenSource();
  const late = AbortSignal.timeout(PATIENCE_MS);
  const either = signal ? AbortSignal.any([signal, late]) : late;
  const stopped = new Promise<never>((_, reject) => {
    either.addEventListener('abort', () => {
      source.cancel();
      reject(new Error(`it gave no answer within ${PATIENCE_MS / 1000} s`));
    });
  });
  stopped.catch(() => undefined);
  try {
    const said = answered(model, question, source.token);
    said.catch(() => undefined);
    return await Promise.race([said, stopped]);
  } catch (error) {
    signal?.throwIfAborted();
    throw inWords(error);
  } finally {
    source.dispose();
  }
}

async function answered(
  model: vscode.LanguageModelChat,
  { text, temperature, seed, mostTokens }: ChatQuestion,
  token: vscode.CancellationToken,
): Promise<ChatSaid> {
  const response = await model.sendRequest(
    [vscode.LanguageModelChatMessage.User(text)],
    {
      justification:
        'State Probe asks it what each place in a text holds, to compare what it says with the true state.',
      // As most models name them; one that knows them by other names leaves them out.
      modelOptions: { temperature, seed, max_tokens: mostTokens },
    },
    token,
  );
  let said = '';
  for await (const part of response.text) {
    said += part;
    if (said.length > MOST_ANSWER) throw new Error('it answers with more than 4 MiB');
  }
  const [read, written] = await Promise.all([model.countTokens(text, token), model.countTokens(said, token)]);
  // The editor does not tell whether an answer was cut off; one in JSON that was cannot be read.
  return { text: said, isCut: false, tokens: { read, written } };
}

/** What the editor says of a model that it does not ask, with what to do. */
function inWords(error: unknown): Error {
  const reason = error instanceof Error ? error.message : String(error);
  if (!(error instanceof vscode.LanguageModelError)) return new Error(reason);
  if (error.code === vscode.LanguageModelError.NoPermissions.name)
    return new Error(
      `the editor was not allowed to ask it (${reason}): probe again and allow it, or see Manage Language Model Access`,
    );
  if (error.code === vscode.LanguageModelError.Blocked.name)
    return new Error(`its provider refused the question: ${reason}`);
  return new Error(reason);
}

/** How the settings say that chat models are asked. */
export function mannerOfSettings({ chat }: Settings): Manner {
  const found = mannerFor(chat, SAMPLE_SEED);
  if (isFault(found)) throw new Error(`the setting stateProbe.chat.${found.about}: ${found.fault}`);
  return found;
}
