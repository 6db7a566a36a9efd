import { isChat } from '../models/chat/model';
import { measured } from '../analysis/measured';
import { checkProviders, differenceText, TOKENS, WORDS, type ProviderCheck } from '../analysis/provider-check';
import { ownTheory } from '../analysis/theory';
import type { Catalogue, Model } from '../models/catalogue';
import { trainingsOf, type Training } from '../models/checkpoints';
import { readModelFiles } from '../models/model-files';
import { reportLine } from './report';
import type { Verb } from './verb';
import { checkModelFile, checkSummary, isAccepted } from '../inference/check-file';
import { precisionText } from '../inference/precision/verdict';
import { providersFor } from '../inference/providers';
import { catalogue, isBundled, modelNamed } from './model-list';
import { FOLDER_OPTION, TIMEOUT_OPTION } from './model-options';
import { percent } from '../text/percent';
import { table } from './table';
import { UsageError, type Arguments } from './usage';
import { greatest } from '../lists/extremes';
import { complain, print } from './output';
import { clientOf } from './providers';

/** A model that is one large matrix product a layer, which a card is made for. */
const CHECKED = 's5-transformer-2';

export const models: Verb = {
  usage: ['', '--providers'],
  does: 'the models, with task, size, lengths and accuracy',
  options: [
    FOLDER_OPTION,
    TIMEOUT_OPTION,
    {
      name: 'providers',
      help: 'instead: how the execution providers of this machine run a model, and how they differ from the CPU',
    },
    { name: 'model', value: 'M', help: `id or file of that model; ${CHECKED} if absent` },
  ],
  run: (args, signal) => {
    if (args.flag('providers')) return tellProviders(args, signal);
    if (args.text('model') !== undefined) throw new UsageError('--model goes with --providers');
    return list(args, signal);
  },
};

async function tellProviders(args: Arguments, signal: AbortSignal): Promise<number> {
  const model = await modelNamed(args.text('model') ?? CHECKED, args);
  const client = clientOf(args);
  try {
    const names = [
      ...new Set([...providersFor('auto'), ...(process.platform === 'linux' ? ['tensorrt' as const] : [])]),
    ];
    const providers = await checkProviders(model, client, names, signal);
    const { path, manifest } = model;
    if (args.flag('json'))
      print(reportLine('providers', { id: manifest.id, path, words: WORDS, tokens: TOKENS, providers }));
    else {
      print(`${manifest.name} (${manifest.id}) over ${WORDS} random words of ${TOKENS} tokens`);
      print(
        table(
          ['provider', 'ran on', 'largest difference', 'same classes', 'milliseconds', ''],
          providers.map(providerRow),
        ),
      );
    }
    return 0;
  } finally {
    client.dispose();
  }
}

function providerRow(check: ProviderCheck): string[] {
  const { provider, ran, difference, sameClasses, milliseconds, precision } = check;
  const fallback = check.fallback ?? (precision ? precisionText(precision) : '');
  return [
    ...[provider, ran, difference === null ? '' : differenceText(difference)],
    ...[sameClasses === null ? '' : percent(sameClasses), milliseconds.toFixed(1), fallback],
  ];
}

async function list(args: Arguments, signal: AbortSignal): Promise<number> {
  const { models, moments = [], languages, problems } = await checked(await catalogue(args), args, signal);
  if (args.flag('json')) {
    const facts: object[] = [];
    for (const { path, bytes, manifest } of [...models, ...moments]) {
      // A model that lacks its weights is listed all the same; what opens it says what is wrong.
      const { digest } = await readModelFiles(path).catch(() => ({ digest: null }));
      facts.push({ path, bytes, digest, ...manifest, measured: measured(manifest), theory: ownTheory(manifest) });
    }
    print(reportLine('models', { models: facts, ...(languages.length > 0 && { languages }), problems }));
  } else {
    print(
      table(
        ['id', 'name', 'task', 'size', 'trained on', 'its own measurements', 'in theory', 'seeds'],
        models.map(row),
      ),
    );
    const trainings = trainingsOf([...models, ...moments]);
    if (trainings.length > 0) {
      print('\ntrainings that are kept at several moments, each of which has an id (inspect --over-training):');
      print(table(['training', 'moments'], trainings.map(trainingRow)));
    }
    if (languages.length > 0) {
      print('\nmodels that read programs, stories and games themselves (run, ask):');
      const rows = languages.map((one) =>
        isChat(one)
          ? [one.name, one.architecture, '', one.place]
          : [one.name, one.architecture, `${one.layers} layers`, one.folder],
      );
      print(table(['name', 'architecture', 'size', 'folder or address'], rows));
    }
    for (const { path, reason } of problems) complain(reason, `${path}: not used: `);
  }
  return problems.length > 0 ? 1 : 0;
}

/** Models of one's own that do not do what their manifest says are no models; the bundled ones were checked when built. */
async function checked(
  { models, moments = [], languages, problems }: Catalogue,
  args: Arguments,
  signal: AbortSignal,
): Promise<Catalogue> {
  const client = clientOf(args);
  const found = { models: [] as Model[], moments: [] as Model[], languages, problems: [...problems] };
  try {
    for (const model of [...models, ...moments]) {
      const result = isBundled(model) ? undefined : await checkModelFile(model.path, client, { signal, brief: true });
      if (!result || isAccepted(result)) found[moments.includes(model) ? 'moments' : 'models'].push(model);
      else found.problems.push({ path: model.path, reason: checkSummary(result) });
    }
  } finally {
    client.dispose();
  }
  return found;
}

function trainingRow({ name, moments }: Training): string[] {
  return [name, moments.map(({ manifest }) => manifest.id).join(' ')];
}

function row({ manifest, bytes }: Model): string[] {
  return [
    manifest.id,
    manifest.name,
    manifest.task.name,
    `${(bytes / 1024 / 1024).toFixed(1)} MB`,
    trainedOn(manifest.training),
    measured(manifest)?.line ?? 'not measured',
    ownTheory(manifest)?.says ?? '',
    seedsText(manifest.metrics ?? []),
  ];
}

function trainedOn(training: Model['manifest']['training']): string {
  if (training?.exact) return 'exact';
  const lengths = training?.['lengths'];
  return Array.isArray(lengths) ? `lengths ${lengths.join('–')}` : '';
}

/** How many seeds the figures are about; where several, each length's median and range are in `--json` and in the card. */
function seedsText(metrics: NonNullable<Model['manifest']['metrics']>): string {
  const count = greatest(
    metrics.map(({ seeds }) => seeds?.count ?? 0),
    0,
  );
  return count === 0 ? '' : String(count);
}
