import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extend } from '../../../../src/algebra/maps';
import { readWord } from '../../../../src/readers/word';

interface Recorded {
  cases: { system: string; text: string; maps: number[][] }[];
}

const { cases } = JSON.parse(readFileSync(join(__dirname, 'recorded/printed.json'), 'utf8')) as Recorded;

describe('words as systems and papers print them', () => {
  it('are more than a hundred', () => assert.ok(cases.length > 100));

  for (const { system, text, maps } of cases)
    it(`${system}: ${JSON.stringify(text.slice(0, 70))} is what it means there`, async () => {
      const { slots, steps } = await readWord({ uri: 'a.word', language: 'word', text }, {});
      // What is recorded may have fewer slots, or more that never move.
      const size = Math.max(slots.length, ...maps.map((map) => map.length));
      assert.deepEqual(
        steps.map(({ map }) => extend(map!, size)),
        maps.map((map) => extend(map, size)),
      );
    });
});
