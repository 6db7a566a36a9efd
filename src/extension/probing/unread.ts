import * as vscode from 'vscode';
import type { CommandName } from '../../protocol/messages';
import { UnreadError } from '../../readers/reader';
import { SourceError } from '../../trace/source';
import { askForInputs } from '../texts/example-input';
import { titleOf, type Text } from '../texts/texts';
import type { Visualizer } from '../visualizer/visualizer';
import { told } from '../workbench/docs';
import { clip } from '../workbench/markdown';
import type { ProbeOptions, ProberParts } from './parts';

type Failed = Parameters<Visualizer['show']>[0];

/** Tells what a probe did not come to: at its place in the text, in a message to who asked, on the page. */
export class Unread {
  constructor(
    private readonly parts: Pick<ProberParts, 'texts' | 'problems' | 'store' | 'log'>,
    private readonly probe: (text: Text) => Promise<unknown>,
  ) {}

  tell(text: Text, error: unknown, { asked, from }: Pick<ProbeOptions, 'asked' | 'from'>): void {
    const { texts, problems, store, log } = this.parts;
    if (error instanceof SourceError) {
      if (from) store.outdate(from, error.reason);
      else texts.forgetKind(text.document);
      log.info(error.message);
      problems.set(text.document.uri, error);
      if (asked) void this.offer(text, error);
      return;
    }
    log.error(error instanceof Error ? error : String(error));
    if (asked) void vscode.window.showErrorMessage(`State Probe failed: ${told(reasonOf(error), 500)}`);
  }

  private async offer(text: Text, error: SourceError): Promise<void> {
    const [give, go] = ['Example Input…', 'Show Place'];
    const asks = error instanceof UnreadError ? error.asks : undefined;
    const message = `Line ${error.range.start.line + 1}: ${told(error.reason, 400)}`;
    const { showErrorMessage } = vscode.window;
    const answer = await (asks ? showErrorMessage(message, give, go) : showErrorMessage(message, go));
    if (answer === go) await showPlace(text, error);
    if (answer !== give) return;
    const inputs = await askForInputs(this.parts.texts, text, asks);
    if (inputs) await this.probe({ ...text, inputs });
  }

  page(text: Text, error: unknown, signal: AbortSignal): Failed {
    const title = titleOf(text);
    if (signal.aborted) {
      // What was there before a cancelled probe, or what it had done so far, is still true.
      if (this.parts.store.current) return undefined;
      const advice = 'Nothing of the text was probed.';
      return { kind: 'failed', title, reason: 'Cancelled.', advice, commands: ['probeFile', 'openSample'] };
    }
    if (!(error instanceof SourceError)) {
      const commands: CommandName[] = ['showLog', 'probeSelection'];
      return { kind: 'failed', title, reason: reasonOf(error), advice: 'The log may say more.', commands };
    }
    const asks = error instanceof UnreadError && error.asks !== undefined;
    return {
      kind: 'failed',
      title,
      reason: error.message,
      advice: 'The place is marked in the editor. Select a part that can be read, or see what can be read in a sample.',
      commands: [...(asks ? (['probeWithInput'] as const) : []), 'probeSelection', 'openSample'],
    };
  }
}

function reasonOf(error: unknown): string {
  return clip(error instanceof Error ? error.message : String(error), 500);
}

async function showPlace({ document }: Text, { range }: SourceError): Promise<void> {
  const { line, character } = range.start;
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  const position = new vscode.Position(line, character);
  editor.selection = new vscode.Selection(position, position);
  editor.revealRange(new vscode.Range(position, position), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
