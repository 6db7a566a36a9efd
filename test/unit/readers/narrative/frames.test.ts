import assert from 'node:assert/strict';
import { readNarrative } from '../../../../src/readers/narrative';
import { contradiction } from '../../../../src/readers/narrative/guard/contradiction';

const read = (text: string) => readNarrative({ uri: 'a.txt', language: 'narrative', text }, {});

describe('stories whose sentences are parsed as wholes', () => {
  for (const [story, answer] of [
    [
      'Omar has five marbles and Petra has three marbles. Omar gives two of his marbles to Petra. Then Petra gives one marble to Quentin, who had none. How many marbles does Petra have now?',
      '4',
    ],
    ['Omar has five marbles. Omar loses two marbles. How many marbles does Omar have?', '3'],
    [
      'Boris has the orange pen and Chloe has the brown pen. Boris asks Chloe to trade, and she agrees. Who has the brown pen?',
      'Boris',
    ],
    [
      'The cards on the table are, from left to right, the king, the queen, the jack and the ten. First the king and the jack trade places. Then the two cards on the right are swapped. Then the first and the second card are swapped. Which card is on the far left?',
      'queen',
    ],
    [
      'A frog sits on lily pad 3. It jumps two pads forward. Then it jumps one pad back. On which lily pad is the frog?',
      'lily pad 4',
    ],
  ] as const)
    it(`${JSON.stringify(story)} is answered ${answer}`, async () => {
      assert.equal((await read(story)).questions?.at(-1)?.answer, answer);
    });

  for (const story of [
    'Omar has one marble and Petra has three marbles. Omar gives two marbles to Petra.',
    'Omar has some marbles and Petra has three marbles. Omar gives two marbles to Petra. How many marbles does Omar have?',
    'Boris has the orange pen and Chloe has the brown pen. Boris asks Chloe to trade. Who has the brown pen?',
    'Omar has five marbles and Petra has three marbles. Omar often gives two marbles to Petra.',
    'Omar has 1500 marbles and Petra has 20 marbles. Omar gives 300 marbles to Petra. How many marbles does Omar have?',
  ])
    it(`${JSON.stringify(story)} is refused`, () => assert.rejects(read(story), { name: 'SourceError' }));

  it('are not believed where another way to read them ends elsewhere', async () => {
    const one = await read('Ann has a pen and Ben has a cup. Ann and Ben swap. Who has the pen?');
    const other = await read('Ann has a pen and Ben has a cup. Ann and Ben swap twice. Who has the pen?');
    assert.equal(contradiction(one, one), undefined);
    assert.match(contradiction(one, other)?.reason ?? '', /two ways.*'Ben' or 'Ann'/);
    const { questions: _, ...unasked } = other;
    assert.match(contradiction(one, unasked)?.reason ?? '', /cup is with 'ann' or with 'ben'/);
  });
});
