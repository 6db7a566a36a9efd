import * as vscode from 'vscode';
import type { Model as PageModel } from '../../protocol/messages';
import type { ProbedModel, SkippedModel } from '../../analysis/probe';
import type { Progress } from '../../inference/protocol';
import { providersFor } from '../../inference/providers';
import type { Model } from '../../models/catalogue';
import { isChat, type TextModel } from '../../models/chat/model';
import { readSettings } from '../workbench/configuration';
import type { Inference } from '../models/inference';
import type { TextRun } from '../../page/language-run';
import { bare, clip } from '../workbench/markdown';
import type { ModelLibrary } from '../models/library';
import type { Probed, ProbeStore } from '../probes/store';
import type { StatusBar } from '../models/status';

export interface RunOptions {
  objects: readonly string[] | undefined;
  signal: AbortSignal;
  report: (message: string) => void;
  /** Zero when a person waits. Else no message says what failed, and a model that runs when it is aborted has so long. */
  patience: number;
}

/** Runs models over a probed trace, one after another, and fills the probe as they come. */
export class ModelRunner {
  /** What was said about a missing provider; it is said once, not with every probe. */
  private told = '';
  /** What the last probe's message was about. */
  private toldFailures = '';

  constructor(
    private readonly inference: Inference,
    private readonly library: ModelLibrary,
    private readonly store: ProbeStore,
    private readonly status: StatusBar,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /**
   * Opens models while their text is still being read: only the first probe waits for it. One's own are left for their run,
   * which says that they are verified before it.
   */
  async open(models: readonly Model[]): Promise<void> {
    const client = await this.inference.client();
    if (client.pid !== undefined) return;
    const providers = providersFor(readSettings().provider);
    for (const model of models.filter((one) => this.library.isBundled(one)))
      // What cannot be opened says so when it is to run.
      client.load({ model: model.path, providers }).catch(() => undefined);
  }

  /** @throws the signal's reason when it is aborted */
  async run(
    probed: Probed,
    models: readonly Model[],
    { objects, signal, report, patience }: RunOptions,
  ): Promise<void> {
    const failures: string[] = [];
    const tell = (model: Model, more: string): void => {
      const message = `${clip(model.manifest.name, 60)} (${models.indexOf(model) + 1} of ${models.length})${more}`;
      this.status.working(probed, message);
      report(message);
    };
    try {
      const { isProbed, probe } = await import('../../analysis/probe');
      const { withEntry } = await import('../../page/run');
      await probe(probed.timeline.trace, models, await this.inference.client(), {
        providers: providersFor(readSettings().provider),
        objects,
        signal: patient(signal, patience),
        onProgress: ({ done }) => {
          signal.throwIfAborted();
          const model = models[done];
          if (!model) return;
          tell(model, '');
          this.set(probed, model.manifest.id, (waiting) => ({ ...waiting, state: { kind: 'running' } }));
        },
        onVerifying: (model) => tell(model, ': verified before its first run'),
        onEntry: (entry) => {
          if (isProbed(entry)) this.ran(probed, entry);
          else this.skipped(entry, failures);
          this.set(probed, entry.model.manifest.id, (waiting) =>
            withEntry(probed.probe, waiting, entry, probed.timeline.trace),
          );
        },
      });
    } catch (error) {
      this.abandon(probed);
      throw error;
    } finally {
      this.status.working(probed, undefined);
    }
    // A model that fails in the same way with every probe is told once; its lane says it each time.
    const failed = failures.join('\n');
    if (failed !== '' && failed !== this.toldFailures && patience === 0) void tellFailures(failures);
    this.toldFailures = failed;
  }

  /**
   * Asks models that read it themselves about the text, one after another, behind the others.
   *
   * @param text that the trace was read from; it is written out where there is none
   * @throws the signal's reason when it is aborted
   */
  async ask(
    probed: Probed,
    models: readonly TextModel[],
    { text, signal, report, patience }: Omit<RunOptions, 'objects'> & { text: string | undefined },
  ): Promise<void> {
    if (models.length === 0) return;
    const [{ askModel }, { costText }, { askChat }, { chatAsker, mannerOfSettings }, { withLanguage }] =
      await Promise.all([
        import('../../analysis/language-model/run'),
        import('../../analysis/language-model/plan'),
        import('../../analysis/chat/run'),
        import('../models/chat-asker'),
        import('../../page/language-run'),
      ]);
    const { trace } = probed.timeline;
    const client = await this.inference.client();
    try {
      for (const model of models) {
        const tell = (more: string): void => {
          const message = `${clip(model.name, 60)}${more}`;
          this.status.working(probed, message);
          report(message);
        };
        tell(isChat(model) ? ': asked' : ': opened');
        this.set(probed, model.id, (waiting) => ({ ...waiting, state: { kind: 'running' } }));
        const shared = {
          text,
          signal: patient(signal, patience),
          onProgress: ({ done, total, message }: Progress) => {
            tell(`: ${message}, ${done} of ${total}`);
            this.set(probed, model.id, (waiting) => ({ ...waiting, state: { kind: 'running', done, total } }));
          },
        };
        const asked = async (): Promise<TextRun> => {
          if (!isChat(model))
            return askModel(trace, model, client, {
              ...shared,
              onPlan: (_, plan) => tell(`: ${costText(plan)}`),
            });
          const settings = readSettings();
          const manner = { ...mannerOfSettings(settings), isReasoned: model.isReasoned ?? false };
          const asker = chatAsker(model, this.library.accessTo(model.place));
          return askChat(trace, model, asker, { ...shared, ...manner, every: settings.chat.every });
        };
        const entry = await asked().catch((error: unknown): TextRun => {
          signal.throwIfAborted();
          return { model, reason: error instanceof Error ? error.message : String(error), failed: true } as TextRun;
        });
        this.set(probed, model.id, (waiting) => withLanguage(probed.probe, waiting, trace, entry));
        const said = 'reason' in entry ? entry.reason : `${entry.judged} steps in ${entry.milliseconds.toFixed(0)} ms`;
        this.log.info(`${model.name}: ${said}`);
      }
    } catch (error) {
      this.abandon(probed);
      throw error;
    } finally {
      this.status.working(probed, undefined);
    }
  }

  /** Says of models why they are not asked. */
  leave(probed: Probed, models: readonly TextModel[], reason: string): void {
    for (const { id } of models)
      this.set(probed, id, (waiting) => ({ ...waiting, state: { kind: 'not applicable', reason } }));
  }

  private ran(probed: Probed, entry: ProbedModel): void {
    const { model, facts, milliseconds, run } = entry;
    const { id, name } = model.manifest;
    probed.entries.set(id, entry);
    this.log.info(`${name}: ${run.judged} steps on ${facts.provider} in ${milliseconds.toFixed(1)} ms`);
    this.library.ranOn(id, facts);
    this.status.ranOn(facts);
    const isChosen = readSettings().provider !== 'auto';
    if (facts.fallback !== undefined && isChosen) this.tellFallback(facts.fallback, facts.provider);
  }

  private skipped({ model, reason, failed }: SkippedModel, failures: string[]): void {
    this.log.warn(`${model.manifest.name}: ${reason}`);
    if (failed) failures.push(bare(`${clip(model.manifest.name, 60)}: ${reason}`, 400));
  }

  private set(probed: Probed, of: string, change: (model: PageModel) => PageModel): void {
    const model = probed.probe.models.find(({ id }) => id === of);
    if (model) this.store.setModel(probed, change(model));
  }

  /** What has not run when a probe is cancelled will not run. */
  private abandon(probed: Probed): void {
    for (const model of probed.probe.models) {
      if (model.state.kind !== 'waiting' && model.state.kind !== 'running') continue;
      this.store.setModel(probed, { ...model, state: { kind: 'cancelled' } });
    }
  }

  private tellFallback(reason: string, provider: string): void {
    this.log.warn(`fell back to ${provider}: ${reason}`);
    if (this.told === reason) return;
    this.told = reason;
    void vscode.window.showInformationMessage(`Models run on ${provider}: ${bare(reason, 300)}`);
  }
}

/** The same signal, some milliseconds later. */
function patient(signal: AbortSignal, milliseconds: number): AbortSignal {
  if (milliseconds === 0) return signal;
  const later = new AbortController();
  signal.addEventListener('abort', () => setTimeout(() => later.abort(signal.reason), milliseconds).unref(), {
    once: true,
  });
  return later.signal;
}

/** One message, however many failed: the probe itself goes on without them. */
async function tellFailures(failures: readonly string[]): Promise<void> {
  const more = failures.length > 1 ? ` (and ${failures.length - 1} more)` : '';
  const showLog = 'Show Log';
  const answer = await vscode.window.showWarningMessage(`A model failed: ${failures[0] ?? ''}${more}`, showLog);
  if (answer === showLog) await vscode.commands.executeCommand('stateProbe.showLog');
}
