import { readClass, type LinearProbe } from '../../representation/linear-probe';
import { Moments } from '../../representation/moments';
import { fitShared, type Labelling } from '../../representation/shared-probes';
import type { ProbedLayerOfText, ProbedStates } from './asks';
import type { Products } from './products';

/** A text's labels, and the same in another order, by place: `[steps, columns]`, a class or -1. */
export interface Labels {
  labels: Int16Array;
  shuffled: Int16Array;
}

interface Sizes {
  width: number;
  /** Of each column of labels, how many classes it has. */
  classes: readonly number[];
  /** Of the longest text. */
  steps: number;
}

/** A state among those of a tensor: where it begins, and of which text and step it is. */
export interface StateAt {
  at: number;
  step: number;
  text: Labels;
}

/** The probes of one layer, a linear one for each column of labels: states are added, then fitted, then others are read. */
export class LayerProbes {
  private readonly moments: Moments;
  private readonly own: Labelling[];
  private readonly shuffled: Labelling[];
  private probes: { own: LinearProbe[]; shuffled: LinearProbe[] } | undefined;
  private readonly counted: { own: ProbedStates; shuffled: ProbedStates };

  constructor(private readonly sizes: Sizes) {
    const { width, classes, steps } = sizes;
    this.moments = new Moments(width, 0);
    const labelling = (count: number): Labelling => ({
      counts: new Float64Array(count),
      sums: new Float64Array(count * width),
    });
    this.own = classes.map(labelling);
    this.shuffled = classes.map(labelling);
    const places = classes.length * steps;
    const none = (): ProbedStates => ({ right: new Int32Array(places), total: new Int32Array(places) });
    this.counted = { own: none(), shuffled: none() };
  }

  /** @param data holds the state after `step` in `[at, at + width)` */
  add(data: Float32Array, at: number, step: number, { labels, shuffled }: Labels): void {
    const { width, classes } = this.sizes;
    const columns = classes.length;
    const before = this.moments.count;
    this.moments.add(data, at, -1);
    // One that is not finite was left out.
    if (this.moments.count === before) return;
    for (let column = 0; column < columns; column++) {
      put(this.own[column], labels[step * columns + column] ?? -1, data, at, width);
      put(this.shuffled[column], shuffled[step * columns + column] ?? -1, data, at, width);
    }
  }

  /** The same of many at once, multiplied by the runtime where it can. */
  async addAll(data: Float32Array, states: readonly StateAt[], products: Products | undefined): Promise<void> {
    const { width, classes } = this.sizes;
    if (!products) {
      for (const { at, step, text } of states) this.add(data, at, step, text);
      return;
    }
    const { rows, finite } = rowsOf(data, states, width);
    if (finite.length === 0) return;
    this.moments.addMultiplied(rows, await products.squares(rows, width));
    for (const { at, step, text } of finite)
      for (let column = 0; column < classes.length; column++) {
        const place = step * classes.length + column;
        put(this.own[column], text.labels[place] ?? -1, data, at, width);
        put(this.shuffled[column], text.shuffled[place] ?? -1, data, at, width);
      }
  }

  fit(): void {
    const all = fitShared(this.moments, [...this.own, ...this.shuffled]);
    const columns = this.own.length;
    this.probes = { own: all.slice(0, columns), shuffled: all.slice(columns) };
  }

  /** Counts what the probes are right about in a state that was held out. */
  judge(data: Float32Array, at: number, step: number, { labels }: Labels): void {
    const { classes, steps } = this.sizes;
    const columns = classes.length;
    for (let column = 0; column < columns; column++) {
      const truth = labels[step * columns + column] ?? -1;
      if (truth < 0) continue;
      const place = column * steps + step;
      for (const kind of ['own', 'shuffled'] as const) {
        const probe = this.probes?.[kind][column];
        const { right, total } = this.counted[kind];
        total[place] = (total[place] ?? 0) + 1;
        if (probe && readClass(probe, data, at) === truth) right[place] = (right[place] ?? 0) + 1;
      }
    }
  }

  /** The same of many at once, multiplied by the runtime where it can. */
  async judgeAll(data: Float32Array, states: readonly StateAt[], products: Products | undefined): Promise<void> {
    const { width, classes, steps } = this.sizes;
    if (!products) {
      for (const { at, step, text } of states) this.judge(data, at, step, text);
      return;
    }
    const probes = [...(this.probes?.own ?? []), ...(this.probes?.shuffled ?? [])];
    const { rows, finite } = rowsOf(data, states, width);
    const all = probes.reduce((sum, one) => sum + one.classes, 0);
    const [weights, bias] = [new Float64Array(all * width), new Float64Array(all)];
    let first = 0;
    for (const one of probes) {
      weights.set(one.weights, first * width);
      bias.set(one.bias, first);
      first += one.classes;
    }
    const scores = finite.length === 0 ? NONE : await products.scores(rows, weights, bias);
    const rowOf = new Map(finite.map((one, row) => [one, row]));
    for (const one of states)
      for (let column = 0; column < classes.length; column++) {
        const truth = one.text.labels[one.step * classes.length + column] ?? -1;
        if (truth < 0) continue;
        const place = column * steps + one.step;
        const row = rowOf.get(one);
        for (const [kind, from] of [
          ['own', column],
          ['shuffled', classes.length + column],
        ] as const) {
          const { right, total } = this.counted[kind];
          total[place] = (total[place] ?? 0) + 1;
          if (row !== undefined && bestOf(scores, row * all, probes, from) === truth)
            right[place] = (right[place] ?? 0) + 1;
        }
      }
  }

  /** What the probes read in a state: a class for each column. */
  read(data: Float32Array, at: number): number[] {
    return (this.probes?.own ?? []).map((probe) => readClass(probe, data, at) ?? -1);
  }

  get states(): number {
    return this.moments.count;
  }

  /** @param own of the text itself */
  result(own: Int16Array): ProbedLayerOfText {
    return { ...this.counted.own, shuffled: this.counted.shuffled, own };
  }
}

const NONE = new Float64Array();

/** States in double precision, `n × width`; those that are not finite are left out. */
function rowsOf(
  data: Float32Array,
  states: readonly StateAt[],
  width: number,
): { rows: Float64Array; finite: readonly StateAt[] } {
  const finite = states.filter(({ at }) => {
    for (let i = 0; i < width; i++) if (!Number.isFinite(data[at + i])) return false;
    return true;
  });
  const rows = new Float64Array(finite.length * width);
  for (const [row, { at }] of finite.entries()) rows.set(data.subarray(at, at + width), row * width);
  return { rows, finite };
}

/** The class that a probe has the largest score for, among those of all probes; -1 for none. */
function bestOf(scores: Float64Array, start: number, probes: readonly LinearProbe[], probe: number): number {
  let from = start;
  for (const { classes } of probes.slice(0, probe)) from += classes;
  let [predicted, best] = [-1, -Infinity];
  for (let c = 0; c < (probes[probe]?.classes ?? 0); c++) {
    const score = scores[from + c] ?? 0;
    if (score > best) [predicted, best] = [c, score];
  }
  return predicted;
}

function put(labelling: Labelling | undefined, label: number, data: Float32Array, at: number, width: number): void {
  if (!labelling || label < 0) return;
  const { counts, sums } = labelling;
  counts[label] = (counts[label] ?? 0) + 1;
  for (let i = 0; i < width; i++) {
    const place = label * width + i;
    sums[place] = (sums[place] ?? 0) + (data[at + i] ?? 0);
  }
}
