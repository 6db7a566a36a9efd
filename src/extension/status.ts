import * as vscode from 'vscode';
import type { ProviderName } from '../inference/protocol';
import { clip } from './markdown';
import { providerLabel } from './providers';
import { onSettingsChange, readSettings } from './configuration';

/** Says in the status bar what runs the models: the provider that really did, or that nothing ran yet. */
export class StatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('stateProbe.provider', vscode.StatusBarAlignment.Right, 90);
  private readonly subscription = onSettingsChange(() => this.draw());
  private ran: { provider: ProviderName; fallback: string | undefined } | undefined;
  private work: string | undefined;

  constructor() {
    this.item.name = 'State Probe: Execution Provider';
    this.item.command = 'stateProbe.selectProvider';
    this.draw();
    this.item.show();
  }

  /** A model ran on `provider`; `fallback` says why not on the one that was wanted. */
  ranOn(provider: ProviderName, fallback?: string): void {
    this.ran = { provider, fallback };
    this.draw();
  }

  /** Names the work that goes on now, or undefined when it is over. */
  working(what: string | undefined): void {
    this.work = what;
    this.draw();
  }

  dispose(): void {
    this.subscription.dispose();
    this.item.dispose();
  }

  private draw(): void {
    const provider = this.ran ? providerLabel(this.ran.provider) : 'idle';
    const icon = this.work === undefined ? 'state-probe' : 'loading~spin';
    this.item.text = `$(${icon === 'state-probe' ? 'beaker' : icon}) ${provider}`;
    this.item.accessibilityInformation = { label: `State Probe: ${this.work ?? provider}` };
    const lines = [
      this.ran ? `Models ran on ${provider}.` : 'No model ran yet.',
      ...(this.ran?.fallback === undefined ? [] : [clip(this.ran.fallback, 300)]),
      `Wanted: ${providerLabel(readSettings().provider)}. Click to choose.`,
    ];
    this.item.tooltip = `State Probe\n${this.work === undefined ? '' : `${clip(this.work, 200)}\n`}${lines.join('\n')}`;
  }
}
