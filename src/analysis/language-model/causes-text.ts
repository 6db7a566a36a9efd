import { layerName, layerOf } from '../../representation/outputs';
import { wholePercent } from '../../text/percent';
import type { CausalMap, MapCell } from '../patching/causal-map';
import { least } from '../../lists/extremes';

/** A cell in which some pair could tell something. */
type Told = MapCell & { share: number; interval: [number, number] };

/**
 * What a map of a language model says, in one sentence: as far as which layer, and from which step on, the answer at the end goes by
 * what stands at the last tokens of steps.
 */
export function languageCausesText({ cells }: Pick<CausalMap, 'cells'>, isAlone: boolean): string {
  const told = cells.filter((cell): cell is Told => cell.share !== null && cell.interval !== null);
  const outputs = [...new Set(told.map(({ output }) => output))];
  const [first] = outputs;
  if (first === undefined)
    return 'The model answers the same at the end of both texts of every pair, so that there is nothing to turn.';
  const where = isAlone ? 'at the last token of a step alone' : 'at the last tokens of all steps up to one';
  const carrying = outputs
    .map((output) => carriedBy(told.filter((cell) => cell.output === output)))
    .filter((found) => found !== undefined);
  const from = least(carrying.map((one) => one.from));
  const best = carrying.findLast((one) => one.from === from);
  if (!best) {
    const most = outputs.reduce((a, b) => (meanOf(told, b) > meanOf(told, a) ? b : a), first);
    const often =
      meanOf(told, most) === 0
        ? 'in no pair'
        : `most often in ${nameOf(most)}, in ${wholePercent(meanOf(told, most))} of pairs on average`;
    return `No layer carries what the answer at the end goes by ${where}: states of another text turn it ${often}.`;
  }
  const { output } = best;
  const { follow, pairs, share, interval } = best.least;
  const next = outputs[outputs.indexOf(output) + 1];
  const after =
    next === undefined ? '' : `, and those of ${nameOf(next)} in ${wholePercent(meanOf(told, next))} on average`;
  return `From step ${from} on what the answer at the end goes by stands ${where} as far as ${nameOf(output)}: states of another text there turn it in at least ${follow} of ${pairs} pairs (${wholePercent(share)}, ${wholePercent(interval[0])} to ${wholePercent(interval[1])})${after}.`;
}

interface Carrying {
  output: string;
  from: number;
  /** The cell from there on that fewest pairs follow. */
  least: Told;
}

/** From which step on more than half of all pairs follow, for certain as far as intervals tell. */
function carriedBy(cells: readonly Told[]): Carrying | undefined {
  const strong = cells.slice(cells.findLastIndex(({ interval }) => interval[0] <= 0.5) + 1);
  const [first] = strong;
  if (!first) return undefined;
  return { output: first.output, from: first.step, least: strong.reduce((a, b) => (b.share < a.share ? b : a)) };
}

function meanOf(told: readonly Told[], output: string): number {
  const own = told.filter((cell) => cell.output === output);
  return own.reduce((sum, { share }) => sum + share, 0) / Math.max(1, own.length);
}

function nameOf(output: string): string {
  return layerName(layerOf(output)).replace('embedding', 'the embedding');
}
