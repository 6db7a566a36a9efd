import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readNarrative } from '../../../../../src/readers/narrative';
import { NAMES, placesOf, THINGS } from './acted';

interface Cast {
  a: string;
  b: string;
  c: string;
  x: string;
  y: string;
  z: string;
}
type Told = readonly [kind: string, story: (cast: Cast) => string, answer: (cast: Cast) => string];

/** Ways to tell something, each with other names and things. */
const TOLD: readonly Told[] = [
  [
    'what is locked in something',
    ({ a, b, x }) => `${a} has the ${x}. ${b} takes the ${x} from ${a} and locks it in the safe. Where is the ${x}?`,
    () => 'the safe',
  ],
  [
    'what somebody has another do',
    ({ a, x }) =>
      `The ${x} is on shelf 2. ${a} puts the ${x} on shelf 1. The foreman has her put the ${x} back on shelf 2. Where is the ${x}?`,
    () => 'shelf 2',
  ],
  [
    'two that are turned in one sentence',
    ({ a }) => `The radio is on and the heater is off. ${a} turns the radio off and the heater on. Is the radio on?`,
    () => 'no',
  ],
  [
    'what is in a place that does not move',
    ({ x }) =>
      `The ${x} is in Warehouse A. Since Warehouse A was full, it was moved to Warehouse B. Where is the ${x}?`,
    () => 'Warehouse B',
  ],
  [
    'what one feels, which is nothing one has',
    ({ a, b, x, y }) => `${a} has the ${x} and ${b} has the ${y}. ${a} and ${b} swap. ${b} got cold hands and got tired. What does ${b} have?`, // prettier-ignore
    ({ x }) => x,
  ],
  [
    'a part that somebody is let have',
    ({ a, b, c }) => `${a} is the queen, ${b} is the dragon and ${c} is the knight. ${b} and ${c} switch roles. ${b} lets ${a} have the part. Who plays the knight?`, // prettier-ignore
    ({ a }) => a,
  ],
  [
    'whatever is done with a thing that is then in something',
    ({ a, x }) =>
      `The ${x} is in a sack. ${a} shook the ${x} out of the sack and sewed it into a curtain. Where is the ${x}?`,
    () => 'the curtain',
  ],
  [
    'what is put down where one is',
    ({ a, b, x }) =>
      `${a} is in the attic. ${b} is in the hall. ${a} picked up the ${x}. ${a} went to the cellar and put the ${x} down. Where is the ${x}?`,
    () => 'the cellar',
  ],
  [
    'somebody new who goes to a place where places are followed',
    ({ a, b }) => `${a} is in the attic. ${a} went to the cellar. ${b} went to the attic. Where is ${b}?`,
    () => 'the attic',
  ],
  [
    'what somebody catches who was given it',
    ({ a, b, x }) => `${a} has the ${x}. ${a} tossed the ${x} to ${b}, who caught it and laughed. Who has the ${x}?`,
    ({ b }) => b,
  ],
  [
    'colours alone',
    ({ a }) =>
      `The green flask is on the top shelf and the black one is on the bottom shelf. ${a} switched the black with the green. Where is the black flask?`,
    () => 'the top shelf',
  ],
  [
    'roles that are cast',
    ({ a, b, c }) =>
      `${a} was cast as the queen, ${b} as the wolf and ${c} as the tree. ${a} and ${c} traded parts. Who is the tree?`,
    ({ a }) => a,
  ],
  [
    'roles and duties in one story',
    ({ a, b, c }) =>
      `${a} was captain, ${b} was vice-captain and ${c} looked after the kit. ${b} and ${c} exchanged roles. Who is vice-captain?`,
    ({ c }) => c,
  ],
  [
    'places and roles that are changed',
    ({ a, b, c }) =>
      `${a} was in goal, ${b} was in defence and ${c} was the striker. ${b} and ${c} changed positions. Who is in defence?`,
    ({ c }) => c,
  ],
  [
    'desks by where they stand',
    ({ a, b, c }) =>
      `${a}'s desk is by the printer, ${b}'s by the plants and ${c}'s by the stairs. ${a} and ${c} changed desks. Who sits by the printer?`,
    ({ c }) => c,
  ],
  [
    'places by their letters',
    () =>
      'A red disc is on square A and a blue disc is on square B. The blue disc moves to C. The red disc moves to B. Which disc is on square B?',
    () => 'red disc',
  ],
  [
    'two pockets',
    ({ a, x, y }) =>
      `${a} put a ${x} in the left pocket and a ${y} in the right pocket. ${a} moved the ${x} to the box. ${a} moved the ${y} to the left pocket. What is in the left pocket?`,
    ({ y }) => y,
  ],
  [
    'the time of the last step',
    ({ a, b, x }) =>
      `${a} has the ${x}. At nine ${a} gave the ${x} to ${b}. At ten ${b} gave the ${x} to ${a}. Who has the ${x} after ten o'clock?`,
    ({ a }) => a,
  ],
  [
    'those of one sentence',
    ({ a, b, c, x, y, z }) =>
      `${a} has the ${x}, ${b} has the ${y} and ${c} has the ${z}. ${a} and ${b} swapped. ${b} smiled at ${c}, and the two of them swapped. Who has the ${x}?`,
    ({ c }) => c,
  ],
  [
    'passives with get',
    ({ a, x }) => `${a} has the ${x}. The ${x} got put into a trunk. Where is the ${x}?`,
    () => 'the trunk',
  ],
  [
    'what is put down and left',
    ({ a, x }) =>
      `The ${x} stood on the top shelf. ${a} took it down and left it on the reading table. Where is the ${x}?`,
    () => 'the reading table',
  ],
];

