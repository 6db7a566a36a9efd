import type { Probe } from '../../webview/messages';
import { firstErrors } from './marks';

/** What a probe came to, in one line of plain text; names from files are clipped, not escaped. */
export function outcomeText(probe: Probe): string {
  return [counted(probe.steps.count, 'step'), modelsText(probe), ...firstErrorText(probe)].join(' · ');
}

function modelsText({ models }: Probe): string {
  const done = models.flatMap(({ state }) => (state.kind === 'done' ? [state.run] : []));
  const open = models.filter(({ state }) => state.kind === 'waiting' || state.kind === 'running').length;
  if (open > 0) return `${models.length - open} of ${counted(models.length, 'model')} done`;
  if (done.length === 0) return 'no model ran';
  const right = done.filter(({ firstWrong }) => firstWrong === null).length;
  return `${right} of ${counted(done.length, 'model')} right to the end`;
}

const MOST_NAMES = 2;

function firstErrorText(probe: Probe): string[] {
  const [first] = firstErrors(probe);
  if (!first) return [];
  const { models } = first;
  const more = models.length > MOST_NAMES ? ` and ${models.length - MOST_NAMES} more` : '';
  return [`first error at step ${first.step + 1} (${models.slice(0, MOST_NAMES).join('; ')}${more})`];
}

function counted(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
}
