import { appendFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { swapped } from '../../unit/chat/fake-endpoint';

/** Newer than the types that `engines` pins: an editor without it has no such models. */
interface Providers {
  registerLanguageModelChatProvider?: (vendor: string, provider: object) => vscode.Disposable;
}

/** A language model that an extension brings: right about cups, and silent about a text that says `wait`, until it is cancelled. */
export function activate(context: vscode.ExtensionContext): void {
  const made = (vscode.lm as Providers).registerLanguageModelChatProvider?.('cup-makers', {
    provideLanguageModelChatInformation: () => [
      {
        ...{ id: 'cups-1', name: 'Cups One', family: 'cups', version: '1' },
        ...{ maxInputTokens: 8000, maxOutputTokens: 1000, capabilities: {} },
      },
    ],
    provideLanguageModelChatResponse: async (
      _model: unknown,
      messages: readonly vscode.LanguageModelChatMessage[],
      _options: unknown,
      progress: vscode.Progress<vscode.LanguageModelTextPart>,
      token: vscode.CancellationToken,
    ) => {
      const question = messages
        .flatMap(({ content }) => content)
        .map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : ''))
        .join('');
      hear('asked');
      if (question.includes('# wait')) {
        await new Promise<void>((done) => token.onCancellationRequested(() => done()));
        hear('cancelled');
        return;
      }
      progress.report(new vscode.LanguageModelTextPart(swapped(question)));
    },
    provideTokenCount: (_model: unknown, text: string) => Promise.resolve(text.length),
  });
  if (made) context.subscriptions.push(made);
}

/** Tests read what came. */
function hear(line: string): void {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder) appendFileSync(path.join(folder.uri.fsPath, 'heard.txt'), `${line}\n`);
}
