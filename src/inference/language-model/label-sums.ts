import { readClass, type LinearProbe } from '../../representation/linear-probe';
import { Moments } from '../../representation/moments';
import { fitShared, type Labelling } from '../../representation/shared-probes';
import type { ProbedLayerOfText, ProbedStates } from './asks';

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

function put(labelling: Labelling | undefined, label: number, data: Float32Array, at: number, width: number): void {
  if (!labelling || label < 0) return;
  const { counts, sums } = labelling;
  counts[label] = (counts[label] ?? 0) + 1;
  for (let i = 0; i < width; i++) {
    const place = label * width + i;
    sums[place] = (sums[place] ?? 0) + (data[at + i] ?? 0);
  }
}
