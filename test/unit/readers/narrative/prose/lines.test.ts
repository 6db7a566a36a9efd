import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readNarrative } from '../../../../../src/readers/narrative';
import { SourceError } from '../../../../../src/trace/source';
import { NAMES } from './acted';

const answer = async (text: string) =>
  (await readNarrative({ uri: 'a.txt', language: 'narrative', text }, {})).questions?.at(-1)?.answer;

/** Stories and their answers; a pattern for why they are refused. */
function stories(cases: readonly (readonly [string, string | RegExp])[]): void {
  for (const [story, wanted] of cases)
    it(`${typeof wanted === 'string' ? wanted : 'refused'}: ${story}`, async () => {
      if (typeof wanted === 'string') assert.equal(await answer(story), wanted);
      else await assert.rejects(answer(story), (error) => error instanceof SourceError && wanted.test(error.reason));
    });
}

/** How a row is told, from the front. */
const TOLD: readonly ((row: readonly string[]) => string)[] = [
  ([a, b, c, d]) => `${a}, ${b}, ${c} and ${d} are standing in line at the bakery, in that order.`,
  ([a, b, c, d]) => `Four people wait in the queue: first ${a}, then ${b}, then ${c}, and ${d} last.`,
  ([a, b, c, d]) => `${a} is at the front of the queue, followed by ${b}, then ${c} and finally ${d}.`,
  ([a, b, c, d]) => `In the queue stand ${a}, ${b}, ${c} and ${d}.`,
  ([a, b, c, d]) => `${a} is first in line, ${b} is behind ${a}, ${c} is behind ${b} and ${d} is behind ${c}.`,
  ([a, b, c, d]) => `${d} is last, ${b} is second, ${a} is first in the queue and ${c} is third.`,
];

describe('rows in which one goes to another place', () => {
  it('stand as an acted-out row does, however they are told', async () => {
    const steps = fc.array(fc.tuple(fc.nat(3), fc.nat(4)), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(NAMES, { minLength: 4, maxLength: 4 }),
        fc.nat(TOLD.length - 1),
        steps,
        fc.nat(3),
        async (names, how, all, asked) => {
          let row = [...names];
          let story = TOLD[how]?.(row) ?? '';
          for (const [at, kind] of all) {
            const who = row[at] ?? '';
            const before = row[at - 1];
            const rest = row.filter((name) => name !== who);
            if (kind === 0 && at < 3) {
              story += ` ${who} goes to the back of the line.`;
              row = [...rest, who];
            } else if (before !== undefined && kind > 0) {
              const ways = [
                `${before} lets ${who} go in front of ${kind > 2 ? before : 'them'}`.replace('them', before),
                `${before} lets ${who} go first`,
                `${who} pushes in front of ${before}`,
                `${who} overtakes ${before}`,
              ];
              story += ` ${ways[kind - 1]}.`;
              row = [...rest.slice(0, at - 1), who, ...rest.slice(at - 1)];
            }
          }
          if (row.join() === names.join()) return;
          const ordinal = ['first', 'second', 'third', 'last'][asked];
          assert.equal(await answer(`${story} Who is ${ordinal} in line now?`), row[asked], story);
        },
      ),
      { numRuns: 60 },
    );
  });
  stories([
    [
      'Three cars wait at the lights: a red one, then a blue one, then a green one. The red car drives off. Which car is first now?',
      'blue car',
    ],
    ['Ann, Bo and Cy stand in line, in that order. Ann is served and leaves. Who is first?', 'Bo'],
    ['Ann, Bo and Will stand in line, in that order. Will goes to the front. Who is last?', 'Bo'],
    [
      'On the shelf, from left to right, are the atlas, the diary and the cookbook. I swap the atlas and the cookbook. What is the leftmost book?',
      'cookbook',
    ],
    ['Dot, Pip and Lou stand in line, in that order. Then Dot stopped, and she, too, had to go to the tail. Who is last?', 'Dot'],
    ['Ann, Bo and Cy wait in the queue. Ann goes to the back. Who is first?', /.|nothing/],
  ]); // prettier-ignore
});

const THREE = 'Ann has a pen, Bo has a cup and Cy has a hat.';

describe('what is told to repeat', () => {
  it('is done as often as it is said', async () => {
    const told: readonly ((n: string) => string)[] = [
      (n) => `Every time the bell rings, Ann and Bo swap. The bell rings ${n} times.`,
      (n) => `Ann and Bo swap whenever the bell rings. It rings ${n} times.`,
      (n) => `At every whistle, Ann and Bo swap. There are ${n} whistles.`,
      (n) => `Ann and Bo swap ${n} times in a row.`,
      (n) => `Ann and Bo swap. They do this ${n} more times. Then Ann and Bo swap.`,
    ];
    const numbers = ['two', 'three', 'four', '5', 'six'];
    for (const tell of told)
      for (const [k, n] of numbers.entries())
        assert.equal(
          await answer(`${THREE} ${tell(n)} Then Bo and Cy swap. Who has the pen?`),
          k % 2 === 0 ? 'Ann' : 'Cy',
          tell(n),
        );
  });
  stories([
    [`${THREE} Ann gives hers to Bo, Bo gives his to Cy and Cy gives his to Ann. They do this once more. Who has the pen?`, 'Cy'],
    [`${THREE} Ann and Bo swap. Bo and Cy swap. They do this again. Who has the pen?`, /./],
    [`${THREE} When the bell rings, Ann and Bo swap. The bell rings again. Who has the pen?`, /again/],
    [`${THREE} Every time the bell rings, Ann and Bo swap. The bell rings, and Cy laughs. Who has the pen?`, /done again/],
    [`${THREE} Every time the bell rings, Ann and Bo swap. Nobody knows how often the bell rings. Who has the pen?`, /done again/],
    [
      'Gerd sits in front and Heidi sits in the back. At the ford they change places. They change places again, and at the bridge once more. Who sits in front now?',
      'Heidi',
    ],
  ]); // prettier-ignore
});

describe('cards and things that are told apart', () => {
  stories([
    ['Mia has the ace of hearts and Otto has the two of spades. Mia and Otto swap cards. What does Mia have?', 'two of spades'],
    ['Kim has two tickets, one for the opera and one for the ballet. Lee has nothing. Kim hands Lee the ballet ticket. What does Kim have?', 'opera ticket'],
    ['Kim has two balls, one red and the other blue. Lee has nothing. Kim hands Lee the red ball. What does Kim have?', 'blue ball'],
    ['In the bowl there is an orange and in the basket there is a pear. Sven eats the orange. He puts the pear in the bowl. What is in the bowl?', 'pear'],
  ]); // prettier-ignore
});
