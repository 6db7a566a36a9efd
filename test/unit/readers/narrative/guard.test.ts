import assert from 'node:assert/strict';
import { readNarrative } from '../../../../src/readers/narrative';
import { SourceError } from '../../../../src/trace/source';

const read = (text: string) => readNarrative({ uri: 'a.txt', language: 'narrative', text }, {});

/** Rejects at `part` of the story. */
async function refusesAt(story: string, part: string): Promise<void> {
  await assert.rejects(read(story), (error) => {
    assert.ok(error instanceof SourceError);
    const { start, end } = error.range;
    const said = story.slice(start.character, end.character);
    assert.ok(said.includes(part), `${said}: ${error.message}`);
    return /not certain/.test(error.reason);
  });
}

describe('every clause of a story is accounted for', () => {
  const ROOMS = 'Anna is in the garden, Tom is in the kitchen and the dog is in the hall.';
  const HATS = 'Ann has a red hat, Ben has a blue hat and Cy has a green hat.';

  it('not a main clause beside an event in its when clause', () =>
    refusesAt(`${ROOMS} The dog follows Tom when he goes to the garden. Where is the dog?`, 'The dog follows Tom'));

  it('not what is supposed in a sentence that is passed over', () =>
    refusesAt(`${HATS} Ann and Ben swap hats. Had Cy not moved it to Ben, it would be there.`, 'not moved it'));

  it('not the same seat, whoever it is, nor somebody in their old place', async () => {
    const seats = 'Omar sits in seat 1 and Rosa sits in seat 2.';
    await refusesAt(`${seats} Omar gets up and comes back to the same seat.`, 'same seat');
    const team = 'Red team: Ivy (goalkeeper), Jon (defender), Kit (striker). At half time Ivy and Kit switch roles.';
    await refusesAt(`${team} Jon waits, and whoever is the striker becomes the defender.`, 'whoever');
  });

  it('takes the seat that somebody has left for their old one', async () => {
    const { slots, objects, final } = await read(
      'Omar sits in seat 1 and Rosa sits in seat 2. Omar moves to seat 3, and Rosa takes his old seat.',
    );
    assert.equal(slots[final!.findIndex((object) => objects[object] === 'Rosa')], 'seat 1');
  });

  it('passes over what moves nothing, and who is not followed', async () => {
    for (const clause of [
      'Ben, who felt cold, shook his head',
      'It is pouring',
      'Cy asks to be the king',
      'Ann cannot see the stage',
      'Ben would have traded',
    ])
      assert.equal(
        (await read(`${HATS} Ann and Ben swap hats. ${clause}. Then Ann and Cy swap hats.`)).steps.length,
        2,
        clause,
      );
  });

  it('moves whoever makes room for somebody', async () => {
    const { slots, objects, final } = await read(
      'Uma sits in seat 1 and Vic sits in seat 2. Seat 3 is empty. Vic makes room for Uma by moving to seat 3.',
    );
    assert.equal(objects[final![slots.findIndex((slot) => slot.toLowerCase() === 'seat 3')]!], 'Vic');
  });

  describe('and everybody whom it names', () => {
    const PEOPLE = 'Anna is in the garden, Tom is in the kitchen and Zoe is in the hall. The ball is in the kitchen.';
    const where = async (story: string) => {
      const { slots, objects, final } = await read(`${PEOPLE} ${story}`);
      const at = (name: string) =>
        slots[final!.findIndex((object) => objects[object] === name)]?.replace(/ \(\d+\)$/, '');
      return ['Anna', 'Tom', 'Zoe', 'ball'].map((name) => at(name) ?? '-').join(', ');
    };

    for (const [story, part] of [
      ['Tom follows Anna to the hall.', 'Anna'],
      ['Tom accompanies Zoe to the garden.', 'Zoe'],
      ['Tom goes into the garden to join Anna, then both go to the kitchen.', 'Tom'],
      ['Zoe goes to the kitchen, and Anna does too.', 'Anna does too'],
      ['Anna sends Tom to the hall, but he stays in the kitchen.', 'he stays'],
      ['Tom leaves the kitchen and goes to where Zoe is.', 'where'],
      ['Everyone but Tom goes to the hall.', 'but'],
    ] as const)
      it(`is an error: ${story}`, () => refusesAt(`${PEOPLE} ${story}`, part));

    for (const [story, wanted] of [
      ['Tom takes the ball to the garden. Zoe goes to the kitchen.', 'the garden, the garden, the kitchen, the garden'],
      ['When Tom comes to the hall, Zoe leaves for the garden.', 'the garden, the hall, the garden, the kitchen'],
      ['Anna brings Zoe to the kitchen.', 'the kitchen, the kitchen, the kitchen, the kitchen'],
      ['Tom throws the ball into the garden. Tom goes to the hall.', 'the garden, the hall, the hall, the garden'],
      ['Tom went to the hall and back. Then Anna went to the kitchen.', 'the kitchen, the kitchen, the hall, -'],
    ] as const)
      it(`whoever brings something goes along: ${story}`, async () => {
        const found = (await where(story)).split(', ');
        wanted.split(', ').forEach((place, k) => place === '-' || found[k] === '-' || assert.equal(found[k], place));
      });
  });
});
