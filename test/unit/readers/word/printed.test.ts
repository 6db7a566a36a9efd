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

  it('mean the same behind the prompts of a session, with answers between them', async () => {
    const prompts = ['gap> ', 'sage: ', '>>> ', 'In[1]:= ', 'In [3]: '];
    const single = cases.filter(({ text }) => !/[\r\n#]/.test(text));
    for (const [k, { text, maps }] of single.entries()) {
      const session = `${prompts[k % prompts.length]}${text}\n(7,8,9)(1,2)\n`;
      const { slots, steps, remarks } = await readWord({ uri: 'a.word', language: 'word', text: session }, {});
      const size = Math.max(slots.length, ...maps.map((map) => map.length));
      assert.deepEqual(
        steps.map(({ map }) => extend(map!, size)),
        maps.map((map) => extend(map, size)),
        session,
      );
      assert.ok(remarks?.some(({ text: said }) => said.endsWith('what the system answered: (7,8,9)(1,2)')));
    }
  });

  it('may go on in the next line of a session, and be inverted by a call', async () => {
    const text = 'gap> (1,2)*\n> (3,4);\n(1,2)(3,4)\nsage: (1,2,3).inverse()\n(1,3,2)';
    const { steps } = await readWord({ uri: 'a.word', language: 'word', text }, {});
    assert.deepEqual(
      steps.map(({ map }) => map),
      [
        [1, 0, 3, 2, 4],
        [2, 0, 1, 3, 4],
      ],
    );
    assert.equal(steps[1]?.text, '(1,2,3).inverse()');
  });
});
