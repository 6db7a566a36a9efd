import type { Model } from '../models/catalogue';
import type { Verb } from './main';
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
    console.log(table(['id', 'name', 'task', 'size', 'trained on', 'right to the end'], models.map(row)));
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
    (manifest.metrics ?? []).map(({ length, full }) => `${length}: ${percent(full)}`).join('  ') || 'not measured',
  ];
}

function trainedOn(training: Model['manifest']['training']): string {
  if (training?.exact) return 'exact';
  const lengths = training?.['lengths'];
  return Array.isArray(lengths) ? `lengths ${lengths.join('–')}` : '';
}
