import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBoth, runView } from './bundled-views';

/** What PyTorch gave, written by `python -m training.patch_reference`. */
type Reference = Record<string, Record<string, { largest: number; numbers: number[] }>>;

/** Of the largest logit. */
const TOLERANCE = 1e-4;
/** As in training/patch_reference.py. */
const [LENGTH, TOKEN, TOKENS] = [20, 8, 11];
const WORD = Int32Array.from({ length: LENGTH }, (_, step) => (3 * step * step + 5 * step + LENGTH) % TOKENS);
const valuesOf = (size: number): Float32Array =>
  Float32Array.from({ length: size }, (_, at) => (((7 * at + 3) % 11) - 5) / 10);

describe('patches in onnxruntime, beside the same patches made in PyTorch', () => {
  const reference = JSON.parse(readFileSync(join(__dirname, 'recorded/pytorch.json'), 'utf8')) as Reference;

  for (const [id, patches] of Object.entries(reference))
    it(`give the same logits within 1e-4: ${id}`, async () => {
      const { plain, view } = await openBoth(id);
      for (const [output, { largest, numbers }] of Object.entries(patches)) {
        const input = view.patches.find((one) => one.output === output);
        const size = input!.sizes.reduce<number>((product, one) => product * (one ?? 0), 1);
        const placed = [{ output, word: 0, token: TOKEN, values: valuesOf(size) }];
        const { logits } = await runView(view, WORD, ['logits'], placed);
        const tail = logits!.data.subarray(TOKEN * logits!.dims[2]!);
        for (const [k, number] of numbers.entries()) {
          const at = Math.floor((k * (tail.length - 1)) / (numbers.length - 1));
          assert.ok(Math.abs(tail[at]! - number) <= TOLERANCE * largest, `${output}, ${at}: ${tail[at]} and ${number}`);
        }
      }
      await plain.release();
      await view.release();
    });

  it('are of three layers or states, and of four architectures, at least', () => {
    const many = Object.values(reference).filter((patches) => Object.keys(patches).length >= 3);
    assert.ok(many.length >= 4);
  });
});
