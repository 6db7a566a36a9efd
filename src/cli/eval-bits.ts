import { percent } from '../text/percent';
import { evaluate, spanText, type EvaluationOptions, type Measurement, type NotMeasured } from '../analysis/evaluation';
import { horizonOf } from '../analysis/precision';
import type { Bits } from '../inference/protocol';
import type { Option } from './option';
import { chosenModels, reportMissing } from './model-list';
import { clearLine, print } from './output';
import { clientOf, providersOf } from './providers';
import { reportLine } from './report';
import { table } from './table';
import { UsageError, wholeNumber, type Arguments } from './usage';

/** Of float32. */
const MOST_BITS = 23;
const ROUNDED = ['both', 'states', 'weights'] as const;

export const BITS_OPTIONS: readonly Option[] = [
  {
    name: 'bits',
    value: '23,16,10,7',
    help: 'the model rounded to so many bits of mantissa (float32 has 23, float16 10, bfloat16 7), beside each other',
  },
  {
    name: 'round',
    value: 'WHAT',
    help: `${ROUNDED.join(' | ')}, what --bits rounds: states at every step, weights; both if absent`,
  },
];

interface Asked {
  bits: readonly number[];
  what: (typeof ROUNDED)[number];
}

/** `--bits` and `--round`; undefined where nothing is rounded. @throws UsageError */
export function bitsOf(args: Arguments): Asked | undefined {
  const [list, given] = [args.list('bits'), args.text('round')];
  if (!list || list.length === 0) {
    if (given !== undefined || list)
      throw new UsageError('--bits says to how many bits of mantissa, such as 23,16,10,7');
    return undefined;
  }
  const bits = list.map((text) => wholeNumber(text, 1, '--bits'));
  const odd = bits.find((one) => one > MOST_BITS);
  if (odd !== undefined) throw new UsageError(`--bits ${odd}: float32 has ${MOST_BITS} bits of mantissa`);
  const what = ROUNDED.find((one) => one === (given ?? 'both'));
  if (!what) throw new UsageError(`--round is one of ${ROUNDED.join(', ')}, not '${given ?? ''}'`);
  if (args.positionals.length > 0 || args.text('out') !== undefined || args.texts('fail-under').length > 0)
    throw new UsageError('--bits is for random words, without files, --out and --fail-under');
  if (!['cpu', 'auto', undefined].includes(args.text('provider')))
    throw new UsageError('rounded models run on the CPU: leave --provider out');
  return { bits, what };
}

type Measure = Pick<EvaluationOptions, 'lengths' | 'count' | 'seed' | 'signal' | 'onProgress'>;

interface Rounded {
  bits: number;
  results: readonly (Measurement | NotMeasured)[];
}

/** Accuracy by length of each model, at each of some precisions. */
export async function evaluateRounded(args: Arguments, { bits, what }: Asked, measure: Measure): Promise<number> {
  const client = clientOf(args);
  try {
    const { models, missing } = await chosenModels(args);
    for (const [index, model] of models.entries()) {
      const { id, name, task } = model.manifest;
      const all: Rounded[] = [];
      for (const one of bits) {
        const rounded: Bits = {
          ...(what !== 'weights' && { states: one }),
          ...(what !== 'states' && { weights: one }),
        };
        const options = { ...measure, providers: providersOf(args), bits: rounded };
        const results = await evaluate(model, options, client).catch((error: unknown) => {
          throw error instanceof RangeError ? new UsageError(error.message) : error;
        });
        clearLine();
        all.push({ bits: one, results });
        if (!args.flag('json')) continue;
        const digest = results.find((result) => 'digest' in result)?.digest ?? null;
        const metrics = results.map((result) => ({ ...result, digest: undefined }));
        const words = { seed: measure.seed, count: measure.count };
        print(reportLine('eval', { id, name, digest, task: task.name, bits: rounded, words, metrics }));
      }
      if (!args.flag('json')) print(`${index > 0 ? '\n' : ''}${roundedText(`${name} (${id})`, all, what, measure)}`);
    }
    for (const one of missing)
      print(args.flag('json') ? reportLine('eval', reportMissing(one)) : `\n${one.id}: not run: ${one.reason}`);
    return missing.length > 0 ? 1 : 0;
  } finally {
    clearLine();
    client.dispose();
  }
}

function roundedText(name: string, all: readonly Rounded[], what: Asked['what'], { count, seed }: Measure): string {
  const rounded = what === 'both' ? 'states and weights' : what;
  const lengths = all[0]?.results ?? [];
  const rows = lengths.map((one, at) => [spanText(one), ...all.map(({ results }) => shareOf(results[at]))]);
  const reasons = all.flatMap(({ results }) => results.flatMap((one) => ('reason' in one ? [one.reason] : [])));
  return [
    `${name}: ${rounded} rounded to fewer bits of mantissa, whole words right of ${count} random ones of each length, seed ${seed}`,
    table(
      ['length', ...all.map(({ bits }) => `${bits} bits`)],
      [...rows, ['horizon', ...all.map(({ results }) => String(horizon(results) ?? 'none'))]],
    ),
    'Horizon: the longest length as far as which at least 90% of words are right.',
    ...[...new Set(reasons)].map((reason) => `not measured: ${reason}`),
  ].join('\n');
}

function shareOf(result: Measurement | NotMeasured | undefined): string {
  return result && 'full' in result ? percent(result.full) : '–';
}

function horizon(results: Rounded['results']): number | null {
  return horizonOf(
    results.map(({ length }) => length),
    results.map((result) => ('full' in result ? result.full : null)),
  );
}
