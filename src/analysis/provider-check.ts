import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { InferenceClient } from '../inference/client';
import type { ProviderName, RunResult } from '../inference/protocol';
import { describeProvider } from '../inference/providers';
import { greatest } from '../lists/extremes';
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
  /** Share of the tokens after which both name the same class. */
  sameClasses: number | null;
  /** By the clock, of `WORDS` words of `TOKENS` tokens, after a first run. */
  milliseconds: number;
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
      ...(isIt ? unlike(cpu.result, result) : { difference: null, sameClasses: null }),
      ...(result.fallback !== undefined && { fallback: result.fallback }),
    });
  }
  return checks;
}

/** A value that is no number where the other is one is a difference beyond all numbers. */
function unlike(
  one: Pick<RunResult, 'tensors'>,
  other: Pick<RunResult, 'tensors'>,
): { difference: number; sameClasses: number } {
  const [own, given] = [one, other].map(({ tensors }) => tensors['logits']);
  if (!own || !given) throw new Error('the model gave no "logits"');
  const [classes = 1] = own.dims.slice(-1);
  const rows = own.data.length / classes;
  let [largest, apart, same] = [0, 0, 0];
  for (let row = 0; row < rows; row++) {
    const [left, right] = [own, given].map(({ data }) => data.subarray(row * classes, (row + 1) * classes));
    if (!left || !right) continue;
    left.forEach((value, at) => {
      largest = Math.max(largest, Number.isFinite(value) ? Math.abs(value) : 0);
      const distance = Object.is(value, right[at]) ? 0 : Math.abs(value - (right[at] ?? NaN));
      apart = Math.max(apart, Number.isNaN(distance) ? Number.MAX_VALUE : distance);
    });
    if (left.indexOf(greatest(left)) === right.indexOf(greatest(right))) same++;
  }
  return { difference: Math.min(apart / (largest || 1), Number.MAX_VALUE), sameClasses: same / rows };
}

/** A check in one sentence, as the editor tells it. */
export function providerSentence(label: string, name: string, check: ProviderCheck, cpu: ProviderCheck): string {
  if (check.difference === null)
    return check.provider === 'cpu'
      ? `${label} runs ${name} in ${time(check)}.`
      : `${label} does not run here, so the processor does: ${check.fallback ?? 'the runtime does not say why'}`;
  return `${label} runs ${name} (${check.ran}): largest difference from the processor ${differenceText(check.difference)} of its largest logit, ${sameText(check.sameClasses)} the same, ${time(check)} against ${time(cpu)}.`;
}

export function differenceText(difference: number): string {
  return difference === 0 ? '0' : difference.toExponential(1);
}

function sameText(share: number | null): string {
  return share === 1 ? 'all classes' : `${(100 * (share ?? 0)).toFixed(2)} % of the classes`;
}

function time({ milliseconds }: ProviderCheck): string {
  return `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`;
}
