import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import type { Model, Probe } from '../../protocol/messages';
import { firstError } from '../../protocol/models';
import type { ProbedModel } from '../../analysis/probe';
import type { Position } from '../../trace/source';
import { touches } from './edits';
import { retitled } from '../texts/texts';
import { isHidden, openDocument } from '../workbench/documents';
import { isAtOrBelow, isSame, type Movable, type Moved } from '../workbench/moved';
import type { Trace } from '../../trace/trace';
import { overlap, placeAfter, placeOf } from './place';
import { Probed, type ProbedParts, type TextState } from './probed';
import type { Part } from './reread';
import { Timeline } from './timeline';

export { Probed };

/** `error`: nobody, but where a model goes wrong first is known now. */
export type Mover = 'editor' | 'page' | 'command' | 'error';

/** Probes held at once; the one that was made or shown longest ago goes first. The history has it still. */
const MOST = 32;

/** UTF-16 code units of a closed document's text that are kept, to know it again. */
const MOST_LEFT = 4_000_000;

/** A document's text, as it was read again for a probe that has the same steps. */
export interface Retelling {
  trace: Trace;
  part: Part;
  /** Of the probe, with the lines that it is about. */
  title: string;
  /** The probe as the text tells its steps now. */
  retold: (probe: Probe) => Probe;
}

interface PutOptions {
  quiet?: boolean;
  /** The text has changed while it was read: whether the steps are still those is found out by reading again. */
  changed?: boolean;
  /** Of models that have run already. */
  entries?: readonly ProbedModel[];
}

/**
 * The probes there are, at most one for each piece of text; one of them is current: the page shows it. Every one can be
 * asked about by its id, whether it is current or not.
 */
export class ProbeStore implements vscode.Disposable, Movable {
  private readonly byIds = new Map<string, Probed>();
  private currentProbe: Probed | undefined;
  private readonly marks = new vscode.EventEmitter<vscode.Uri>();
  private readonly current_ = new vscode.EventEmitter<void>();
  private readonly model = new vscode.EventEmitter<{ probed: Probed; model: Model }>();
  private readonly playhead = new vscode.EventEmitter<{ probed: Probed; by: Mover }>();
  private readonly choice = new vscode.EventEmitter<Probed>();
  private readonly text = new vscode.EventEmitter<Probed>();
  private readonly subscriptions = [
    this.marks,
    this.current_,
    this.model,
    this.playhead,
    this.choice,
    this.text,
    vscode.workspace.onDidChangeTextDocument((event) => this.edited(event)),
    vscode.workspace.onDidCloseTextDocument((document) => this.closed(document)),
    vscode.workspace.onDidOpenTextDocument((document) => this.opened(document)),
    vscode.workspace.onDidSaveTextDocument(({ uri }) => this.changedBeside(uri)),
  ];

  /** The marks of a document, or which probes it has, may have changed. */
  readonly onDidChangeMarks = this.marks.event;
  /** Another probe, or none, is the current one. */
  readonly onDidChangeCurrent = this.current_.event;
  readonly onDidChangeModel = this.model.event;
  readonly onDidMovePlayhead = this.playhead.event;
  /** A page shows the details of another model. */
  readonly onDidChooseModel = this.choice.event;
  /** How a document's text stands to a probe of it has changed, or where or how it tells its steps. */
  readonly onDidChangeText = this.text.event;

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
  put(parts: ProbedParts, { quiet = false, changed = false, entries = [] }: PutOptions = {}): Probed {
    const probed = new Probed(parts);
    for (const entry of entries) probed.entries.set(entry.model.manifest.id, entry);
    const { place } = parts;
    for (const other of place ? this.of(parts.uri) : []) {
      if (overlap(other.place?.scope, place?.scope)) this.forget(other);
    }
    this.byIds.set(probed.probe.id, probed);
    const replaced = this.currentProbe && !this.byIds.has(this.currentProbe.probe.id);
    if (!quiet || replaced || !this.currentProbe) this.currentProbe = probed;
    this.shrink();
    if (changed || (!place && openDocument(parts.uri))) this.unsettle(probed);
    if (this.currentProbe === probed) this.nowCurrent(probed);
    this.marks.fire(probed.uri);
    return probed;
  }

