import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { CommandName, Cut, Probe } from '../../protocol/messages';
import type { Model as CatalogueModel } from '../../models/catalogue';
import { isChat, reasoned, type TextModel } from '../../models/chat/model';
import { placeAfter, stepped, type Way } from '../../readers/depth';
import { UnreadError, type Asked } from '../../readers/reader';
import { SourceError, type Range } from '../../trace/source';
import type { Trace } from '../../trace/trace';
import { chooseCells } from '../texts/cells';
import { readSettings } from '../workbench/configuration';
import { withLateProgress } from '../workbench/late-progress';
import { told } from '../workbench/docs';
import { bare, clip } from '../workbench/markdown';
import { isSame } from '../workbench/moved';
import type { ModelLibrary } from '../models/library';
import type { ModelRunner, RunOptions } from './runner';
import { askForInputs } from '../texts/example-input';
import { chooseObjects } from '../texts/objects';
import { chooseDepth } from '../texts/depth';
import { askFormal } from '../texts/formal';
import { chooseSteps } from '../texts/steps';
import { overlap, placeOf } from '../probes/place';
import { sumOf } from '../probes/recorded';
import type { Problems } from '../texts/problems';
import type { Chosen } from '../probes/probed';
import { documentOf } from '../probes/reveal';
import type { Probed, ProbeStore } from '../probes/store';
import { nameOf, partOf, titleOf, type Text, type TextPart, type TextReading, type Texts } from '../texts/texts';
import type { Visualizer } from '../visualizer/visualizer';

export interface ProberParts {
  texts: Texts;
  problems: Problems;
  library: ModelLibrary;
  runner: ModelRunner;
  store: ProbeStore;
  visualizer: Visualizer;
  log: vscode.LogOutputChannel;
}

