import * as vscode from 'vscode';
import type { CallOptions, InferenceClient } from '../../inference/client';
import type { ProviderName } from '../../inference/protocol';
import { providersFor } from '../../inference/providers';
import type { Inference } from '../models/inference';
import type { ModelLibrary } from '../models/library';
import type { Prober } from '../probing/prober';
import type { Texts } from '../texts/texts';
import { readSettings } from '../workbench/configuration';
import { withLateProgress } from '../workbench/late-progress';
import { told } from '../workbench/docs';
import type { OutputTexts } from '../workbench/output-texts';

/** How long a search may take. */
export const SECONDS = 10;

export interface FailureParts {
  inference: Inference;
  library: ModelLibrary;
  prober: Prober;
  texts: Texts;
  outputs: OutputTexts;
  log: vscode.LogOutputChannel;
}

type Options = CallOptions & { providers: readonly ProviderName[] };

/**
 * Runs a search in the process that nobody waits for, with progress and Cancel.
 *
 * @returns undefined when it was cancelled, or failed, which is said
 */
export async function searching<T>(
  { inference, log }: Pick<FailureParts, 'inference' | 'log'>,
  title: string,
  search: (client: InferenceClient, options: Options) => Promise<T>,
): Promise<T | undefined> {
  const controller = new AbortController();
  const { signal } = controller;
  const providers = providersFor(readSettings().provider);
  const client = await inference.background();
  try {
    const work = (report: (message: string) => void): Promise<T> =>
      search(client, {
        ...{ providers, signal },
        onProgress: ({ done, message }) => report(`${message}, ${done.toLocaleString('en')} tried`),
      });
    return await withLateProgress(title, work, () => controller.abort());
  } catch (error) {
    if (signal.aborted) return undefined;
    log.error(error instanceof Error ? error : String(error));
    void vscode.window.showErrorMessage(told(error instanceof Error ? error.message : String(error), 400));
    return undefined;
  }
}

/** Opens a new text, and probes it. @param language the editor's id */
export async function openAndProbe(
  { prober, texts }: Pick<FailureParts, 'prober' | 'texts'>,
  language: string,
  content: string,
): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language, content });
  await vscode.window.showTextDocument(document);
  const text = await texts.of(document);
  if (text) await prober.probe(text, { asked: true });
}
