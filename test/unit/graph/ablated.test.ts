import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SITE_KINDS } from '../../../src/graph/site-kinds';
import { openView } from '../../../src/inference/open-view';
import { feedsOf } from '../../../src/inference/patch/ablated';
import { readModelFiles } from '../../../src/models/model-files';
import { fileOf } from './bundled-views';

/** What PyTorch gave, written by `python -m training.ablation_reference`. */
type Reference = Record<string, { kind: string; layer: number; part: number; largest: number; numbers: number[] }[]>;

/** Of the largest logit. */
const TOLERANCE = 1e-4;
const [LENGTH, TOKENS] = [20, 11];
const WORD = Int32Array.from({ length: LENGTH }, (_, step) => (3 * step * step + 5 * step + LENGTH) % TOKENS);

describe('parts that are out of action in onnxruntime, beside the same in PyTorch', () => {
  const reference = JSON.parse(readFileSync(join(__dirname, 'recorded/ablated.json'), 'utf8')) as Reference;

  for (const [id, parts] of Object.entries(reference))
    it(`give the same logits within 1e-4: ${id}`, async () => {
      const files = await readModelFiles(fileOf(id));
      const view = await openView(files, { outputs: [], layers: [], states: [], ablated: SITE_KINDS }, 2 ** 30);
      const none = view.ablations.map((site) => feedsOf(site, undefined, undefined));
      const run = async (feeds: object) =>
        (await view.run(WORD, 1, LENGTH, ['logits'], () => Object.assign({}, ...none, feeds) as never))['logits']!.data;
      const own = await run({});
      for (const { kind, layer, part, largest, numbers } of parts) {
        const sites = view.ablations.filter((site) => site.kind === kind && site.layer === layer);
        assert.equal(sites.length, 1, `${kind} of layer ${layer}`);
        const logits = await run(feedsOf(sites[0]!, part, undefined));
        for (const [k, number] of numbers.entries()) {
          const at = Math.floor((k * (logits.length - 1)) / (numbers.length - 1));
          const [found, bound] = [logits[at]!, TOLERANCE * largest];
          assert.ok(
            Math.abs(found - number) <= bound,
            `${kind} ${part} of layer ${layer}, ${at}: ${found} and ${number}`,
          );
        }
        assert.ok(
          own.some((value, at) => Math.abs(value - logits[at]!) > TOLERANCE * largest),
          `${kind} ${part} changes nothing`,
        );
      }
      await view.release();
    });
});
