import * as vscode from 'vscode';
import type { ModelFacts } from '../../inference/protocol';
import { describeProvider } from '../../inference/providers';
import { clip } from '../workbench/markdown';
import { providerLabel } from '../workbench/providers';
import { onSettingsChange, readSettings } from '../workbench/configuration';

/** Says in the status bar what runs the models: the provider that really did, or that nothing ran yet. */
export class StatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('stateProbe.provider', vscode.StatusBarAlignment.Right, 90);
  private readonly subscription = onSettingsChange(() => this.draw());
  /** What ran the last model. */
  private ran: ModelFacts | undefined;
  /** Work that goes on, by what it is about. */
  private readonly works = new Map<object, string>();

  constructor() {
    this.item.name = 'State Probe: Execution Provider';
    this.item.command = 'stateProbe.selectProvider';
    this.draw();
    this.item.show();
  }

  ranOn(facts: ModelFacts): void {
    this.ran = facts;
    this.draw();
  }

  /** Names the work that goes on about something, or undefined when it is over. */
  working(about: object, what: string | undefined): void {
    if (what === undefined) this.works.delete(about);
    else this.works.set(about, what);
    this.draw();
  }

  dispose(): void {
    this.subscription.dispose();
    this.item.dispose();
  }

  private draw(): void {
    const work = [...this.works.values()].at(-1);
    const provider = this.ran ? providerLabel(this.ran.provider) : 'idle';
    this.item.text = `$(${work === undefined ? 'beaker' : 'loading~spin'}) ${provider}`;
    this.item.accessibilityInformation = { label: `State Probe: ${work ?? provider}` };
    const lines = [
      this.ran ? `The last model ran on ${describeProvider(this.ran)}.` : 'No model ran yet.',
      ...(this.ran?.fallback === undefined ? [] : [clip(this.ran.fallback, 500)]),
      `Wanted: ${providerLabel(readSettings().provider)}. Click to choose.`,
    ];
    this.item.tooltip = `State Probe\n${work === undefined ? '' : `${clip(work, 200)}\n`}${lines.join('\n')}`;
  }
}
