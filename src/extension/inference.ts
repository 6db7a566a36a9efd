import * as vscode from 'vscode';
import type { ProbedModel } from '../analysis/probe';
import type { InferenceClient } from '../inference/client';
import { providersFor } from '../inference/providers';
import type { HiddenAsk, HiddenPiece } from '../../webview/messages';
import { readSettings } from './configuration';
import { hiddenPiece, layerStates, type LayerStates } from './hidden-rows';
import type { ProbeStore } from './probe-store';

/** Bytes of layers kept in the extension host; the one used longest ago goes first. */
const BUDGET = 256 * 2 ** 20;

/** The inference process of this window, and the layers that were fetched from it. */
export class Inference implements vscode.Disposable {
  private started: Promise<InferenceClient> | undefined;
  private readonly layers = new Map<string, Promise<LayerStates>>();
  private readonly sizes = new Map<string, number>();
  private readonly subscription: vscode.Disposable;

  constructor(private readonly store: ProbeStore) {
    this.subscription = store.onDidChangeCurrent(() => this.forget());
  }

  /** Nothing of it is loaded before it is first needed. */
  client(): Promise<InferenceClient> {
    this.started ??= import('../inference/client').then((module) => new module.InferenceClient());
    return this.started;
  }

  /** Rows of a layer's hidden state; the model runs again for them, once for each layer. */
  async hidden(ask: HiddenAsk): Promise<HiddenPiece> {
    const entry = this.store.byId(ask.probe)?.entries.get(ask.model);
    if (!entry) throw new Error('This model has no run to look into.');
    const key = [ask.probe, ask.model, ask.layer].join('\n');
    let layer = this.layers.get(key);
    if (layer)
      this.layers.delete(key); // to the end of the map: used last
    else layer = this.fetch(key, entry, ask.layer);
    this.layers.set(key, layer);
    return hiddenPiece(await layer, ask);
  }

  dispose(): void {
    this.subscription.dispose();
    void this.started?.then((client) => client.dispose());
  }

  private async fetch(key: string, entry: ProbedModel, layer: number): Promise<LayerStates> {
    try {
      const { inspect } = await import('../analysis/probe');
      const providers = providersFor(readSettings().provider);
      const tensor = await inspect(entry, `hidden.${layer}`, await this.client(), { providers });
      this.sizes.set(key, tensor.data.byteLength);
      this.shrink(key);
      return layerStates(tensor, entry.encoding.after);
    } catch (error) {
      this.layers.delete(key);
      throw error;
    }
  }

  private shrink(newest: string): void {
    let total = [...this.sizes.values()].reduce((sum, size) => sum + size, 0);
    for (const [key, size] of this.sizes) {
      if (total <= BUDGET) return;
      if (key === newest) continue;
      this.sizes.delete(key);
      this.layers.delete(key);
      total -= size;
    }
  }

  /** Layers of probes that are gone are not asked for any more. */
  private forget(): void {
    for (const key of this.layers.keys()) {
      if (this.store.byId(key.split('\n')[0] ?? '')) continue;
      this.layers.delete(key);
      this.sizes.delete(key);
    }
  }
}
