import { wholePercent } from '../../text/percent';
import { layerName, layerOf } from '../../representation/outputs';
import type { CausalMap, MapCell } from './causal-map';

/** The step at which a map's rows are at their end tells nothing: there every state makes the whole answer. */
function before({ cells }: CausalMap, output: string, end: number): MapCell[] {
  return cells.filter((cell) => cell.output === output && cell.step < end && cell.share !== null);
}

/**
 * What a map says, in one sentence: which recurrent state carries the belief, and from which step on; or between which
 * layers the steps are put together.
 *
 * @param length of the words, in steps
 */
export function causalText(map: CausalMap, length: number): string {
  const outputs = [...new Set(map.cells.map(({ output }) => output))];
  const states = outputs.filter((output) => output.startsWith('state.'));
  const carrying = states
    .map((output) => carriedBy(before(map, output, length)))
    .filter((found) => found !== undefined)
    .sort((a, b) => a.from - b.from || b.least.share - a.least.share);
  const [best] = carrying;
  if (best) return carriedText(best);
  const layers = outputs.filter((output) => output.startsWith('hidden.'));
  const none = states.length > 0 ? 'No recurrent state alone carries the belief to the end. ' : '';
  return `${none}${mixingText(layers.map((output) => [output, meanShare(before(map, output, length))] as const))}`;
}

interface Carrying {
  output: string;
  from: number;
  /** The cell from there on that fewest pairs follow. */
  least: MapCell & { share: number };
}

/** From which step on more than half of all pairs follow, for certain as far as intervals tell. */
function carriedBy(cells: readonly MapCell[]): Carrying | undefined {
  const weak = cells.findLastIndex(({ interval }) => (interval?.[0] ?? 0) <= 0.5);
  const strong = cells.slice(weak + 1);
  const [first] = strong;
  if (!first) return undefined;
  const least = strong.reduce((a, b) => ((b.share ?? 1) < (a.share ?? 1) ? b : a));
  return { output: first.output, from: first.step, least: { ...least, share: least.share ?? 0 } };
}

function carriedText({ output, from, least }: Carrying): string {
  const { follow, pairs, interval } = least;
  const range = interval ? `, ${wholePercent(interval[0])} to ${wholePercent(interval[1])}` : '';
  return `From step ${from} on the belief is carried in the recurrent state of layer ${layerOf(output)}: put in from another word, it turns the prediction at the end in at least ${follow} of ${pairs} pairs (${wholePercent(least.share)}${range}).`;
}

function meanShare(cells: readonly MapCell[]): number {
  return cells.reduce((sum, { share }) => sum + (share ?? 0), 0) / Math.max(1, cells.length);
}

/** Where states that are replaced up to a step no longer turn what comes after it, later steps have read them before. */
function mixingText(layers: readonly (readonly [output: string, share: number])[]): string {
  const drop = layers.findIndex(([, share], at) => at > 0 && share <= 0.5);
  const [upper, lower] = [layers[drop], layers[drop - 1]];
  const last = layers.at(-1);
  if (!last) return 'The model shows no layers.';
  if (!upper || !lower)
    return `What is replaced up to a step turns the prediction at the end in ${wholePercent(last[1])} of pairs even after ${nameOf(last[0])}.`;
  return `Steps are put together between ${nameOf(lower[0])} and ${nameOf(upper[0])}: replaced up to a step, the prediction at the end turns in ${wholePercent(lower[1])} of pairs before, and in ${wholePercent(upper[1])} after it.`;
}

function nameOf(output: string): string {
  return layerName(layerOf(output)).replace('embedding', 'the embedding');
}
