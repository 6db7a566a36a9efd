import assert from 'node:assert/strict';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { LayerProbes, type StateAt } from '../../../src/inference/language-model/label-sums';
import { Products } from '../../../src/inference/language-model/products';

describe('states that the runtime multiplies', () => {
  const random = xoroshiro128plus(5);
  const number = (): number => uniformInt(random, -1000, 1000) / 500;
  let products: Products;
  before(async () => void (products = await Products.open()));
  after(() => products.release());

  it('have their second moments, and scores that no class may have', async () => {
    const states = Float64Array.from([1, 2, 3, -1, 0.5, 4]);
    assert.deepEqual([...(await products.squares(states, 3))], [2, 1.5, -1, 1.5, 4.25, 8, -1, 8, 25]);
    assert.deepEqual([...(await products.squares(states, 2))], [1 + 9 + 0.25, 2 - 3 + 2, 2 - 3 + 2, 4 + 1 + 16]);
    const scores = await products.scores(
      states,
      Float64Array.from([1, 0, 0, 0, 1, 1]),
      Float64Array.from([-Infinity, 10]),
    );
    assert.deepEqual([...scores], [-Infinity, 15, -Infinity, 14.5]);
  });

  it('give the probes that they give one by one, and are left out where they are no numbers', async () => {
    const [width, classes, steps, texts] = [11, [3, 4], 6, 40];
    // A class is what two of the columns say, with some noise; in another order it is nothing.
    const data = new Float32Array(texts * steps * width).map(number);
    const states: StateAt[] = [];
    for (let text = 0; text < texts; text++) {
      const labels = new Int16Array(steps * 2);
      for (let step = 0; step < steps; step++) {
        const at = (text * steps + step) * width;
        const [one, two] = [uniformInt(random, 0, 2), uniformInt(random, -1, 3)];
        labels.set([one, two], 2 * step);
        data[at] = one + number() / 5;
        data[at + 1] = two + number() / 5;
      }
      const shuffled = Int16Array.from(labels)
        .reverse()
        .map((label) => label % 3);
      for (let step = 0; step < steps; step++)
        states.push({ at: (text * steps + step) * width, step, text: { labels, shuffled } });
    }
    for (const bad of [7, 205]) data[states[bad]!.at + 3] = NaN;
    const [fitted, others] = [states.slice(0, 180), states.slice(180)];
    const [apart, together, alone] = [0, 1, 2].map(() => new LayerProbes({ width, classes, steps })) as [
      LayerProbes,
      LayerProbes,
      LayerProbes,
    ];
    for (const { at, step, text } of fitted) apart.add(data, at, step, text);
    apart.fit();
    for (const { at, step, text } of others) apart.judge(data, at, step, text);
    for (const [probes, by] of [
      [together, products],
      [alone, undefined],
    ] as const) {
      await probes.addAll(data, fitted.slice(0, 100), by);
      await probes.addAll(data, fitted.slice(100), by);
      await probes.addAll(data, [], by);
      probes.fit();
      await probes.judgeAll(data, others, by);
    }
    const own = new Int16Array();
    assert.equal(together.states, 179);
    for (const probes of [together, alone]) assert.deepEqual(probes.result(own), apart.result(own));
    const { right, total } = together.result(own);
    const sum = (of: Int32Array): number => of.reduce((all, one) => all + one, 0);
    assert.ok(sum(right) > 0.8 * sum(total) && sum(right) < sum(total), `${sum(right)} of ${sum(total)}`);
    assert.deepEqual(together.read(data, others[1]!.at), apart.read(data, others[1]!.at));
  });
});
