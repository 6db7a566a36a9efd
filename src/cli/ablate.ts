import { ablation } from '../analysis/ablation/ablation';
import { GradingError } from '../models/grading/class-walk';
import { Inside } from '../analysis/inside';
import { overText, overWords } from '../analysis/patching/over-words';
import { PatchError } from '../analysis/patching/patch-error';
import { isProbed, probe } from '../analysis/probe';
import { SAMPLE_SEED } from '../analysis/sample-seed';
import { InferenceError } from '../inference/client';
import { SITE_KINDS, type SiteKind } from '../inference/looks';
import type { Model } from '../models/catalogue';
import { ablationReport, ablationText } from './ablate-text';
import { eachFile } from './each-file';
import { atStart, READ_OPTIONS, readTrace } from './input';
import { modelNamed } from './model-list';
import { FOLDER_OPTION, TIMEOUT_OPTION } from './model-options';
import { clearLine, print } from './output';
import { showVerifying, SlowProgress } from './progress-line';
import { clientOf, providersOf } from './providers';
import { reportLine } from './report';
import { UsageError, type Arguments } from './usage';
import type { Verb } from './verb';

const DEFAULTS = { words: 128, seconds: 60 };

export const ablate: Verb = {
  usage: ['--model M', 'FILE… --model M'],
  does: 'which parts of a model its answers need: each is put out of action, and what is then right is counted (docs/inside.md)',
  options: [
    { name: 'model', value: 'M', help: 'id or file of the model' },
    { name: 'parts', value: 'KINDS', help: `which kinds of parts, of ${SITE_KINDS.join(', ')}; all if absent` },
    {
      name: 'by',
      value: 'WHAT',
      help: 'mean | zero, what stands in place of a part; the mean over the words if absent',
    },
    { name: 'length', value: 'N', help: 'steps of each random word; as many as the model is right at if absent' },
    { name: 'words', value: 'N', help: `random words; ${DEFAULTS.words} if absent` },
    { name: 'seconds', value: 'N', help: `about how long it may take; ${DEFAULTS.seconds} if absent` },
    { name: 'seed', value: 'N', help: 'seed of the random words' },
    ...READ_OPTIONS,
    FOLDER_OPTION,
    TIMEOUT_OPTION,
  ],
  run: ablateModel,
};

async function ablateModel(args: Arguments, signal: AbortSignal): Promise<number> {
  const by = byOf(args);
  const kinds = kindsOf(args);
  const seed = args.seed() ?? SAMPLE_SEED;
  const words = args.count('words', 1) ?? DEFAULTS.words;
  const name = args.text('model');
  if (name === undefined) throw new UsageError('which --model? (state-probe models lists them)');
  const providers = providersOf(args);
  const asked = { kinds, by, words, length: args.count('length', 1), seed };
  const seconds = args.count('seconds', 1) ?? DEFAULTS.seconds;
  const model = await modelNamed(name, args);
  const client = clientOf(args);
  const progress = new SlowProgress();

  const measure = async (inside?: Inside) => {
    const onProgress = ({ done, total, message }: { done: number; total: number; message: string }): void =>
      progress.show(`${model.manifest.name}: ${message} (${done} of ${total})`);
    const call = { signal, onProgress };
    const over = inside ? overText(model.manifest, inside) : await overWords(model, client, providers, call);
    const found = await ablation(over, { ...asked, seconds, ...call });
    clearLine();
    return { model, found, by, seed };
  };
  const measureText = async (path: string) => {
    try {
      const trace = await readTrace(path, args);
      const { entries } = await probe(trace, [model], client, {
        ...{ providers, signal, objects: args.list('objects'), onVerifying: showVerifying },
      });
      const [entry] = entries;
      if (!entry || !isProbed(entry))
        throw new PatchError(`it is not run: ${entry?.reason ?? 'there is no such model'}`);
      const result = await measure(new Inside(entry, path, providers, client));
      return ablationReport({ ...result, source: trace.source });
    } catch (error) {
      const isTold = [PatchError, InferenceError, GradingError, RangeError].some((kind) => error instanceof kind);
      throw isTold ? atStart(path, `${model.manifest.name}: ${(error as Error).message}`) : error;
    }
  };

  try {
    if (args.positionals.length > 0) return await eachFile(args, measureText, ablationText, 'ablate');
    const report = ablationReport(await measure().catch(named(model)));
    print(args.flag('json') ? reportLine('ablate', report) : ablationText(report));
    return 0;
  } finally {
    clearLine();
    client.dispose();
  }
}

/** What is wrong, with the model's name before it. */
function named({ manifest }: Model): (error: unknown) => never {
  return (error) => {
    throw error instanceof PatchError ? new Error(`${manifest.name}: ${error.message}`) : error;
  };
}

function byOf(args: Arguments): 'mean' | 'zero' {
  const given = args.text('by') ?? 'mean';
  if (given === 'mean' || given === 'zero') return given;
  throw new UsageError(`--by is mean or zero, not '${given}'`);
}

function kindsOf(args: Arguments): readonly SiteKind[] {
  const given = args.list('parts') ?? SITE_KINDS;
  return given.map((name) => {
    const kind = SITE_KINDS.find((one) => one === name);
    if (!kind) throw new UsageError(`--parts '${name}' is not one of ${SITE_KINDS.join(', ')}`);
    return kind;
  });
}