  /** Probes whose document's text is to be read again. */
  unsettled(uri: vscode.Uri): Probed[] {
    return this.all().filter((probed) => probed.text === 'reading' && isSame(probed.uri, uri));
  }

  /** Waits until it is known how the text stands to a probe. */
  async settled(probed: Probed): Promise<void> {
    while (probed.text === 'reading' && this.byIds.get(probed.probe.id) === probed) {
      await new Promise<void>((resolve) => {
        const heard = (): void => {
          both.dispose();
          resolve();
        };
        const both = vscode.Disposable.from(this.text.event(heard), this.marks.event(heard));
      });
    }
  }

  /**
   * The text was read, and has the steps that were probed: they stand where it has them now.
   *
   * @param text the whole of it, where it is that of a file which is not open
   */
  settle(probed: Probed, retelling: Retelling, text?: string): void {
    const { trace, part } = retelling;
    if (!probed.place && this.isTaken(probed, part)) {
      this.outdate(probed, undefined);
      return;
    }
    probed.part = part;
    const place = placeOf(trace.steps, part.scope);
    if (text === undefined) probed.place = place;
    else probed.left = { place, text };
    this.retell(probed, retelling);
    this.nowIs(probed, 'same', undefined);
  }

  /** The text was read, and is another one, or cannot be read. */
  outdate(probed: Probed, unreadable: string | undefined): void {
    // All of a document is where it always was; where a part of it would be is not known.
    if (openDocument(probed.uri) && !probed.part.scope && !this.isTaken(probed, probed.part))
      probed.place ??= placeOf([], undefined);
    this.nowIs(probed, 'older', unreadable);
  }

  /** There is no text to be read: it is gone for good, or lies where only the editor can open it. */
  lose(probed: Probed, text: 'gone' | 'away'): void {
    this.nowIs(probed, text, undefined);
  }

  /** A document that was closed is open again with the same text: what was followed in it is known once more. */
  find(probed: Probed, text: string): void {
    const { left, place } = probed;
    if (place || left?.text !== text || this.isTaken(probed, left.place)) return;
    probed.place = left.place;
  }

  /** Files of documents that nobody sees, or folders of such, may have changed, come or gone. */
  recheck(top: vscode.Uri): void {
    for (const probed of this.all()) {
      if (!isAtOrBelow(probed.uri, top)) continue;
      const document = openDocument(probed.uri);
      if (!document) this.leave(probed);
      else if (isHidden(document)) this.unsettle(probed);
    }
  }

  /** Documents have moved: their probes move along, and take the places of those that stood there. */
  move(moved: Moved): void {
    const movers = this.all().flatMap((probed) => {
      const to = moved(probed.uri);
      return to && !isSame(to, probed.uri) ? { probed, to } : [];
    });
    const places = new Set(movers.map(({ to }) => to.toString()));
    const moving = new Set(movers.map(({ probed }) => probed));
    for (const other of this.all()) if (places.has(other.uri.toString()) && !moving.has(other)) this.remove(other);
    for (const { probed, to } of movers) {
      const from = probed.uri;
      this.keepLeft(probed, openDocument(from)?.getText());
      probed.uri = to;
      probed.probe = { ...probed.probe, title: retitled(probed.probe.title, from, to) };
      this.marks.fire(from);
      if (openDocument(to)) this.unsettle(probed);
      else this.leave(probed);
    }
  }

  /** What is the same stays the same object: the page and the history need not be told of it. */
  private retell(probed: Probed, { trace, title, retold }: Retelling): void {
    const { probe } = probed;
    if (isDeepStrictEqual(trace, probed.timeline.trace) && title === probe.title) return;
    probed.timeline = new Timeline(trace);
    const told = retold(probe);
    probed.probe = isDeepStrictEqual({ ...told, title: probe.title }, probe) ? { ...probe, title } : told;
  }

  private isTaken(probed: Probed, { scope }: Part): boolean {
    return this.of(probed.uri).some((other) => other !== probed && overlap(other.place?.scope, scope));
  }

