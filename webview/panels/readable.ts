/** What linear probes say of a run, in words. */
import { shortened } from '../draw/names';
import type { LayerProbe, Run } from '../messages';

/** More groups of layers than this are not told one by one; their lanes show them. */
const MOST_TOLD = 3;
const NEVER = 'not even at the first step';

export interface NamedProbe {
  name: string;
  probe: Pick<LayerProbe, 'outcome'>;
}

/**
 * Until which step the true state can be read from which layer without an error, the layer where it holds longest first.
 */
export function readableText(layers: readonly NamedProbe[], run: Pick<Run, 'firstWrong'>): string {
  const groups = new Map<number, string[]>();
  for (const { name, probe } of layers) {
    if (!probe.outcome.some((code) => code !== 2)) continue;
    const until = readableUntil(probe.outcome);
    groups.set(until, [...(groups.get(until) ?? []), shortened(name, 40)]);
  }
  if (groups.size === 0) return 'There is no true state to be read at any step.';
  const told = [...groups].sort(([a], [b]) => b - a);
  const always = layers.some(({ probe }) => probe.outcome.includes(2))
    ? 'at every step that has a state'
    : 'at every step';
  const reach = (until: number): string => (until === Infinity ? always : until === 0 ? NEVER : `up to step ${until}`);
  const parts = told.slice(0, MOST_TOLD).map(([until, names]) => `${reach(until)} from ${list(names)}`);
  const rest = told.length > parts.length ? '; from the other layers it is lost sooner' : '';
  const [longest = 0] = told.map(([until]) => until);
  const head = longest === 0 ? 'The true state can be read' : 'The true state can be read without an error';
  return `${head} ${parts.join('; ')}${rest}. ${own(run)}`;
}

/** Steps before the first one that is read wrong; infinite where there is none. */
export function readableUntil(outcome: Uint8Array): number {
  const wrong = outcome.indexOf(0);
  return wrong < 0 ? Infinity : wrong;
}

function own({ firstWrong }: Pick<Run, 'firstWrong'>): string {
  return firstWrong === null
    ? 'The model itself is right at every step.'
    : `The model itself is first wrong at step ${firstWrong + 1}.`;
}

function list(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
