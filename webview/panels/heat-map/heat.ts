import type { Form, Model, Probe, RowsPiece } from '../../../src/protocol/messages';
import { PIECE_ROWS } from '../../../src/protocol/limits';
import { heatHeight, type HeatView } from '../../draw/heat';
import { levelFor, linesOf, neuronsOf, type Lines } from '../../draw/heat-lines';
import { shortened } from '../../draw/names';
import { numberText } from '../../parts/scale';
import type { Tooltip } from '../../parts/tooltip';
import type { PanelContext } from '../panel';

/** Before the first piece has come, an output of unknown width is taken to be this wide. */
const LIKELY_WIDTH = 128;

export interface HeatSource {
  output: string;
  name: string;
  /** What a line is called. */
  unit: 'neuron' | 'value';
  /** Values in a row, where that is known. */
  width?: number;
  form: () => Form;
  /** Neurons from the top down; null for their own order. */
  order: (output: string, form: Form) => Uint32Array | null;
  /** Neurons can be pinned. */
  pins: boolean;
  tip: Tooltip;
}

/** A value of the map: what is drawn at a pixel, or under the cursor. */
export interface Found {
  neuron: number;
  step: number;
  value: number;
}

/** One heat map: what it is of, and the state that its plot, cursor, pointer and pins share. */
export class Heat {
  readonly steps: number;
  readonly name: string;
  /** Values in a row, as far as is known. */
  width: number;
  /** The one that the cursor is at. */
  neuron = 0;
  /** What was drawn last. */
  shown: { pieces: ReadonlyMap<number, RowsPiece>; view: HeatView } | null = null;
  lines: Lines;
  private asked: unknown[] = [];

  constructor(
    readonly context: PanelContext,
    readonly probe: Probe,
    readonly model: Model,
    readonly source: HeatSource,
  ) {
    this.steps = probe.steps.count;
    this.name = shortened(source.name, 40);
    this.width = source.width ?? LIKELY_WIDTH;
    this.lines = linesOf(this.width, heatHeight(this.width), null);
  }

  /** Where neurons lie in a plot of so many device pixels. */
  linesFor(neurons: number, height: number): Lines {
    const { output, form, order } = this.source;
    const wanted = [neurons, height, order(output, form())];
    if (wanted.some((part, at) => part !== this.asked[at])) {
      this.lines = linesOf(neurons, height, order(output, form()));
      this.asked = wanted;
    }
    return this.lines;
  }

  /** NaN where nothing has come. */
  valueOf(neuron: number, step: number): number {
    if (!this.shown) return NaN;
    const row = Math.floor(step / this.shown.view.stride);
    const piece = this.shown.pieces.get(Math.floor(row / PIECE_ROWS));
    return piece && neuron < piece.neurons ? (piece.data[(row % PIECE_ROWS) * piece.neurons + neuron] ?? NaN) : NaN;
  }

  /** The strongest of the values that share a pixel, which is the one that is drawn. */
  strongestAt(step: number, line: number): Found | null {
    if (!this.shown) return null;
    const { stride } = this.shown.view;
    const { scale } = this.context.store.get().timeline;
    const each = stride * 2 ** levelFor(scale * stride * window.devicePixelRatio);
    const first = Math.floor(step / each) * each;
    let found: Found | null = null;
    for (let at = first; at < Math.min(this.steps, first + each); at += stride)
      for (const neuron of neuronsOf(this.lines, line)) {
        const value = this.valueOf(neuron, at);
        if (!Number.isNaN(value) && !(found && Math.abs(found.value) >= Math.abs(value)))
          found = { neuron, step: at, value };
      }
    return found;
  }

  /** Shows a value beside a point of the window. */
  showTip(x: number, y: number, { neuron, step, value }: Found): void {
    const lines = [numberText(value), `${this.name}, ${this.source.unit} ${neuron + 1}, step ${step + 1}`];
    this.source.tip.show(x, y, lines, shortened(this.probe.steps.texts[step] ?? '', 160));
  }
}
