import * as vscode from 'vscode';
import type { Model } from '../../protocol/messages';
import type { ProbedModel } from '../../analysis/probe';
import type { Position } from '../../trace/source';
import { touches } from './edits';
import { fingerprint } from './fingerprint';
import { isOfThisText, overlap, placeAfter, type Place } from './place';
import { Probed, type ProbedParts } from './probed';

export { Probed };

export type Mover = 'editor' | 'page' | 'command';

/** Probes held at once; the one that was made or shown longest ago goes first. The history has it still. */
const MOST = 32;

/** Where a probe stood in its document when that last had the text that was probed, and the text's fingerprint. */
export interface Standing {
  place: Place;
  print: string;
}

interface PutOptions {
  quiet?: boolean;
  /** Where the probe stands once its document is open with that text. */
  asleep?: Standing | undefined;
  /** Of models that have run already. */
  entries?: readonly ProbedModel[];
}

/**
 * The probes there are, at most one for each piece of text; one of them is current: the page shows it. Every one can be
 * asked about by its id, whether it is current or not.
 */
export class ProbeStore implements vscode.Disposable {
  private readonly byIds = new Map<string, Probed>();
  private currentProbe: Probed | undefined;
  /** What brings marks back: when a change is undone, or a document comes back that was closed. */
  private readonly standings = new Map<Probed, Standing>();
  private readonly marks = new vscode.EventEmitter<vscode.Uri>();
  private readonly current_ = new vscode.EventEmitter<void>();
  private readonly model = new vscode.EventEmitter<{ probed: Probed; model: Model }>();
  private readonly playhead = new vscode.EventEmitter<{ probed: Probed; by: Mover }>();
  private readonly subscriptions = [
    this.marks,
    this.current_,
    this.model,
    this.playhead,
    vscode.workspace.onDidChangeTextDocument((event) => this.edited(event)),
    vscode.workspace.onDidCloseTextDocument((document) => this.closed(document)),
    vscode.workspace.onDidOpenTextDocument((document) => this.opened(document)),
  ];

  /** The marks of a document, or which probes it has, may have changed. */
  readonly onDidChangeMarks = this.marks.event;
  /** Another probe, or none, is the current one. */
  readonly onDidChangeCurrent = this.current_.event;
  readonly onDidChangeModel = this.model.event;
  readonly onDidMovePlayhead = this.playhead.event;

  get current(): Probed | undefined {
    return this.currentProbe;
  }

  byId(probeId: string): Probed | undefined {
    return this.byIds.get(probeId);
  }

  all(): Probed[] {
    return [...this.byIds.values()];
  }

  /** The probes that stand in a document, whether or not its text has changed since. */
  of(uri: vscode.Uri): Probed[] {
    return this.all().filter((probed) => probed.place && isSame(probed.uri, uri));
  }

  /** The probe of the text at a position. */
  at(uri: vscode.Uri, position: Position): Probed | undefined {
    return this.of(uri).find(({ place }) => !place?.scope || touches(place.scope, position));
  }

  /**
   * Takes a probe in, in place of those that have text in common with it.
   *
   * It becomes current, unless `quiet` is set and there is one that is not replaced.
   */
  put(parts: ProbedParts, { quiet = false, asleep, entries = [] }: PutOptions = {}): Probed {
    const probed = new Probed(parts);
    for (const entry of entries) probed.entries.set(entry.model.manifest.id, entry);
    const { place } = parts;
    const document = openDocument(parts.uri);
    const standing = place && document ? { place, print: fingerprint(document.getText()) } : asleep;
    if (standing) this.standings.set(probed, standing);
    for (const other of place ? this.of(parts.uri) : []) {
      if (overlap(other.place?.scope, place?.scope)) this.forget(other);
    }
    this.byIds.set(probed.probe.id, probed);
    const replaced = this.currentProbe && !this.byIds.has(this.currentProbe.probe.id);
    if (!quiet || replaced || !this.currentProbe) this.currentProbe = probed;
    this.shrink();
    if (asleep && document) this.opened(document);
    if (this.currentProbe === probed) this.current_.fire();
    this.marks.fire(probed.uri);
    return probed;
  }

