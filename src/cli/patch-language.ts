import { patchLanguage, type LanguageOrigin } from '../analysis/language-model/patch';
import { stateIn, type LanguageStep } from '../analysis/language-model/run';
import { PatchError } from '../analysis/patching/patch-error';
import { SAMPLE_SEED } from '../analysis/sample-seed';
import { InferenceError, type InferenceClient } from '../inference/client';
import type { Asking } from '../reductions/telling';
import { states, type Trace } from '../trace/trace';
import { atStart, plainText, readTrace } from './input';
import type { PatchReport } from './patch-text';
import { languageAt, telling } from './run-languages';
import { UsageError, wholeNumber, type Arguments } from './usage';

const FROM = 'step N, word, state STATE, zero, text FILE[:N], or values FILE.json';

/** What is put in, as it was told, and how its numbers are read. */
interface Told {
  from: string;
  valuesIn: (path: string) => Promise<Float32Array>;
}

/**
 * Patches a language model over texts.
 *
 * @param folder that holds it
 * @param steps after which a state is replaced, from zero
 * @throws UsageError for an option that is of models that read words; Error for a folder that is not whole
 */
export async function languagePatcher(
  folder: string,
  args: Arguments,
  client: InferenceClient,
  { steps, told, signal }: { steps: readonly number[]; told: Told; signal: AbortSignal },
): Promise<(path: string) => Promise<PatchReport>> {
  if (args.text('state') !== undefined)
    throw new UsageError(
      '--state is of models that read words: of a language model the state of a --layer is replaced',
    );
  const seed = args.seed() ?? SAMPLE_SEED;
  const named = args.text('layer');
  if (named === undefined) throw new UsageError('--layer says what is replaced');
  const model = await languageAt(folder);
  const layer = named === 'last' ? model.layers : wholeNumber(named, 0, '--layer');
  return async (path) => {
    const trace = await readTrace(path, args);
    const from = await originOf(told, args);
    const patches = steps.map((step) => ({ layer, step, from }));
    const asked = { text: await plainText(path), patches, seed, signal, ...telling(model) };
    const found = await patchLanguage(trace, model, client, asked).catch((error: unknown) => {
      const isTold = [PatchError, InferenceError, RangeError].some((kind) => error instanceof kind);
      throw isTold ? atStart(path, (error as Error).message) : error;
    });
    const truths = states(trace).slice(1);
    const believed = (step: LanguageStep | null | undefined) => beliefOf(trace, found.asking, step);
    const reported = trace.steps.map((_, at) => {
      const [before, after] = [believed(found.before[at]), believed(found.after[at])];
      const isSame = before?.state.join() === after?.state.join();
      return { truth: before ? [...(truths[at] ?? [])] : null, before, after, changed: !isSame };
    });
    return {
      ...{ source: trace.source, objects: trace.objects },
      model: { id: model.id, name: model.name, digest: found.digest },
      patches: steps.map((step, at) => ({
        ...{ output: `hidden.${layer}`, step, from: told.from },
        ...(found.sizes[at] ?? { own: 0, distance: 0 }),
      })),
      seed,
      changed: reported.filter(({ changed }) => changed).length,
      steps: reported,
      ...(found.notes.length > 0 && { notes: found.notes }),
    };
  };
}

function beliefOf(trace: Trace, asking: Asking, step: LanguageStep | null | undefined) {
  if (!step) return null;
  return { state: stateIn(trace, asking, step), confidence: step.confidence, right: step.right };
}

/** @throws UsageError for what cannot be put into a language model */
async function originOf({ from, valuesIn }: Told, args: Arguments): Promise<LanguageOrigin> {
  const [, kind = '', rest = ''] = /^\s*(\S*)\s*(.*?)\s*$/s.exec(from) ?? [];
  if ((kind === 'zero' || kind === 'word') && rest === '') return { kind };
  if (kind === 'state' && rest !== '') return { kind, state: rest };
  if (kind === 'step') return { kind, step: wholeNumber(rest, 1, '--from step') - 1 };
  if (kind === 'values' && rest !== '') return { kind, values: await valuesIn(rest) };
  if (kind === 'text' && rest !== '') {
    const [, path = rest, step] = /^(.*?)(?::(\d+))?$/.exec(rest) ?? [];
    const [trace, text] = [await readTrace(path, args), await plainText(path)];
    return { kind, trace, text, ...(step !== undefined && { step: wholeNumber(step, 1, '--from text') - 1 }) };
  }
  if (kind === 'mean')
    throw new UsageError(`--from mean is of models that read words: into a language model goes ${FROM}`);
  throw new UsageError(`--from is one of ${FROM}, not '${from}'`);
}
