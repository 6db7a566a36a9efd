import assert from 'node:assert/strict';
import { readNarrative } from '../../../../../src/readers/narrative';
import type { Trace } from '../../../../../src/trace/trace';

const HATS = 'Ann has a red hat, Ben has a blue hat and Cy has a green hat.';
const read = (text: string) => readNarrative({ uri: 'a.txt', language: 'narrative', text: `${HATS} ${text}` }, {});

/** Who has which hat at the end. */
function hats({ slots, objects, final }: Trace): string {
  const held = slots.map((slot, k) => [slot.replace(/ \(\d+\)$/, ''), objects[final![k]!]!]);
  return ['Ann', 'Ben', 'Cy']
    .map((who) => held.find(([slot, object]) => slot === who && object?.endsWith(' hat'))?.[1]?.split(' ')[0])
    .join(' ');
}

describe('what is agreed to and then told is done once', () => {
  for (const story of [
    'Cy asks Ben to swap. He agrees, and they swap.',
    'Cy asks Ben to swap, and Ben agrees. They swap.',
    'Cy asks Ben to swap hats with him. Ben nods. They swap hats.',
    'Cy asks Ann to swap but she says no. Ben agrees to swap with Cy, and they swap.',
    'Ben and Cy decide to swap hats. They swap.',
    'Ben and Cy decide to swap hats. So Ben gives his to Cy and Cy gives his to Ben.',
    'Cy asks Ben to swap. Ben agrees. Ben gives Cy his hat and Cy gives Ben his.',
    'Cy asks Ben to swap, he agrees, and they do.',
    'Cy asks Ben to swap. Ben agrees.',
  ])
    it(story, async () => assert.equal(hats(await read(story)), 'red green blue'));

  for (const story of [
    'Cy asks Ben to swap. Ben agrees. Then they swap a second time.',
    'Cy asks Ben to swap. Ben agrees. The next day Cy and Ben swap back.',
    'Cy asks Ben to swap and he does. They swap again the next day.',
  ])
    it(`and once more where that is said: ${story}`, async () =>
      assert.equal(hats(await read(story)), 'red blue green'));

  it('not with whoever refused, nor with nobody', async () => {
    const done = 'Cy asks Ann to swap, she refuses, so he asks Ben, who agrees, and they swap.';
    assert.equal(hats(await read(done)), 'red green blue');
    for (const open of [
      'Cy asks Ann to swap. She refuses, so he asks Ben. Ben agrees.',
      'Cy asks Ann to swap, but Ben agrees instead.',
    ])
      await assert.rejects(read(open), /not certain|not said/, open);
  });

  it('and who speaks behind a quotation is told apart from who swaps', async () => {
    const said = 'Ann and Ben swap. "Okay," says Ben, and Ann swaps with Cy. "Fine!" says Cy and Ann and Ben swap.';
    assert.equal(hats(await read(said)), 'red green blue');
  });

  it('gifts that may only tell how an exchange was done are an error', async () => {
    await assert.rejects(
      read('Ben and Cy trade hats. Ben gives Cy his hat, and Cy gives Ben his.'),
      /tells how it was done/,
    );
    const then = await read("Ben and Cy trade hats. Then Ben takes Cy's hat and Cy takes Ben's.");
    assert.equal(hats(then), 'red blue green');
  });
});