describe('ways to tell what happens', () => {
  for (const [kind, story, answer] of TOLD)
    it(`read: ${kind}`, async () =>
      fc.assert(
        fc.asyncProperty(
          fc.shuffledSubarray(NAMES, { minLength: 3, maxLength: 3 }),
          fc.shuffledSubarray(THINGS, { minLength: 3, maxLength: 3 }),
          async ([a = '', b = '', c = ''], [x = '', y = '', z = '']) => {
            const cast: Cast = { a, b, c, x, y, z };
            const text = story(cast);
            const { questions } = await readNarrative({ uri: 'a.txt', language: 'narrative', text }, {});
            assert.equal(questions?.at(-1)?.answer, answer(cast), text);
          },
        ),
        { seed: 20260101, numRuns: 6 },
      ));

  it('read: who takes what is taken from somebody', async () => {
    const now = await placesOf('Ann has a kite and Ben has a lamp. The lamp is taken from Ben by Ann.');
    assert.equal(now.get('lamp'), 'Ann');
  });

  for (const story of [
    'Joss plays the king, Amy the ghost and Teo the cook. Joss plays the silent ghost. Teo and Amy change parts.',
    'The green flask is on the shelf. Ann switched the green flask with the purple one. Ann put the green flask on the table.',
    'Ann has a kite and Ben has a lamp. Cal has a mug. Ann did not hesitate to give Ben the kite. Cal gave Ann the mug. Cal laughed. Ben laughed.',
    'Ann has a kite and Ben has a lamp. Cal has a mug. Ann could not help giving Ben the kite. Cal gave Ann the mug. Cal laughed. Ben laughed.',
    'Ann has a kite and Ben has a lamp. Cal has a mug. Ann never failed to give Ben the kite. Cal gave Ann the mug. Cal laughed. Ben laughed.',
    'Ann has a kite and Ben has a lamp. Cal has a mug. Ann was not afraid to give Ben the kite. Cal gave Ann the mug. Cal laughed. Ben laughed.',
    'Ann has a kite and Ben has a lamp. Cal has a mug. Ann did not leave without giving Ben the kite. Cal gave Ann the mug. Cal laughed. Ben laughed.',
    'Ann has a kite and Ben has a lamp. Cal has a mug. Ann was glad to give Ben the kite. Cal gave Ann the mug. Cal laughed. Ben laughed.',
    'Ann has a kite and Ben has a lamp. Cal has a mug. Nobody but Ann gave Ben the kite. Cal gave Ann the mug.',
    'Ann has a kite and Ben has a lamp. Ann used the break to swap with Ben.',
    'Ann has a kite and Ben has a lamp. Ann was allowed to swap with Ben.',
    'Ann has a kite and Ben has a lamp. Ann went over to give Ben the kite. Cal has a mug.',
    'Ann has a kite and Ben has a lamp. Ann regretted having given Ben the kite.',
    'Ann has a kite and Ben has a lamp. Ann did not see Ben take the kite.',
  ])
    it(`refused: ${JSON.stringify(story)}`, async () =>
      assert.rejects(readNarrative({ uri: 'a.txt', language: 'narrative', text: story }, {})));
});
