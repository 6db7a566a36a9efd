import * as vscode from 'vscode';
import type { Model as PageModel } from '../../webview/messages';
import { providersFor } from '../inference/providers';
import type { Model } from '../models/catalogue';
import { readSettings } from './configuration';
import type { Inference } from './inference';
import { bare, clip } from './markdown';
import type { ModelLibrary } from './model-library';
import type { Probed, ProbeStore } from './probe-store';
import type { StatusBar } from './status';

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
   * @param objects the five to follow in a world too large for a model
   * @throws the signal's reason when it is aborted
   */
  async run(
    probed: Probed,
    models: readonly Model[],
    objects: readonly string[] | undefined,
    signal: AbortSignal,
    report: (message: string) => void,
  ): Promise<void> {
    const failures: string[] = [];
    try {
      for (const [done, model] of models.entries()) {
        signal.throwIfAborted();
        const { name } = model.manifest;
        const message = `${clip(name, 60)} (${done + 1} of ${models.length})`;
        this.status.working(message);
        report(message);
        this.set(probed, model, (waiting) => ({ ...waiting, state: { kind: 'running' } }));
        const failure = await this.runOne(probed, model, objects, signal);
        if (failure !== undefined) failures.push(bare(`${clip(name, 60)}: ${failure}`, 400));
      }
    } catch (error) {
      this.abandon(probed);
      throw error;
    } finally {
      this.status.working(undefined);
    }
    // A model that fails in the same way with every probe is told once; its lane says it each time.
    const failed = failures.join('\n');
    if (failed !== '' && failed !== this.toldFailures) void tellFailures(failures);
    this.toldFailures = failed;
  }

  /** @returns why the model failed, if it did; that it cannot read this trace is no failure */
  private async runOne(
    probed: Probed,
    model: Model,
    objects: readonly string[] | undefined,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const { probe, isProbed } = await import('../analysis/probe');
    const { ranModel } = await import('./page-run');
    const choice = readSettings().provider;
    const options = { providers: providersFor(choice), objects, signal };
    const { entries } = await probe(probed.timeline.trace, [model], await this.inference.client(), options);
    const entry = entries[0];
    if (!entry) return undefined;
    const { id, name } = model.manifest;
    if (!isProbed(entry)) {
      const { reason } = entry;
      const kind = entry.failed ? 'failed' : 'not applicable';
      this.set(probed, model, (waiting) => ({ ...waiting, state: { kind, reason } }));
      this.log.warn(`${name}: ${reason}`);
      return entry.failed ? reason : undefined;
    }
    probed.entries.set(id, entry);
    this.set(probed, model, (waiting) => ranModel(probed.probe, waiting, entry));
    const { facts, milliseconds, run } = entry;
    this.log.info(`${name}: ${run.judged} steps on ${facts.provider} in ${milliseconds.toFixed(1)} ms`);
    this.library.ranOn(id, facts);
    this.status.ranOn(facts);
    if (facts.fallback !== undefined && choice !== 'auto') this.tellFallback(facts.fallback, facts.provider);
    return undefined;
  }

  private set(probed: Probed, { manifest }: Model, change: (model: PageModel) => PageModel): void {
    const model = probed.probe.models.find(({ id }) => id === manifest.id);
    if (model) this.store.setModel(probed, change(model));
  }

  /** What has not run when a probe is cancelled will not run. */
  private abandon(probed: Probed): void {
    for (const model of probed.probe.models) {
      if (model.state.kind !== 'waiting' && model.state.kind !== 'running') continue;
      this.store.setModel(probed, { ...model, state: { kind: 'failed', reason: 'cancelled' } });
    }
  }

  private tellFallback(reason: string, provider: string): void {
    this.log.warn(`fell back to ${provider}: ${reason}`);
    if (this.told === reason) return;
    this.told = reason;
    void vscode.window.showInformationMessage(`Models run on ${provider}: ${bare(reason, 300)}`);
  }
}

/** One message, however many failed: the probe itself goes on without them. */
async function tellFailures(failures: readonly string[]): Promise<void> {
  const more = failures.length > 1 ? ` (and ${failures.length - 1} more)` : '';
  const showLog = 'Show Log';
  const answer = await vscode.window.showWarningMessage(`A model failed: ${failures[0] ?? ''}${more}`, showLog);
  if (answer === showLog) await vscode.commands.executeCommand('stateProbe.showLog');
}
