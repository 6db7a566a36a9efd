import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Cut, Probe } from '../../protocol/messages';
import type { Model as CatalogueModel } from '../../models/catalogue';
import { isChat, reasoned, type TextModel } from '../../models/chat/model';
import { SourceError, type Range } from '../../trace/source';
import type { Trace } from '../../trace/trace';
import { readSettings } from '../workbench/configuration';
import { withLateProgress } from '../workbench/late-progress';
import { isSame } from '../workbench/moved';
import type { ProbeOptions, ProberParts } from './parts';
import type { RunOptions } from './runner';
import { Unread } from './unread';
import { overlap, placeOf } from '../probes/place';
import { sumOf } from '../probes/recorded';
import type { Probed } from '../probes/store';
import { nameOf, partOf, titleOf, type Text, type TextReading } from '../texts/texts';

const NOT_LIVE =
  'models that read the text itself are not asked while the text is followed live: probe it again to ask them';

/** A part of a document whose models run, or which is read for them. */
interface Running {
  uri: vscode.Uri;
  selection: Range | undefined;
  controller: AbortController;
}

/** A run that a newer text made useless may end by itself within this time: to kill its process costs more. */
const PATIENCE_MS = 1500;

/** From a text to marks and lanes: reads it, runs the chosen models, and tells what could not be done. */
export class Prober {
  private readonly running = new Set<Running>();
  private readonly begun = new vscode.EventEmitter<{ probed: Probed; from: Probed | undefined }>();
  private readonly finished = new vscode.EventEmitter<Probed>();
  /** A text was read, and its models begin; `from` is the probe that this one took over from. */
  readonly onDidBegin = this.begun.event;
  /** A probe has run to its end, or as far as it was let. */
  readonly onDidFinish = this.finished.event;

  private readonly unread: Unread;

  constructor(private readonly parts: ProberParts) {
    this.unread = new Unread(parts, (text) => this.probe(text, { asked: true }));
  }

  /** Probes what was recorded while a text ran. @param text as it was then */
  probeRecorded(document: vscode.TextDocument, trace: Trace, text: string): Promise<Probed | undefined> {
    const of = { document, selection: undefined, language: document.languageId };
    return this.probe(of, { asked: true, recorded: { trace, text } });
  }

  /** Tells what could not be read, or went wrong. */
  tell(text: Text, error: unknown, options: Pick<ProbeOptions, 'asked' | 'from'>): void {
    this.unread.tell(text, error, options);
  }

  /** Ends all probes that run. */
  cancel(): void {
    for (const { controller } of this.running) controller.abort();
  }

  /**
   * Probes a text. One that has text in common with it is ended and replaced; others go on and stay.
   *
   * @returns undefined when it was cancelled or the text cannot be read; a diagnostic then says where and why
   */
  async probe(text: Text, options: ProbeOptions): Promise<Probed | undefined> {
    const { document, selection } = text;
    for (const other of this.running) {
      if (isSame(other.uri, document.uri) && overlap(other.selection, selection)) other.controller.abort();
    }
    const controller = new AbortController();
    const run: Running = { uri: document.uri, selection, controller };
    const signal = options.signal ? AbortSignal.any([controller.signal, options.signal]) : controller.signal;
    this.running.add(run);
    this.sayRunning();
    try {
      const work = (report: (message: string) => void) => this.run(text, options, signal, report);
      // What nobody asked for shows in the status bar alone.
      return await (options.from
        ? work(() => undefined)
        : withLateProgress(`Probing ${titleOf(text)}`, work, () => controller.abort()));
    } catch (error) {
      if (signal.aborted) this.parts.log.info(`${titleOf(text)}: cancelled`);
      else this.tell(text, error, options);
      const isNewest = [...this.running].at(-1) === run;
      if (isNewest && !options.from) this.parts.visualizer.show(this.unread.page(text, error, signal));
      return undefined;
    } finally {
      this.running.delete(run);
      this.sayRunning();
    }
  }

  /** Runs the models of a probe that have not run yet, as those that a closing window has ended. */
  async goOn(probed: Probed): Promise<void> {
    const open = new Set(probed.probe.models.flatMap(({ id, state }) => (state.kind === 'waiting' ? [id] : [])));
    const { models } = await this.parts.library.complete([...open]);
    const controller = new AbortController();
    const run: Running = { uri: probed.uri, selection: probed.part.scope, controller };
    this.running.add(run);
    this.sayRunning();
    try {
      await this.runModels(
        probed,
        models.filter(({ manifest }) => open.has(manifest.id)),
        { signal: controller.signal, report: () => undefined, patience: 0 },
      );
    } catch (error) {
      if (!controller.signal.aborted) this.parts.log.error(error instanceof Error ? error : String(error));
    } finally {
      this.running.delete(run);
      this.sayRunning();
    }
  }

  private async runModels(
    probed: Probed,
    models: readonly CatalogueModel[],
    options: Omit<RunOptions, 'objects'>,
    asked?: { languages: readonly TextModel[]; text: string | undefined; isLive: boolean },
  ): Promise<void> {
    try {
      await this.parts.runner.run(probed, models, { objects: probed.objects, ...options });
      // A question takes a language model seconds, and a text that is typed changes with every key.
      if (asked?.isLive) this.parts.runner.leave(probed, asked.languages, NOT_LIVE);
      else if (asked) await this.parts.runner.ask(probed, asked.languages, { text: asked.text, ...options });
    } finally {
      this.finished.fire(probed);
    }
  }