/** How a text is probed. */
export interface ProbeOptions {
  /** Whether a person waits for it: only then do messages say what went wrong. */
  asked: boolean;
  /** The probe of an older text in the same place, which the new one takes over from: live mode. */
  from?: Probed | undefined;
  /** What is tracked and followed; by default what the person has chosen for the document. */
  chosen?: Chosen | undefined;
  /** Ends it from outside, besides {@link Prober.cancel}. */
  signal?: AbortSignal | undefined;
  /** Where the playhead stands at first. */
  playhead?: ((steps: Trace['steps']) => number) | undefined;
  /** What was recorded of the text, which is not read then. */
  recorded?: { trace: Trace; text: string } | undefined;
}

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

  constructor(private readonly parts: ProberParts) {}

  /** Probes what the active editor shows, for a person who asked for it. */
  async probeActive(wanted: 'selection' | 'file'): Promise<Probed | undefined> {
    const text = await this.parts.texts.active(wanted);
    return text && this.probe(text, { asked: true });
  }

  /** Lets the person say with which values the active text, or a function of it, is tried, and probes it so. */
  async probeWithInput(at?: { uri: vscode.Uri; line: number }): Promise<Probed | undefined> {
    const text = at ? await this.functionAt(at) : await this.parts.texts.active('selection or file');
    return text && this.askAndProbe(text);
  }

  private async functionAt({ uri, line }: { uri: vscode.Uri; line: number }): Promise<Text | undefined> {
    const { texts } = this.parts;
    const text = await texts.of(await vscode.workspace.openTextDocument(uri));
    if (!text) return undefined;
    const found = (await texts.functions(text)).find(({ range }) => range.start.line <= line && line <= range.end.line);
    return found ? { ...text, selection: found.range } : text;
  }

  private async askAndProbe(text: Text, asks?: Asked): Promise<Probed | undefined> {
    const inputs = await askForInputs(this.parts.texts, text, asks);
    return inputs && this.probe({ ...text, inputs }, { asked: true });
  }

  /** Probes the same part of a document again, as its text is now. */
  async again(
    probed: Probed,
    {
      inputs = probed.inputs,
      chosen = probed.chosen,
      playhead,
    }: Pick<TextPart, 'inputs'> & Pick<ProbeOptions, 'playhead' | 'chosen'> = {},
  ): Promise<Probed | undefined> {
    if (probed.recorded !== undefined) {
      void vscode.window.showInformationMessage(
        'This was recorded while the program ran: debug it, and record it again.',
      );
      return undefined;
    }
    const document = await documentOf(probed);
    if (typeof document === 'string') {
      const title = bare(probed.probe.title, 120);
      void vscode.window.showWarningMessage(
        `${title}: ${bare(document, 300)}. The visualizer shows the probe as it was.`,
      );
      return undefined;
    }
    // One that was closed is read again first, to know where it stands.
    await this.parts.store.settled(probed);
    if (probed.place) {
      const { language } = probed;
      const text = { document, selection: probed.place.scope, language, inputs };
      return this.probe(text, { asked: true, chosen, playhead });
    }
    void vscode.window.showInformationMessage('Where this probe stood is not known any more: select the text again.');
    await vscode.window.showTextDocument(document, { preview: false });
    return undefined;
  }

  /** Probes what was recorded while a text ran. @param text as it was then */
  probeRecorded(document: vscode.TextDocument, trace: Trace, text: string): Promise<Probed | undefined> {
    const of = { document, selection: undefined, language: document.languageId };
    return this.probe(of, { asked: true, recorded: { trace, text } });
  }

  /** Lets the person choose which cells of the active text are its world, and probes it again. */
  async chooseCells(): Promise<void> {
    const text = await this.parts.texts.active('selection or file');
    if (text && (await chooseCells(this.parts.texts, text))) await this.probe(text, { asked: true });
  }

  /** Lets the person choose what is a step of the active text, and probes it again. */
  async chooseSteps(): Promise<void> {
    const text = await this.parts.texts.active('selection or file');
    if (text && (await chooseSteps(this.parts.texts, text))) await this.probe(text, { asked: true });
  }

  /** Probes the active text as a word of the formal language that the person says. */
  async probeAsFormal(): Promise<void> {
    const text = await this.parts.texts.active('selection or file', 'formal');
    if (!text) return;
    const formal = await askFormal();
    if (formal !== undefined) await this.probe({ ...text, inputs: { formal } }, { asked: true });
  }

  /** Lets the person choose which calls of the active text are shown by the steps inside of them, and probes it again. */
  async chooseDepth(): Promise<void> {
    const text = await this.parts.texts.active('selection or file');
    if (text && (await chooseDepth(this.parts.texts, text))) await this.probe(text, { asked: true });
  }

  /** Probes the same part again, with the steps inside of the call at a step, or without those around it. */
  async step(probed: Probed, at: number, way: Way): Promise<void> {
    const { steps } = probed.timeline.trace;
    const depth = stepped(steps, at, way);
    if (!depth) {
      const why = way === 'into' ? 'This step is no call with steps of its own.' : 'This step is not inside of a call.';
      void vscode.window.showInformationMessage(why);
      return;
    }
    const { depth: before, ...others } = probed.inputs ?? {};
    // Calls after those that are shown stay open as they were.
    const more = typeof before === 'object' && way === 'into' ? before : [];
    const inputs = { ...others, depth: [...new Set([...depth, ...more])] };
    const { answers } = this.parts.texts;
    await answers.keep(probed, { ...(await answers.of(probed)), depth: inputs.depth });
    await this.again(probed, { inputs, playhead: (after) => placeAfter(steps, at, way, after) });
  }

  /** Lets the person choose the five objects to follow in the active text, and probes it again. */
  async chooseObjects(): Promise<void> {
    const text = await this.parts.texts.active('selection or file');
    if (!text) return;
    try {
      const { texts } = this.parts;
      const { trace } = await texts.read(text);
      if (await chooseObjects(texts, text.document, trace)) await this.probe(text, { asked: true });
    } catch (error) {
      this.failed(text, error, { asked: true });
    }
  }

  /** Probes the same part again with other objects followed: these five, or those that the person chooses. */
  async follow(probed: Probed, objects?: readonly string[]): Promise<void> {
    const { texts } = this.parts;
    const { trace } = probed.timeline;
    if (objects && new Set(objects).size < objects.length) throw new Error('Five different objects can be followed.');
    if (objects) texts.follow(probed, objects);
    else if (!(await chooseObjects(texts, probed, trace))) return;
    await this.again(probed, { chosen: { ...probed.chosen, follow: texts.followed(probed) } });
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
      else this.failed(text, error, options);
      const isNewest = [...this.running].at(-1) === run;
      if (isNewest && !options.from) this.parts.visualizer.show(this.page(text, error, signal));
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

  private failed(text: Text, error: unknown, { asked, from }: ProbeOptions): void {
    const { texts, problems, log } = this.parts;
    if (error instanceof SourceError) {
      if (from) {
        this.parts.store.outdate(from, error.reason);
      } else texts.forgetKind(text.document);
      log.info(error.message);
      problems.set(text.document.uri, error);
      if (asked) void this.showUnreadable(text, error);
      return;
    }
    log.error(error instanceof Error ? error : String(error));
    if (asked) void vscode.window.showErrorMessage(`State Probe failed: ${told(reasonOf(error), 500)}`);
  }

  private async showUnreadable(text: Text, error: SourceError): Promise<void> {
    const [give, go] = ['Example Input…', 'Show Place'];
    const asks = error instanceof UnreadError ? error.asks : undefined;
    const message = `Line ${error.range.start.line + 1}: ${told(error.reason, 400)}`;
    const { showErrorMessage } = vscode.window;
    const answer = await (asks ? showErrorMessage(message, give, go) : showErrorMessage(message, go));
    if (answer === give) await this.askAndProbe(text, asks);
    else if (answer === go) await showPlace(text, error);
  }

  private page(text: Text, error: unknown, signal: AbortSignal): Parameters<Visualizer['show']>[0] {
    if (signal.aborted) {
      // What was there before a cancelled probe, or what it had done so far, is still true.
      if (this.parts.store.current) return undefined;
      const advice = 'Nothing of the text was probed.';
      return {
        kind: 'failed',
        title: titleOf(text),
        reason: 'Cancelled.',
        advice,
        commands: ['probeFile', 'openSample'],
      };
    }
    const unreadable = error instanceof SourceError;
    const asks = error instanceof UnreadError && error.asks !== undefined;
    const commands: CommandName[] = unreadable
      ? [...(asks ? (['probeWithInput'] as const) : []), 'probeSelection', 'openSample']
      : ['showLog', 'probeSelection'];
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
