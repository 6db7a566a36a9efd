import { percent } from '../text/percent';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { InferenceClient } from '../inference/client';
import type { ProviderName, RunResult } from '../inference/protocol';
import { describeProvider } from '../inference/providers';
import { precisionText, type PrecisionCheck } from '../inference/precision/verdict';
import { unlike, type Unlike } from '../inference/precision/unlike';
import type { Model } from '../models/catalogue';
import { vocabularyOf } from '../models/manifest';
import { requestFor } from './request';

/** Words of a check: enough for a card to be worth its while, few enough for a processor. */
export const WORDS = 32;
export const TOKENS = 32;
const SEED = 7;

/** How a provider runs a model here, beside the CPU in the same process. */
export interface ProviderCheck {
  provider: ProviderName;
  /** What really ran it: operators that it does not know the CPU ran. */
  ran: string;
  /** Why it was another one than was asked for. */
  fallback?: string;
  /** Of the logits, as a share of the CPU's largest; null where the CPU ran it. */
  difference: number | null;
  /** Share of the tokens after which both give the same answer. */
  sameClasses: number | null;
  /** By the clock, of `WORDS` words of `TOKENS` tokens, after a first run. */
  milliseconds: number;
  /** Of a file in half precision: what became of it there. */
  precision?: PrecisionCheck;
}

/**
 * Runs the same random words (seed 7) on each provider.
 *
 * @throws InferenceError where not even the CPU runs the model
 */
export async function checkProviders(
  model: Model,
  client: InferenceClient,
  providers: readonly ProviderName[],
  signal: AbortSignal,
): Promise<ProviderCheck[]> {
  const random = xoroshiro128plus(SEED);
  const tokens = Int32Array.from({ length: WORDS * TOKENS }, () =>
    uniformInt(random, 0, vocabularyOf(model.manifest) - 1),
  );
  const run = async (provider: ProviderName) => {
    const request = requestFor(model, tokens, { providers: [provider], batch: WORDS });
    await client.run(request, { signal });
    const start = performance.now();
    const result = await client.run(request, { signal });
    return { result, milliseconds: performance.now() - start };
  };
  const cpu = await run('cpu');
  const checks: ProviderCheck[] = [];
  for (const provider of providers) {
    const { result, milliseconds } = provider === 'cpu' ? cpu : await run(provider);
    const isIt = result.provider === provider && provider !== 'cpu';
    checks.push({
      ...{ provider, ran: describeProvider(result), milliseconds },
      ...(isIt ? differenceOf(cpu.result, result, model) : { difference: null, sameClasses: null }),
      ...(result.fallback !== undefined && { fallback: result.fallback }),
      ...(result.precision && { precision: result.precision }),
    });
  }
  return checks;
}

function differenceOf(one: RunResult, other: RunResult, { manifest }: Model): Unlike {
  const [own, given] = [one, other].map(({ tensors }) => tensors['logits']);
  if (!own || !given) throw new Error('the model gave no "logits"');
  return unlike(own, given, manifest.task.kind);
}

/** A check in one sentence, as the editor tells it. */
export function providerSentence(label: string, name: string, check: ProviderCheck, cpu: ProviderCheck): string {
  if (check.difference === null)
    return check.provider === 'cpu'
      ? `${label} runs ${name} in ${time(check)}.`
      : `${label} does not run here, so the processor does: ${check.fallback ?? 'the runtime does not say why'}`;
  return `${label} runs ${name} (${check.ran}): largest difference from the processor ${differenceText(check.difference)} of its largest logit, ${sameText(check.sameClasses)} the same, ${time(check)} against ${time(cpu)}${check.precision ? `; ${precisionText(check.precision)}` : ''}.`;
}

export function differenceText(difference: number): string {
  return difference === 0 ? '0' : difference.toExponential(1);
}

function sameText(share: number | null): string {
  return share === 1 ? 'all classes' : `${percent(share ?? 0)} of the classes`;
}

function time({ milliseconds }: ProviderCheck): string {
  return `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`;
}