  /** A model's new state takes the place of its old one. */
  setModel(probed: Probed, model: Model): void {
    const models = probed.probe.models.map((old) => (old.id === model.id ? model : old));
    probed.probe = { ...probed.probe, models };
    this.model.fire({ probed, model });
    if (model.state.kind !== 'running') this.marks.fire(probed.uri);
  }

  makeCurrent(probed: Probed): void {
    if (this.currentProbe === probed || this.byIds.get(probed.probe.id) !== probed) return;
    this.currentProbe = probed;
    // To the end: shown last, so that it stays longest.
    this.byIds.delete(probed.probe.id);
    this.byIds.set(probed.probe.id, probed);
    this.current_.fire();
  }

  movePlayhead(probed: Probed, step: number, by: Mover): void {
    const to = Math.max(0, Math.min(step, probed.timeline.trace.steps.length - 1));
    if (probed.playhead === to) return;
    probed.playhead = to;
    this.playhead.fire({ probed, by });
  }

  /** Where a probe stands, or stood when its document last had the text that was probed. */
  standing(probed: Probed): Standing | undefined {
    return this.standings.get(probed);
  }

  /** Says that something about a probe's marks has changed. */
  touch(probed: Probed): void {
    this.marks.fire(probed.uri);
  }

  /** Forgets one probe; another one of its document, if there is one, becomes current after it. */
  remove(probed: Probed): void {
    if (!this.forget(probed)) return;
    if (this.currentProbe === probed) {
      this.currentProbe = this.of(probed.uri).at(-1);
      this.current_.fire();
    }
    this.marks.fire(probed.uri);
  }

  /** Forgets all probes. */
  clear(): void {
    const gone = this.all();
    this.byIds.clear();
    this.standings.clear();
    this.currentProbe = undefined;
    this.current_.fire();
    for (const { uri } of gone) this.marks.fire(uri);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private shrink(): void {
    for (const probed of this.byIds.values()) {
      if (this.byIds.size <= MOST) return;
      if (probed !== this.currentProbe) this.remove(probed);
    }
  }

  private forget(probed: Probed): boolean {
    this.standings.delete(probed);
    return this.byIds.delete(probed.probe.id);
  }

  /**
   * Steps move with the text around them; a change that may make a step, or no step, makes all marks untrue, until it is
   * undone.
   */
  private edited({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (contentChanges.length === 0) return;
    const print = fingerprintOnce(document);
    for (const probed of this.all().filter(({ uri }) => isSame(uri, document.uri))) {
      const { place } = probed;
      probed.place = place && placeAfter(place, contentChanges);
      if (probed.place && isOfThisText(probed.place))
        this.standings.set(probed, { place: probed.place, print: print() });
      else this.standUp(probed, print);
      if (!place && !probed.place) continue;
      probed.unreadable = undefined;
      this.marks.fire(probed.uri);
    }
  }

  private closed(document: vscode.TextDocument): void {
    for (const probed of this.of(document.uri)) {
      probed.place = undefined;
      this.marks.fire(probed.uri);
    }
  }

  private opened(document: vscode.TextDocument): void {
    const print = fingerprintOnce(document);
    for (const probed of this.standings.keys()) {
      if (probed.place || !isSame(probed.uri, document.uri)) continue;
      this.standUp(probed, print);
      this.marks.fire(probed.uri);
    }
  }

  /** Where the text is again what was probed, the marks are there again, unless a newer probe stands there. */
  private standUp(probed: Probed, print: () => string): void {
    const standing = this.standings.get(probed);
    if (!standing) return;
    const { place } = standing;
    const isTaken = this.of(probed.uri).some((other) => other !== probed && overlap(other.place?.scope, place.scope));
    if (!isTaken && print() === standing.print) probed.place = place;
  }
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => isSame(document.uri, uri));
}

/** The fingerprint of a document's text, made when it is first needed. */
function fingerprintOnce(document: vscode.TextDocument): () => string {
  let print: string | undefined;
  return () => (print ??= fingerprint(document.getText()));
}

function isSame(a: vscode.Uri, b: vscode.Uri): boolean {
  return a.toString() === b.toString();
}
