import * as vscode from 'vscode';
import type { Model, Probe } from '../../webview/messages';
import type { ProbedModel } from '../analysis/probe';
import type { Trace } from '../trace/trace';
import { afterEdit, mayChangeSteps } from './edits';
import { StepIndex } from './step-index';
import { Timeline } from './timeline';

/** A probe of a document, and where its steps stand in the document now. */
export interface Probed {
  readonly uri: vscode.Uri;
  readonly timeline: Timeline;
  /** As the page shows it; grows as models finish. */
  probe: Probe;
  /** Models that ran, by id. */
  readonly entries: Map<string, ProbedModel>;
  /** Undefined when the document has changed where the steps stood, or is closed. */
  index: StepIndex | undefined;
  playhead: number;
  /** The model whose details a page showed last. */
  chosenModel: string | undefined;
}

export type Mover = 'editor' | 'page' | 'command';

/** The last probe of each document; one of them is current: the page shows it. */
export class ProbeStore implements vscode.Disposable {
  private readonly byUri = new Map<string, Probed>();
  private currentProbe: Probed | undefined;
  private readonly marks = new vscode.EventEmitter<vscode.Uri>();
  private readonly current_ = new vscode.EventEmitter<void>();
  private readonly model = new vscode.EventEmitter<{ probe: string; model: Model }>();
  private readonly playhead = new vscode.EventEmitter<{ probed: Probed; by: Mover }>();
  private readonly subscriptions = [
    this.marks,
    this.current_,
    this.model,
    this.playhead,
    vscode.workspace.onDidChangeTextDocument((event) => this.edited(event)),
    vscode.workspace.onDidCloseTextDocument((document) => this.lose(document.uri)),
  ];

  /** The marks of a document may have changed. */
  readonly onDidChangeMarks = this.marks.event;
  /** Another probe, or none, is the current one. */
  readonly onDidChangeCurrent = this.current_.event;
  readonly onDidChangeModel = this.model.event;
  readonly onDidMovePlayhead = this.playhead.event;

  get current(): Probed | undefined {
    return this.currentProbe;
  }

  of(uri: vscode.Uri): Probed | undefined {
    return this.byUri.get(uri.toString());
  }

  all(): Iterable<Probed> {
    return this.byUri.values();
  }

  /** @param read the version of the document that was read: marks would be untrue if it has changed since */
  put({ uri, version }: vscode.TextDocument, read: number, trace: Trace, probe: Probe): Probed {
    const probed: Probed = {
      uri,
      timeline: new Timeline(trace),
      probe,
      entries: new Map(),
      index: version === read ? StepIndex.of(trace.steps) : undefined,
      playhead: probe.playhead ?? 0,
      chosenModel: probe.chosenModel,
    };
    this.byUri.set(uri.toString(), probed);
    this.currentProbe = probed;
    this.current_.fire();
    this.marks.fire(uri);
    return probed;
  }

  /** A model's new state takes the place of its old one. */
  setModel(probed: Probed, model: Model): void {
    const models = probed.probe.models.map((old) => (old.id === model.id ? model : old));
    probed.probe = { ...probed.probe, models };
    if (probed === this.currentProbe) this.model.fire({ probe: probed.probe.id, model });
    if (model.state.kind === 'done') this.marks.fire(probed.uri);
  }

  makeCurrent(probed: Probed): void {
    if (this.currentProbe === probed) return;
    this.currentProbe = probed;
    this.current_.fire();
  }

  movePlayhead(probed: Probed, step: number, by: Mover): void {
    const to = Math.max(0, Math.min(step, probed.timeline.trace.steps.length - 1));
    if (probed.playhead === to) return;
    probed.playhead = to;
    this.playhead.fire({ probed, by });
  }

  /** Forgets the probe of one document, or all of them. */
  clear(uri?: vscode.Uri): void {
    const gone = [...this.byUri.values()].filter((probed) => !uri || probed.uri.toString() === uri.toString());
    for (const probed of gone) {
      this.byUri.delete(probed.uri.toString());
      this.marks.fire(probed.uri);
    }
    if (this.currentProbe && gone.includes(this.currentProbe)) {
      this.currentProbe = undefined;
      this.current_.fire();
    }
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** Steps move with the text around them; a change that may make a step, or no step, makes all marks untrue. */
  private edited({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const probed = this.of(document.uri);
    if (!probed?.index || contentChanges.length === 0) return;
    // The editor lists the changes from the end of the document to its start, so that none moves a later one.
    let index: StepIndex | undefined = probed.index;
    for (const edit of contentChanges) {
      index = index && mayChangeSteps(edit, index.end) ? undefined : index?.moved((range) => afterEdit(range, edit));
    }
    probed.index = index;
    this.marks.fire(document.uri);
  }

  private lose(uri: vscode.Uri): void {
    const probed = this.of(uri);
    if (!probed) return;
    probed.index = undefined;
    this.byUri.delete(uri.toString());
  }
}
