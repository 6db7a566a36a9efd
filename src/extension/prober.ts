import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { CommandName, Cut } from '../../webview/messages';
import type { Model as CatalogueModel } from '../models/catalogue';
import { SourceError, type Range } from '../trace/source';
import type { Trace } from '../trace/trace';
import { chooseCells } from './cells';
import { readSettings } from './configuration';
import { withLateProgress } from './late-progress';
import { bare, clip } from './markdown';
import type { ModelLibrary } from './model-library';
import type { ModelRunner } from './model-runner';
import { chooseObjects } from './objects';
import { cutSteps, pageProbe } from './page-probe';
import type { Problems } from './problems';
import type { Probed, ProbeStore } from './probe-store';
import { nameOf, type Text, type Texts } from './texts';
import type { Visualizer } from './visualizer';

export interface ProberParts {
  texts: Texts;
  problems: Problems;
  library: ModelLibrary;
  runner: ModelRunner;
  store: ProbeStore;
  visualizer: Visualizer;
  log: vscode.LogOutputChannel;
}

/** From a text to marks and lanes: reads it, runs the chosen models, and tells what could not be done. */
export class Prober {
  private running: AbortController | undefined;

  constructor(private readonly parts: ProberParts) {}

  /** Probes what the active editor shows, for a person who asked for it. */
  async probeActive(wanted: 'selection' | 'file'): Promise<Probed | undefined> {
    const text = await this.parts.texts.active(wanted);
    return text && this.probe(text, { asked: true });
  }

  /** Lets the person choose which cells of the active text are its world, and probes it again. */
  async chooseCells(): Promise<void> {
    const text = await this.parts.texts.active('selection or file');
    if (text && (await chooseCells(this.parts.texts, text))) await this.probe(text, { asked: true });
  }

  /** Lets the person choose the five objects to follow in the active text, and probes it again. */
  async chooseObjects(): Promise<void> {
    const text = await this.parts.texts.active('selection or file');
    if (!text) return;
    try {
      if (await chooseObjects(this.parts.texts, text)) await this.probe(text, { asked: true });
    } catch (error) {
      this.failed(text, error, true);
    }
  }

  cancel(): void {
    this.running?.abort();
  }

  /**
   * @param options.asked whether a person waits for it: only then do messages say what went wrong
   * @returns undefined when it was cancelled or the text cannot be read; a diagnostic then says where and why
   */
  async probe(text: Text, options: { asked: boolean }): Promise<Probed | undefined> {
    this.cancel();
    const controller = new AbortController();
    this.running = controller;
    void vscode.commands.executeCommand('setContext', 'stateProbe.running', true);
    try {
      return await withLateProgress(
        `Probing ${titleOf(text)}`,
        (report) => this.run(text, options, controller.signal, report),
        () => controller.abort(),
      );
    } catch (error) {
      if (controller.signal.aborted) this.parts.log.info(`${titleOf(text)}: cancelled`);
      else this.failed(text, error, options.asked);
      if (this.running === controller) this.parts.visualizer.show(this.page(text, error, controller.signal));
      return undefined;
    } finally {
      if (this.running === controller) {
        this.running = undefined;
        void vscode.commands.executeCommand('setContext', 'stateProbe.running', false);
      }
    }
  }

  private async run(
    text: Text,
    { asked }: { asked: boolean },
    signal: AbortSignal,
    report: (message: string) => void,
  ): Promise<Probed> {
    const { texts, problems, library, runner, store, visualizer, log } = this.parts;
    const title = titleOf(text);
    const start = performance.now();
    visualizer.show({ kind: 'loading', title, message: 'Reading the text' });
    if (asked) await this.reveal();
    const { version } = text.document;
    const whole = await texts.read(text);
    signal.throwIfAborted();
    if (whole.steps.length === 0) {
      throw new SourceError(nameOf(text.document.uri), placeOf(text), 'nothing changes a state here');
    }
    const models = await library.chosen();
    signal.throwIfAborted();
    const { trace, cuts } = cutSteps(whole, readSettings().maxSteps);
    problems.delete(text.document.uri);
    const name = nameOf(text.document.uri);
    const objects = this.followed(text, trace);
    const probed = store.put(
      text.document,
      version,
      trace,
      pageProbe(trace, { id: randomUUID(), title, name, models, cuts, objects }),
    );
    log.info(`${title}: ${trace.steps.length} steps read in ${Math.round(performance.now() - start)} ms`);
    if (asked) this.tellWhatIsMissing(cuts, models);
    await runner.run(probed, models, objects, signal, report);
    log.info(`${title}: ${models.length} models done after ${Math.round(performance.now() - start)} ms`);
    return probed;
  }

