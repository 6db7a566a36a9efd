import { firstSteps } from '../../protocol/cuts';
import type { Probe, RunState } from '../../protocol/messages';
import { errorPlace } from '../../trace/changes';
import { firstOf } from './brief-names';
import { firstErrors, type FirstError } from './first-errors';
import type { Probed } from './probed';

/** What a probe came to, in one line of plain text; names from files are clipped, not escaped. */
export function outcomeText(probe: Probe): string {
  return `${stepsText(probe)} · ${modelsText(probe)}`;
}

/** The same without the steps: how many models were right, and where the first one was not. */
export function modelsText(probe: Probe): string {
  const { models } = probe;
  const done = models.filter(({ state }) => state.kind === 'done').length;
  const open = models.filter(isOpen).length;
  if (open > 0)
    return [`${models.length - open} of ${counted(models.length, 'model')} done`, ...first(probe)].join(' · ');
  if (models.some(({ state }) => state.kind === 'cancelled')) {
    return [`cancelled after ${done} of ${counted(models.length, 'model')}`, ...first(probe)].join(' · ');
  }
  if (done === 0) return 'no model ran';
  const right = `${rightToTheEnd(probe).length} of ${counted(done, 'model')} right ${toWhere(probe)}`;
  return [right, ...first(probe)].join(' · ');
}

/** An old outcome is never shown as that of a newer text. */
export function lensText(
  { text, unreadable, probe }: Pick<Probed, 'text' | 'unreadable' | 'probe'>,
  live: boolean,
): string {
  // It is told when models begin and when all have run: how many have is on the page.
  if (text === 'same')
    return probe.models.some(isOpen) ? `running ${counted(probe.models.length, 'model')} …` : modelsText(probe);
  if (text !== 'older') return 'reading the text …';
  if (unreadable !== undefined) return `the text has changed since, and cannot be read as it is: ${unreadable}`;
  return live ? 'reading what you type …' : 'the text has changed since';
}

/** Every model by its whole name, a line for those that were right and one for each step at which some first were not. */
export function outcomeDetails(probe: Probe): string {
  const right = rightToTheEnd(probe);
  const others = probe.models.filter(({ state }) => NOT_RUN.has(state.kind));
  return [
    stepsText(probe),
    ...(right.length > 0 ? [`Right ${toWhere(probe)}: ${right.join('; ')}`] : []),
    ...firstErrors(probe).flatMap(errorLines),
    ...(others.length > 0 ? [`Did not run: ${others.map(({ name }) => name).join('; ')}`] : []),
  ].join('\n');
}

/** A line for each place in tokens, which models of different vocabularies reach at one step. */
function errorLines({ models, places, beside }: FirstError): string[] {
  return [...new Set(places)].map((place) => {
    const names = models.flatMap((name, index) => {
      if (places[index] !== place) return [];
      return beside[index] === undefined ? name : `${name} (${beside[index]})`;
    });
    return `First wrong at ${place}: ${names.join('; ')}`;
  });
}

function isOpen({ state }: Probe['models'][number]): boolean {
  return state.kind === 'waiting' || state.kind === 'running';
}

const NOT_RUN: ReadonlySet<RunState['kind']> = new Set(['failed', 'not applicable', 'cancelled']);

function stepsText({ steps, cuts }: Probe): string {
  return firstSteps(cuts) ?? counted(steps.count, 'step');
}

/** A text that was cut has no end here. */
function toWhere({ cuts }: Probe): string {
  const some = firstSteps(cuts);
  return some === undefined ? 'to the end' : `through ${some}`;
}

function rightToTheEnd({ models }: Probe): string[] {
  return models.flatMap(({ name, state }) => (state.kind === 'done' && state.run.firstWrong === null ? [name] : []));
}

function first(probe: Probe): string[] {
  const [error] = firstErrors(probe);
  return error ? [`first wrong: ${firstOf(error.brief)} at ${errorPlace(error.step, error.changed)}`] : [];
}

function counted(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
}
