import type { CausalMap } from '../analysis/patching/causal-map';
import { layerName, layerOf } from '../representation/outputs';
import { table } from './table';

/** Columns of the table; `--json` has every step. */
const MOST_COLUMNS = 12;

interface AboutMap {
  title: string;
  sentence: string;
  /** Steps of each word or text. */
  length: number;
  /** What is followed, such as `the other word`. */
  other: string;
  /** What stands below. */
  notes: readonly string[];
}

/** A causal map as it is printed. */
export function mapText(
  { cells, steps, idle }: CausalMap,
  { title, sentence, length, other, notes }: AboutMap,
): string {
  const columns = Math.min(MOST_COLUMNS, steps.length);
  const shown = Array.from({ length: columns }, (_, at) => steps[Math.round(((at + 1) * steps.length) / columns) - 1]);
  const outputs = [...new Set(cells.map(({ output }) => output))];
  const rows = outputs.map((output) => [
    nameOf(output),
    ...shown.map((step) => {
      const cell = cells.find((one) => one.output === output && one.step === step);
      return cell?.share == null ? '–' : (100 * cell.share).toFixed(0);
    }),
  ]);
  return [
    ...[title, sentence],
    table([`% that follow ${other}`, ...shown.map((step) => `step ${step ?? '?'}`)], rows),
    ...(steps.length < length ? [`${steps.length} of ${length} steps were replaced, for the time (--seconds)`] : []),
    ...(idle.length > 0 ? [`nothing reads ${idle.map(nameOf).join(', ')}`] : []),
    ...notes,
  ].join('\n');
}

function nameOf(output: string): string {
  const layer = layerOf(output);
  return output.startsWith('state.') ? `recurrent state, layer ${layer}` : layerName(layer);
}
