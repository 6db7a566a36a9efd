import type { Model } from '../models/catalogue';
import type { Verb } from './verb';
import { catalogue, MODEL_OPTIONS } from './model-list';
import { percent, table } from './table';
import { parseArguments } from './usage';

export const models: Verb = async (argv) => {
  const args = parseArguments(argv, MODEL_OPTIONS);
  const { models, problems } = await catalogue(args);
  if (args.flag('json')) {
    const facts = models.map(({ path, bytes, manifest }) => ({ path, bytes, ...manifest }));
    console.log(JSON.stringify({ models: facts, problems }));
  } else {
    console.log(table(['id', 'name', 'task', 'size', 'trained on', '90 % of words wholly right'], models.map(row)));
    for (const { path, reason } of problems) console.error(`${path}: not used: ${reason}`);
  }
  return problems.length > 0 ? 1 : 0;
};

function row({ manifest, bytes }: Model): string[] {
  return [
    manifest.id,
    manifest.name,
    manifest.task.name,
    `${(bytes / 1024 / 1024).toFixed(1)} MB`,
    trainedOn(manifest.training),
    reach(manifest.metrics ?? []),
  ];
}

function trainedOn(training: Model['manifest']['training']): string {
  if (training?.exact) return 'exact';
  const lengths = training?.['lengths'];
  return Array.isArray(lengths) ? `lengths ${lengths.join('–')}` : '';
}

/** How far at least nine words in ten are right at every step, and what comes after that. */
function reach(metrics: readonly { length: number; full: number }[]): string {
  const lengths = [...metrics].sort((a, b) => a.length - b.length);
  const end = lengths.findIndex(({ full }) => full < 0.9);
  const last = (end < 0 ? lengths : lengths.slice(0, end)).at(-1);
  const next = end < 0 ? undefined : lengths[end];
  if (!last) return next ? `not even at length ${next.length}: ${percent(next.full)}` : 'not measured';
  return next
    ? `up to length ${last.length}; ${percent(next.full)} at ${next.length}`
    : `up to length ${last.length}, all that was measured`;
}
