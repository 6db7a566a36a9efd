import assert from 'node:assert/strict';
import { checkProviders, providerSentence, TOKENS, WORDS } from '../../../src/analysis/provider-check';
import type { InferenceClient } from '../../../src/inference/client';
import type { ProviderName, RunRequest } from '../../../src/inference/protocol';
import type { Model } from '../../../src/models/catalogue';
import { parityManifest } from '../models/tiny-models';

const model: Model = { path: 'parity.onnx', bytes: 0, manifest: parityManifest() };

/** Logits are the token and its other; what a provider makes of them. */
function clientOf(ways: Partial<Record<ProviderName, (value: number, at: number) => number>>): InferenceClient {
  const run = ({ tokens, providers: [provider = 'cpu'] }: RunRequest) => {
    const way = ways[provider];
    const data = Float32Array.from({ length: 2 * tokens.length }, (_, at) => {
      const value = tokens[at >> 1] === at % 2 ? 8 : -8;
      return way ? way(value, at) : value;
    });
    return Promise.resolve({
      ...{ tensors: { logits: { dims: [WORDS, TOKENS, 2], data } }, provider: way ? provider : 'cpu' },
      ...(!way && provider !== 'cpu' && { fallback: `${provider}: none here` }),
    });
  };
  return { run } as unknown as InferenceClient;
}

describe('a check of execution providers', () => {
  const check = async (ways: Parameters<typeof clientOf>[0], provider: ProviderName) => {
    const [cpu, found] = await checkProviders(model, clientOf(ways), ['cpu', provider], new AbortController().signal);
    assert.ok(cpu && found);
    return { found, says: providerSentence('Card', 'Parity', found, cpu) };
  };

  it('measures the largest difference and the classes that are the same', async () => {
    const { found, says } = await check({ cuda: (value, at) => (at === 6 ? value + 0.004 : value) }, 'cuda');
    assert.ok(Math.abs((found.difference ?? 0) - 0.0005) < 1e-6 && found.sameClasses === 1, JSON.stringify(found));
    assert.match(says, /^Card runs Parity \(cuda\): largest difference .* 5\.0e-4 of its largest logit, all classes/);
    const swapped = await check({ webgpu: (value, at) => (at < 2 ? -value : value) }, 'webgpu');
    assert.equal(swapped.found.sameClasses, 1 - 1 / (WORDS * TOKENS));
    assert.equal(swapped.found.difference, 2);
  });

  it('takes no values that are not numbers for the same', async () => {
    const { found } = await check({ cuda: (value, at) => (at === 3 ? NaN : value) }, 'cuda');
    assert.ok((found.difference ?? 0) > 1e300 && !JSON.stringify(found).includes('null'));
    const infinite = await check({ cpu: () => -Infinity, cuda: () => -Infinity }, 'cuda');
    assert.equal(infinite.found.difference, 0);
  });

  it('says why another one ran', async () => {
    const { found, says } = await check({}, 'cuda');
    assert.deepEqual([found.ran, found.difference, found.sameClasses], ['cpu', null, null]);
    assert.match(says, /does not run here, so the processor does: cuda: none here/);
  });
});