  private sayRunning(): void {
    void vscode.commands.executeCommand('setContext', 'stateProbe.running', this.running.size > 0);
  }

  private async run(
    text: Text,
    { asked, from, playhead, recorded, chosen = from?.chosen ?? this.parts.texts.chosen(text.document) }: ProbeOptions,
    signal: AbortSignal,
    report: (message: string) => void,
  ): Promise<Probed> {
    const { texts, problems, library, runner, store, visualizer, log } = this.parts;
    const { document } = text;
    const title = titleOf(text);
    const start = performance.now();
    if (!from) visualizer.show({ kind: 'loading', title, message: 'Reading the text' });
    if (asked) await this.reveal();
    const { version } = document;
    const part = partOf(text);
    const complete = library.complete(readSettings().models ?? []);
    // Those that suit most texts are opened while this one is read; whatever is wrong with that is told below.
    complete.then(async () => runner.open(await library.chosen())).catch(() => undefined);
    const most = readSettings().maxSteps;
    const reading: TextReading = recorded
      ? await readingOf(recorded.trace, most)
      : await texts.readTracking(text, chosen.track, { most, signal });
    const { trace } = reading;
    const name = nameOf(document.uri);
    if (trace.steps.length === 0) throw new SourceError(name, rangeOf(text), 'nothing changes a state here');
    const objects = stillThere(chosen.follow, trace);
    const followed = { trace, objects };
    const chosenModels = complete.then(() => library.chosen(followed));
    const [models, languages, others, missing, { pageProbe, stepCuts }] = await Promise.all([
      chosenModels,
      complete.then(async () => lanesOf(await library.chosenLanguages())),
      chosenModels.then((models) => library.others(models, followed)),
      complete.then(() => library.missing()),
      import('../../page/probe'),
    ]);
    signal.throwIfAborted();
    // In live mode a newer text is on its way; what is true of this one would be shown for that one.
    if (from && document.version !== version) throw new DOMException('the text has changed', 'AbortError');
    const cuts = stepCuts(reading);
    problems.delete(document.uri);
    const parts = { title, name, models, languages, others, missing, cuts, objects };
    const probe = pageProbe(trace, { id: randomUUID(), ...parts });
    const asRead = recorded || document.version !== version ? undefined : document.getText();
    const probed = store.put(
      {
        ...{ uri: document.uri, trace, part, language: text.language, chosen, inputs: reading.inputs },
        recorded: recorded && sumOf(recorded.text),
        probe: from ? continued(probe, from) : { ...probe, ...(playhead && { playhead: playhead(trace.steps) }) },
        place: placeOf(trace.steps, text.selection),
      },
      {
        quiet: from !== undefined && store.current !== from,
        changed:
          document.version !== version || document.isClosed || recorded?.text !== (recorded && document.getText()),
      },
    );
    log.info(`${title}: ${trace.steps.length} steps read in ${Math.round(performance.now() - start)} ms`);
    if (asked) this.tellWhatIsMissing(cuts, models.length + languages.length > 0);
    this.begun.fire({ probed, from });
    await this.runModels(
      probed,
      models,
      { signal, report, patience: from ? PATIENCE_MS : 0 },
      { languages, text: asRead, isLive: from !== undefined },
    );
    log.info(
      `${title}: ${models.length + languages.length} models done after ${Math.round(performance.now() - start)} ms`,
    );
    return probed;
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
  private tellWhatIsMissing(cuts: readonly Cut[], isAnyChosen: boolean): void {
    const cut = this.parts.visualizer.isVisible() ? undefined : cuts[0];
    if (cut) {
      void vscode.window.showInformationMessage(
        `Only the first ${cut.shown} of ${cut.total} steps are probed. ${cut.reason ?? ''}`,
      );
    }
    if (!isAnyChosen) void offerModels();
  }
}

/** Where the settings say so, a chat model has a second lane, in which it is told to think in writing first. */
function lanesOf(languages: readonly TextModel[]): TextModel[] {
  const { isReasoned } = readSettings().chat;
  return languages.flatMap((model) => (isReasoned && isChat(model) ? [model, reasoned(model)] : [model]));
}

/** The chosen objects, as far as they are still there: an edit may have renamed them. */
function stillThere(follow: readonly string[] | undefined, { objects }: Trace): readonly string[] | undefined {
  return follow?.every((name) => objects.includes(name)) ? follow : undefined;
}

/** In live mode the playhead and the chosen model stay where they were. */
function continued(probe: Probe, { playhead, chosenModel }: Probed): Probe {
  const last = Math.max(0, probe.steps.count - 1);
  return { ...probe, playhead: Math.min(playhead, last), ...(chosenModel !== undefined && { chosenModel }) };
}

/** What was recorded, as if it had been read. */
async function readingOf(trace: Trace, most: number): Promise<TextReading> {
  const [{ firstSteps }, { withVerdict }] = await Promise.all([
    import('../../trace/cut'),
    import('../../trace/verdict'),
  ]);
  return { trace: firstSteps(withVerdict(trace), most), total: trace.steps.length };
}

async function offerModels(): Promise<void> {
  const choose = 'Choose Models';
  const answer = await vscode.window.showInformationMessage(
    'No model is chosen: only the true states are shown.',
    choose,
  );
  if (answer === choose) await vscode.commands.executeCommand('stateProbe.chooseModels');
}

function rangeOf({ selection }: Text): Range {
  const start = { line: 0, character: 0 };
  return selection ?? { start, end: start };
}