  /** The chosen objects, as far as they are still there: an edit may have renamed them. */
  private followed({ document }: Text, { objects }: Trace): readonly string[] | undefined {
    const chosen = this.parts.texts.followed(document);
    return chosen?.every((name) => objects.includes(name)) ? chosen : undefined;
  }

  /** Shows the visualizer where the person wants it, unless one is in sight already. */
  private async reveal(): Promise<void> {
    const { visualizer } = this.parts;
    const place = readSettings().showAfterProbe;
    if (place === 'nothing' || visualizer.isVisible()) return;
    if (place === 'tab') visualizer.openTab(vscode.ViewColumn.Beside, true);
    else await visualizer.revealView();
  }

  /** The page says what was cut, so that a message does only where there is none. */
  private tellWhatIsMissing(cuts: readonly Cut[], models: readonly CatalogueModel[]): void {
    const cut = this.parts.visualizer.isVisible() ? undefined : cuts[0];
    if (cut) {
      void vscode.window.showInformationMessage(
        `Only the first ${cut.shown} of ${cut.total} steps are probed. ${cut.reason ?? ''}`,
      );
    }
    if (models.length === 0) void offerModels();
  }

  private failed(text: Text, error: unknown, asked: boolean): void {
    const { texts, problems, log } = this.parts;
    if (error instanceof SourceError) {
      texts.forgetKind(text.document);
      log.info(error.message);
      problems.set(text.document.uri, error);
      if (asked) void showUnreadable(text, error);
      return;
    }
    log.error(error instanceof Error ? error : String(error));
    if (asked) void vscode.window.showErrorMessage(`State Probe failed: ${bare(reasonOf(error), 500)}`);
  }

  private page(text: Text, error: unknown, signal: AbortSignal): Parameters<Visualizer['show']>[0] {
    // What was there before a cancelled probe, or what it had done so far, is still true.
    if (signal.aborted) return undefined;
    const unreadable = error instanceof SourceError;
    const commands: CommandName[] = unreadable ? ['probeSelection', 'openSample'] : ['showLog', 'probeSelection'];
    return {
      kind: 'failed',
      title: titleOf(text),
      reason: unreadable ? error.message : reasonOf(error),
      advice: unreadable
        ? 'The place is marked in the editor. Select a part that can be read, or see what can be read in a sample.'
        : 'The log may say more.',
      commands,
    };
  }
}

function reasonOf(error: unknown): string {
  return clip(error instanceof Error ? error.message : String(error), 500);
}

async function showUnreadable({ document }: Text, { range, reason }: SourceError): Promise<void> {
  const go = 'Show Place';
  const { line, character } = range.start;
  const answer = await vscode.window.showErrorMessage(`Line ${line + 1}: ${bare(reason, 400)}`, go);
  if (answer !== go) return;
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  const position = new vscode.Position(line, character);
  editor.selection = new vscode.Selection(position, position);
  editor.revealRange(new vscode.Range(position, position), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

async function offerModels(): Promise<void> {
  const choose = 'Choose Models';
  const answer = await vscode.window.showInformationMessage(
    'No model is chosen: only the true states are shown.',
    choose,
  );
  if (answer === choose) await vscode.commands.executeCommand('stateProbe.chooseModels');
}

function placeOf({ selection }: Text): Range {
  const start = { line: 0, character: 0 };
  return selection ?? { start, end: start };
}

/** `swaps.py, lines 3–9` */
export function titleOf({ document, selection }: Text): string {
  const name = nameOf(document.uri).split('/').at(-1) ?? '';
  if (!selection) return name;
  const first = selection.start.line + 1;
  // A selection of whole lines ends at the start of the next one.
  const last = selection.end.line + (selection.end.character === 0 && selection.end.line >= first ? 0 : 1);
  return first === last ? `${name}, line ${first}` : `${name}, lines ${first}–${last}`;
}
