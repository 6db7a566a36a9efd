import * as vscode from 'vscode';
import { stepCuts } from '../../page/probe';
import { SourceError } from '../../trace/source';
import type { Probed, ProbeStore, Retelling } from '../probes/store';
import { partsToRead, sameSteps } from '../probes/reread';
import { partOf, titleOf, type Texts } from '../texts/texts';
import { readSettings } from '../workbench/configuration';

/** A key is often followed by another one: so long after the last of them the text is read. */
const QUIET_MS = 80;

/** A document that is to be read again. */
interface Round {
  timer: NodeJS.Timeout;
  controller: AbortController;
}

/**
 * Finds out by reading whether a text that may have changed still has the steps that were probed: after every edit, undo or
 * revert, and when a document is opened.
 */
export class Rereader implements vscode.Disposable {
  private readonly rounds = new Map<string, Round>();
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly store: ProbeStore,
    private readonly texts: Pick<Texts, 'readTracking'>,
    private readonly log: Pick<vscode.LogOutputChannel, 'error'>,
    private readonly quiet = QUIET_MS,
  ) {
    this.subscription = store.onDidChangeText(({ text, uri }) => {
      if (text === 'reading') this.soon(uri);
    });
  }

  dispose(): void {
    this.subscription.dispose();
    for (const round of this.rounds.values()) end(round);
    this.rounds.clear();
  }

  private soon(uri: vscode.Uri): void {
    const key = uri.toString();
    const before = this.rounds.get(key);
    if (before) end(before);
    const controller = new AbortController();
    const timer = setTimeout(() => {
      void this.read(uri, controller.signal).catch((error: unknown) => {
        if (controller.signal.aborted) return;
        this.log.error(error instanceof Error ? error : String(error));
        for (const probed of this.store.unsettled(uri)) this.store.outdate(probed, undefined);
      });
    }, this.quiet);
    this.rounds.set(key, { timer, controller });
  }

  private async read(uri: vscode.Uri, signal: AbortSignal): Promise<void> {
    const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
    if (!document) return;
    for (const probed of this.store.unsettled(uri)) {
      const { version } = document;
      const found = await this.find(probed, document, signal);
      // A newer text has a round of its own.
      if (signal.aborted || document.version !== version) return;
      if ('trace' in found) this.store.settle(probed, found);
      else this.store.outdate(probed, found.unreadable);
    }
  }

  /** The steps of a probe in a text, or why that cannot be read where the probed part stands. */
  private async find(
    { place, part, language, track, inputs, timeline }: Probed,
    document: vscode.TextDocument,
    signal: AbortSignal,
  ): Promise<Retelling | { unreadable: string | undefined }> {
    let unreadable: string | undefined;
    for (const selection of partsToRead(document.getText(), place, part)) {
      const text = { document, selection, language, inputs };
      try {
        const reading = await this.texts.readTracking(text, track, { most: readSettings().maxSteps, signal });
        if (!sameSteps(timeline.trace, reading.trace)) continue;
        return { trace: reading.trace, part: partOf(text), title: titleOf(text), cuts: stepCuts(reading) };
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof SourceError)) throw error;
        if (!selection || selection === place?.scope) unreadable = error.reason;
      }
    }
    return { unreadable };
  }
}

function end({ timer, controller }: Round): void {
  clearTimeout(timer);
  controller.abort();
}
