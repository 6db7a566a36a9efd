import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { judge } from '../../../fuzz/judge';
import { LANGUAGES } from '../../../fuzz/model/ast';
import { randomModel } from '../../../fuzz/model/generate';
import { print } from '../../../fuzz/print';
import type { Run } from '../../../fuzz/program';

/** Of a hundred programs; what is refused tests nothing. */
const MOST_REFUSED = 5;

/** Answers of CPython, node, gcc, g++, java, go and rustc: `npm run fuzz -- --record 40`. */
describe('random programs as the real thing was recorded to run them', () => {
  for (const language of LANGUAGES) {
    const all = JSON.parse(readFileSync(path.join(__dirname, `recorded/${language}.json`), 'utf8')) as {
      seed: number;
      source: string;
      run: Run;
    }[];
    it(`are read so in ${language}, from seed ${all[0]?.seed ?? NaN}, at every step`, async () => {
      const refused: string[] = [];
      let steps = 0;
      for (const { seed, source, run } of all) {
        const model = randomModel(language, seed);
        assert.equal(print(model), source, `seed ${seed} makes another program now: record again`);
        const verdict = await judge(model, run);
        if (verdict.is === 'refused') refused.push(`seed ${seed}: ${verdict.reason}`);
        assert.ok(
          verdict.is !== 'different',
          `seed ${seed}: ${verdict.is === 'different' ? verdict.reason : ''}\n${source}`,
        );
        if (verdict.is === 'same') steps += verdict.steps;
      }
      assert.ok(refused.length * 100 <= MOST_REFUSED * all.length, refused.join('\n'));
      assert.ok(steps > 5 * all.length, `only ${steps} steps in ${all.length} programs`);
    }).timeout(60_000);
  }

  it('would be noticed to differ where a value is another one', async () => {
    const [first] = JSON.parse(readFileSync(path.join(__dirname, 'recorded/go.json'), 'utf8')) as {
      seed: number;
      run: Run;
    }[];
    assert.ok(first);
    const shifted = JSON.parse(JSON.stringify(first.run).replaceAll(/(?<=[[ ,])1(\d\d)(?=[\] ,"])/g, '2$1')) as Run;
    assert.notDeepEqual(shifted, first.run);
    assert.equal((await judge(randomModel('go', first.seed), shifted)).is, 'different');
  });
});
