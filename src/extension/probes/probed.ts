import type * as vscode from 'vscode';
import type { Probe } from '../../protocol/messages';
import type { ProbedModel } from '../../analysis/probe';
import type { Trace } from '../../trace/trace';
import type { Place } from './place';
import type { StepIndex } from './step-index';
import { Timeline } from './timeline';

/** What it takes to make a {@link Probed}. */
export interface ProbedParts {
  uri: vscode.Uri;
  trace: Trace;
  probe: Probe;
  place: Place | undefined;
  /** What a person asked for, so that it can be asked for again. */
  language: string;
}

/** A probe of a document or of a part of it, and where its steps stand in the document now. */
export class Probed {
  readonly uri: vscode.Uri;
  readonly language: string;
  readonly timeline: Timeline;
  /** Models that ran, by id. */
  readonly entries = new Map<string, ProbedModel>();
  /** As the page shows it; grows as models finish. */
  probe: Probe;
  /** Undefined when nothing in the document belongs to it any more, or the document is closed. */
  place: Place | undefined;
  playhead: number;
  /** The model whose details a page showed last. */
  chosenModel: string | undefined;
  /** Why the newer text in its place could not be read, in live mode. */
  unreadable: string | undefined;

  constructor({ uri, trace, probe, place, language }: ProbedParts) {
    this.uri = uri;
    this.language = language;
    this.timeline = new Timeline(trace);
    this.probe = probe;
    this.place = place;
    this.playhead = probe.playhead ?? 0;
    this.chosenModel = probe.chosenModel;
  }

  /** Where its steps stand; undefined when that is not known, or the text there is another one now. */
  get index(): StepIndex | undefined {
    return this.place?.fresh ? this.place.index : undefined;
  }

  /** Whether a model still has to run. */
  get isRunning(): boolean {
    return this.probe.models.some(({ state }) => state.kind === 'waiting' || state.kind === 'running');
  }
}
