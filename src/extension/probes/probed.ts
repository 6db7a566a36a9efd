import type * as vscode from 'vscode';
import type { Model, Probe } from '../../protocol/messages';
import { defaultModel } from '../../protocol/models';
import type { ProbedModel } from '../../analysis/probe';
import type { Inputs } from '../../readers/reader';
import type { Trace } from '../../trace/trace';
import type { Place } from './place';
import type { Part } from './reread';
import type { StepIndex } from './step-index';
import { Timeline } from './timeline';

/**
 * How a document's text stands to a probe of it.
 *
 * - `same`: it was read, and has the steps that were probed;
 * - `reading`: it may have changed, and is to be read again;
 * - `older`: it has other steps now, or cannot be read: the probe is one of an older text;
 * - `away`: the document is not open, and its text has not been read since;
 * - `gone`: there is no such document any more.
 */
export type TextState = 'same' | 'reading' | 'older' | 'away' | 'gone';

/** What a person has chosen for the reading of a text. */
export interface Chosen {
  /** Variables to track. */
  track?: readonly string[] | undefined;
  /** The five objects to follow in a larger world. */
  follow?: readonly string[] | undefined;
}

/** What it takes to make a {@link Probed}. */
export interface ProbedParts {
  uri: vscode.Uri;
  trace: Trace;
  probe: Probe;
  /** What was read. */
  part: Part;
  /** Where its steps stand in the document as it is; undefined when that is to be found out by reading. */
  place: Place | undefined;
  /** What a person asked for, so that it can be asked for again. */
  language: string;
  chosen?: Chosen | undefined;
  /** What the person said that the text does not. */
  inputs?: Inputs | undefined;
  /** Of a probe whose steps were recorded, not read: the sum of the text that ran. */
  recorded?: string | undefined;
}

/** A probe of a document or of a part of it, and where its steps stand in the document now. */
export class Probed {
  uri: vscode.Uri;
  readonly language: string;
  readonly chosen: Chosen;
  readonly inputs: Inputs | undefined;
  readonly recorded: string | undefined;
  /** Of the text as it was last read with these steps. */
  timeline: Timeline;
  /** What was read then. */
  part: Part;
  /** Models that ran, by id. */
  readonly entries = new Map<string, ProbedModel>();
  /** As the page shows it; grows as models finish. */
  probe: Probe;
  /** Where it stands, as far as it was followed; undefined when nothing in the document belongs to it, or that is not known. */
  place: Place | undefined;
  /** Where it stood in which text when its document was closed or moved: in that text it stands there still. */
  left: { place: Place; text: string } | undefined;
  text: TextState;
  playhead: number;
  /** Nobody has put the playhead anywhere yet. */
  isPlayheadFree: boolean;
  /** The model whose details a page showed last. */
  chosenModel: string | undefined;
  /** Why the newer text in its place could not be read. */
  unreadable: string | undefined;

  constructor({ uri, trace, probe, part, place, language, chosen = {}, inputs, recorded }: ProbedParts) {
    this.uri = uri;
    this.language = language;
    this.chosen = chosen;
    this.inputs = inputs;
    this.recorded = recorded;
    this.timeline = new Timeline(trace);
    this.part = part;
    this.probe = probe;
    this.place = place;
    this.text = place ? 'same' : 'away';
    this.playhead = probe.playhead ?? 0;
    this.isPlayheadFree = probe.playhead === undefined;
    this.chosenModel = probe.chosenModel;
  }

  /** Where its steps stand; undefined when that is not known, or the text there is another one now. */
  get index(): StepIndex | undefined {
    return this.text === 'same' ? this.place?.index : undefined;
  }

  /** The five objects that are followed in a larger world. */
  get objects(): readonly string[] | undefined {
    const [view] = this.probe.views;
    return view?.view === 'five-objects' ? view.objects : undefined;
  }

  /** The model whose details a page shows, or would show. */
  get lookedAt(): Model | undefined {
    const id = defaultModel(this.probe, { picked: this.chosenModel ?? null, chosen: null });
    return this.probe.models.find((model) => model.id === id);
  }

  /** Whether a model still has to run. */
  get isRunning(): boolean {
    return this.probe.models.some(({ state }) => state.kind === 'waiting' || state.kind === 'running');
  }
}
