import * as vscode from 'vscode';
import type { Probe } from '../../protocol/messages';
import { SourceError } from '../../trace/source';
import type { Probed, ProbeStore, Retelling } from '../probes/store';
import { sumOf } from '../probes/recorded';
import { partsToRead, sameSteps } from '../probes/reread';
import { storedText, type TextSource } from '../texts/stored-text';
import { partOf, titleOf, type Texts } from '../texts/texts';
import { readSettings } from '../workbench/configuration';
import { isHidden, openDocument } from '../workbench/documents';
import { isSame } from '../workbench/moved';

/** A key is often followed by another one: so long after the last of them the text is read. */
const QUIET_MS = 80;
/** A file that is gone may come back a moment later, in its new place or, as in a checkout, where it was. */
const FILE_MS = 300;

/** A document that is to be read again. */
interface Round {
  timer: NodeJS.Timeout;
  controller: AbortController;
}

/**
 * Finds out by reading whether a text that may have changed still has the steps that were probed: after every edit, undo or
 * revert, and when a document is opened. What the page shows of one that is not open is read from its file.
 */
export class Rereader implements vscode.Disposable {
  private readonly rounds = new Map<string, Round>();
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly store: ProbeStore,
    private readonly texts: Pick<Texts, 'readTracking'>,
    private readonly log: Pick<vscode.LogOutputChannel, 'error'>,
    private readonly waits = { quiet: QUIET_MS, file: FILE_MS },
  ) {
    this.subscription = store.onDidChangeText(({ text, uri }) => {
      if (text === 'reading') this.soon(uri);
    });
  }

  /** Whether the steps of a probe are in a text. */
  async isIn(probed: Probed, text: TextSource): Promise<boolean> {
    return 'trace' in (await this.find(probed, text, new AbortController().signal));
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
    const document = openDocument(uri);
    const timer = setTimeout(
      () => {
        void this.read(uri, controller.signal).catch((error: unknown) => {
          if (controller.signal.aborted) return;
          this.log.error(error instanceof Error ? error : String(error));
          for (const probed of this.store.unsettled(uri)) this.store.outdate(probed, undefined);
        });
      },
      document && !isHidden(document) ? this.waits.quiet : this.waits.file,
    );
    this.rounds.set(key, { timer, controller });
  }

  private async read(uri: vscode.Uri, signal: AbortSignal): Promise<void> {
    const document = openDocument(uri);
    const file = document && !isHidden(document) ? undefined : await storedText(uri);
    const source = file === 'gone' ? file : (document ?? file ?? 'away');
    for (const probed of this.store.unsettled(uri)) {
      const version = document?.version;
      const isNewer = (): boolean =>
        signal.aborted || document?.version !== version || openDocument(uri) !== document || !isSame(probed.uri, uri);
      if (isNewer()) return; // it has a round of its own
      if (typeof source === 'string') {
        this.store.lose(probed, source);
        continue;
      }
      const text = source.getText();
      if (document) this.store.find(probed, text);
      const found = await this.find(probed, source, signal);
      if (isNewer()) return;
      if ('trace' in found) this.store.settle(probed, found, document ? undefined : text);
      else this.store.outdate(probed, found.unreadable);
    }
  }

  /** The steps of a probe in a text, or why that cannot be read where the probed part stands. */
  private async find(
    { place, part, language, chosen, inputs, timeline, objects, recorded, probe }: Probed,
    document: TextSource,
    signal: AbortSignal,
  ): Promise<Retelling | { unreadable: string | undefined }> {
    if (recorded !== undefined)
      return sumOf(document.getText()) === recorded
        ? { trace: timeline.trace, part, title: probe.title, retold: (same) => same }
        : { unreadable: 'this is a recording of another text: record it again' };
    let unreadable: string | undefined;
    for (const selection of partsToRead(document.getText(), place, part)) {
      const text = { document, selection, language, inputs };
      try {
        const reading = await this.texts.readTracking(text, chosen.track, { most: readSettings().maxSteps, signal });
        if (!sameSteps(timeline.trace, reading.trace)) continue;
        const { trace } = reading;
        const title = titleOf(text);
        // What a window needs not before something is probed is loaded then.
        const { retold, stepCuts } = await import('../../page/probe');
        const told = { title, name: trace.source.uri, objects };
        const cutsOf = ({ cuts }: Probe) => [...stepCuts(reading), ...cuts.filter(({ what }) => what !== 'steps')];
        return {
          ...{ trace, part: partOf(text), title },
          // That models are gone since was said when it was restored.
          retold: (probe) => retold(probe, trace, { ...told, cuts: cutsOf(probe) }),
        };
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
