import type { RunPartition, WorldView } from '../../src/protocol/messages';
import { greatest } from '../../src/lists/extremes';

/** The sign, and where each object is, of a run of the sample. */
export function partitionsOf(view: WorldView, predicted: Int16Array, outcome: Uint8Array): RunPartition[] {
  const count = view.slots.length;
  const rows = (all: Int16Array, step: number): number[] => Array.from(all.subarray(step * count, (step + 1) * count));
  const judged = (name: string, kind: RunPartition['kind'], blocks: number, of: (row: number[]) => number) => {
    const truths = Array.from(outcome, (_, step) => of(rows(view.truth, step + 1)));
    const codes = outcome.map((code, step) =>
      code === 2 ? 2 : Number(of(rows(predicted, step)) === (truths[step] ?? -1)),
    );
    const first = codes.indexOf(0);
    const most = greatest(truths.map((one) => truths.filter((other) => other === one).length));
    const right = codes.filter((code) => code === 1).length;
    return {
      ...{ name, kind, blocks, outcome: codes, firstWrong: first < 0 ? null : first },
      ...{ accuracy: right / codes.length, guess: most / codes.length },
    };
  };
  const few = outcome.length <= 2000;
  if (!few) return [];
  return [
    judged('the sign', 'quotient', 2, sign),
    ...view.objects.map((name, object) => judged(`where ${name} is`, 'where', count, (row) => row.indexOf(object))),
  ];
}

function sign(row: readonly number[]): number {
  return row.reduce((odd, a, i) => odd ^ (row.slice(i + 1).filter((b) => b < a).length & 1), 0);
}
