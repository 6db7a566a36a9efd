import { InferenceError } from '../inference/client';
import { GradingError } from '../models/grading/class-walk';
import { Inside } from '../analysis/inside';
import { ORIGINS, originIn } from '../analysis/patching/origin';
import { PatchError } from '../analysis/patching/patch-error';
import { patchRun, type Origin, type WantedPatch } from '../analysis/patching/patch-run';
import { isProbed, probe, type ProbedModel } from '../analysis/probe';
import { SAMPLE_SEED } from '../analysis/sample-seed';
import { eachFile } from './each-file';
import { languageFolder } from './bundled';
import { atStart, contents, READ_OPTIONS, readTrace } from './input';
import { modelNamed } from './model-list';
import { FOLDER_OPTION, TIMEOUT_OPTION } from './model-options';
import { clearLine } from './output';
import { languagePatcher } from './patch-language';
import { patchReport, patchText } from './patch-text';
import { showVerifying } from './progress-line';
import { clientOf, providersOf } from './providers';
import { UsageError, wholeNumber, type Arguments } from './usage';
import type { Verb } from './verb';

const FROM = `${ORIGINS}, text FILE[:N], or values FILE.json`;

export const patch: Verb = {
  usage: ['FILE… --model M --at STEP --layer L --from WHAT', 'FILE… --model M --at STEP --state K --from WHAT'],
  does: 'a text read once more with a state inside the model replaced (docs/inside.md)',
  notes: [
    `WHAT is put in: ${FROM}. A STATE is told as all objects in the order of slots ("b a c"), or as what is to be otherwise than it is after the step ("pea=cup 3").`,
  ],
  options: [
    {
      name: 'model',
      value: 'M',
      help: 'id, file or address of the model, or the folder of a language model or the name of a bundled one',
    },
    { name: 'at', value: 'STEP', help: 'after which step, from 1; several: 3,7' },
    { name: 'layer', value: 'L', help: 'the layer whose state is replaced, 0 for the embedding, or last' },
    { name: 'state', value: 'K', help: 'the layer whose recurrent state is replaced, from 1' },
    { name: 'from', value: 'WHAT', help: `what is put there: ${FROM}` },
    { name: 'seed', value: 'N', help: 'seed of the random words' },
    ...READ_OPTIONS,
    FOLDER_OPTION,
    TIMEOUT_OPTION,
  ],
  run: patchFiles,
};

async function patchFiles(args: Arguments, signal: AbortSignal): Promise<number> {
  const steps = args.list('at')?.map((text) => wholeNumber(text, 1, '--at') - 1);
  if (!steps || steps.length === 0) throw new UsageError('--at which step?');
  const told = args.text('from');
  if (told === undefined) throw new UsageError(`--from what? ${FROM}`);
  const seed = args.seed() ?? SAMPLE_SEED;
  const name = args.text('model');
  if (name === undefined) throw new UsageError('which --model? (state-probe models lists them)');
  if ((await languageFolder(name)) !== undefined)
    return patchLanguages(name, args, { steps, told: { from: told, valuesIn }, signal });
  const place = placeOf(args);
  const providers = providersOf(args);
  const model = await modelNamed(name, args);
  const client = clientOf(args);

  /** A text as the model reads it. */
  const entryOf = async (path: string): Promise<ProbedModel> => {
    const trace = await readTrace(path, args);
    const options = { providers, signal, objects: args.list('objects'), onVerifying: showVerifying };
    const { entries } = await probe(trace, [model], client, options).catch((error: unknown) => {
      throw error instanceof RangeError ? atStart(path, error.message) : error;
    });
    clearLine();
    const [entry] = entries;
    if (entry && isProbed(entry)) return entry;
    throw atStart(path, `${model.manifest.name} is not run: ${entry?.reason ?? 'there is no such model'}`);
  };

  const patched = async (path: string) => {
    const entry = await entryOf(path);
    const from = await originOf(told, entryOf);
    const output = place(entry);
    const wanted = steps.map((step): WantedPatch => ({ output, step, from }));
    const inside = new Inside(entry, path, providers, client);
    try {
      const run = await patchRun(entry, inside, wanted, { seed, signal });
      return patchReport(entry, { run, wanted, from: told, seed });
    } catch (error) {
      const isTold = [PatchError, InferenceError, GradingError].some((kind) => error instanceof kind);
      throw isTold ? atStart(path, (error as Error).message) : error;
    }
  };

  try {
    return await eachFile(args, patched, patchText, 'patch');
  } finally {
    clearLine();
    client.dispose();
  }
}

/** A folder of a language model, which reads the text itself. */
async function patchLanguages(
  folder: string,
  args: Arguments,
  asked: Parameters<typeof languagePatcher>[3],
): Promise<number> {
  const client = clientOf(args);
  try {
    return await eachFile(args, await languagePatcher(folder, args, client, asked), patchText, 'patch');
  } finally {
    clearLine();
    client.dispose();
  }
}

/** The output that `--layer` or `--state` names, of a model. */
function placeOf(args: Arguments): (entry: ProbedModel) => string {
  const [layer, state] = [args.text('layer'), args.text('state')];
  if ((layer === undefined) === (state === undefined))
    throw new UsageError('either --layer or --state says what is replaced');
  if (state !== undefined) {
    const number = wholeNumber(state, 1, '--state');
    return () => `state.${number}`;
  }
  if (layer === 'last') return ({ model }) => `hidden.${model.manifest.layers}`;
  const number = wholeNumber(layer ?? '', 0, '--layer');
  return () => `hidden.${number}`;
}

/** `--from` in words. @throws UsageError */
async function originOf(told: string, entryOf: (path: string) => Promise<ProbedModel>): Promise<Origin> {
  const plain = originIn(told);
  if (plain) return plain;
  const [, kind = '', rest = ''] = /^\s*(\S*)\s*(.*?)\s*$/s.exec(told) ?? [];
  if (kind === 'values' && rest !== '') return { kind, values: await valuesIn(rest) };
  if (kind === 'text' && rest !== '') {
    const [, path = rest, step] = /^(.*?)(?::(\d+))?$/.exec(rest) ?? [];
    const entry = await entryOf(path);
    const last = entry.encoding.after.length;
    return { kind, entry, step: (step === undefined ? last : wholeNumber(step, 1, '--from text')) - 1 };
  }
  throw new UsageError(`--from is one of ${FROM}, not '${told}'`);
}

/** A list of numbers, as JSON. */
async function valuesIn(path: string): Promise<Float32Array> {
  const text = await contents(path);
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    data = undefined;
  }
  const isNumbers = Array.isArray(data) && data.every((value) => typeof value === 'number');
  if (!isNumbers) throw atStart(path, 'it is not a list of numbers in JSON, such as [0.5, -1, 2]');
  return Float32Array.from(data as number[]);
}