  /** A model's new state takes the place of its old one. */
  setModel(probed: Probed, model: Model): void {
    const models = probed.probe.models.map((old) => (old.id === model.id ? model : old));
    probed.probe = { ...probed.probe, models };
    this.model.fire({ probed, model });
    this.goToFirstError(probed);
    // What is said above the text is asked for anew by the editor each time: it is told once, when all have run.
    if (!probed.isRunning) this.marks.fire(probed.uri);
  }

  makeCurrent(probed: Probed): void {
    if (this.byIds.get(probed.probe.id) !== probed) return;
    // To the end: shown last, so that it stays longest.
    this.byIds.delete(probed.probe.id);
    this.byIds.set(probed.probe.id, probed);
    if (this.currentProbe === probed) return;
    this.currentProbe = probed;
    this.nowCurrent(probed);
  }

  /** @param model the one whose details a page shows now */
  chooseModel(probed: Probed, model: string): void {
    if (probed.chosenModel === model) return;
    probed.chosenModel = model;
    this.choice.fire(probed);
  }

  movePlayhead(probed: Probed, step: number, by: Mover): void {
    if (by !== 'error') probed.isPlayheadFree = false;
    const to = Math.max(0, Math.min(step, probed.timeline.trace.steps.length - 1));
    if (probed.playhead === to) return;
    probed.playhead = to;
    this.playhead.fire({ probed, by });
  }

  /** What one came to see: as long as nobody has put the playhead elsewhere it stands where a model goes wrong first. */
  private goToFirstError(probed: Probed): void {
    if (!probed.isPlayheadFree) return;
    const first = firstError(probed.probe);
    if (first !== undefined) this.movePlayhead(probed, first, 'error');
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
      this.nowCurrent(this.currentProbe);
    }
    this.marks.fire(probed.uri);
  }

  /** Forgets all probes. */
  clear(): void {
    const gone = this.all();
    this.byIds.clear();
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
    return this.byIds.delete(probed.probe.id);
  }

  /** Steps move with the text around them; whether they are still the same is found out by reading. */
  private edited({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (contentChanges.length === 0) return;
    for (const probed of this.all().filter(({ uri }) => isSame(uri, document.uri))) {
      probed.place &&= placeAfter(probed.place, contentChanges);
      this.unsettle(probed);
    }
    this.changedBeside(document.uri);
  }

  /** Another file that a probe's text is read with is another one now. */
  private changedBeside(uri: vscode.Uri): void {
    const path = vscode.workspace.asRelativePath(uri, false);
    for (const probed of this.all())
      if (probed.text !== 'away' && probed.timeline.trace.source.files?.includes(path)) this.unsettle(probed);
  }

  private closed(document: vscode.TextDocument): void {
    for (const probed of this.all().filter(({ uri }) => isSame(uri, document.uri))) {
      this.keepLeft(probed, document.getText());
      this.leave(probed);
    }
  }

  private opened({ uri }: vscode.TextDocument): void {
    for (const probed of this.all()) if (isSame(probed.uri, uri)) this.unsettle(probed);
  }

  private keepLeft(probed: Probed, text: string | undefined): void {
    const { place } = probed;
    if (place && text !== undefined) probed.left = text.length <= MOST_LEFT ? { place, text } : undefined;
    probed.place = undefined;
  }

  /** Of a document that is not open only what the page shows is worth reading it from its file. */
  private leave(probed: Probed): void {
    if (probed === this.currentProbe) this.unsettle(probed);
    else this.nowIs(probed, 'away', undefined);
  }

  private nowCurrent(probed: Probed | undefined): void {
    this.current_.fire();
    if (probed?.text === 'away' || probed?.text === 'gone') this.unsettle(probed);
  }

  private unsettle(probed: Probed): void {
    this.nowIs(probed, 'reading', undefined);
  }

  private nowIs(probed: Probed, text: TextState, unreadable: string | undefined): void {
    probed.text = text;
    probed.unreadable = unreadable;
    this.text.fire(probed);
    this.marks.fire(probed.uri);
  }
}
