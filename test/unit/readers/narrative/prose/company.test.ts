import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readNarrative } from '../../../../../src/readers/narrative';
import { SourceError } from '../../../../../src/trace/source';
import { NAMES } from './acted';

const read = (text: string) => readNarrative({ uri: 'a.txt', language: 'narrative', text }, {});
const answer = async (text: string) => (await read(text)).questions?.at(-1)?.answer;

/** Stories and their answers; a pattern for why they are refused. */
function stories(cases: readonly (readonly [string, string | RegExp])[]): void {
  for (const [story, wanted] of cases)
    it(`${typeof wanted === 'string' ? wanted : 'refused'}: ${story}`, async () => {
      if (typeof wanted === 'string') assert.equal(await answer(story), wanted);
      else await assert.rejects(read(story), (error) => error instanceof SourceError && wanted.test(error.reason));
    });
}

const TEAMS = 'Ann and Ben are on the red team. Cy and Dot are on the blue team.';

describe('people who change sides', () => {
  stories([
    [`${TEAMS} Ann moves to the blue team. Ben and Dot swap teams. Who is on the red team?`, 'Dot'],
    [`${TEAMS} Ann and Dot swap teams. Who is Ben's teammate?`, 'Dot'],
    [`${TEAMS} Ann almost swaps teams with Dot. Ben and Cy swap teams. Who is Ben's teammate?`, 'Dot'],
    [`${TEAMS} Ann and Dot did not swap teams. Ben and Cy swap teams. Who is Ben's teammate?`, 'Dot'],
    [`${TEAMS} Ann wanted to swap teams with Dot. Ben and Cy swap teams. Who is Ben's teammate?`, 'Dot'],
    [
      'Hana and Igor played badminton against Joss and Kemi. Igor and Joss swapped teams. Hana and Kemi swapped teams. Who is Kemi\'s partner?',
      'Joss',
    ],
    ['Ann is in the hall. Ben is in the garden. Ann goes to the garden. Who is with Ben?', 'Ann'],
  ]); // prettier-ignore

  it('play with whom an acted-out game says', async () => {
    const swaps = fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(NAMES, { minLength: 4, maxLength: 4 }), swaps, async (names, pairs) => {
        const [a, b, c, d] = names as [string, string, string, string];
        const team = [0, 0, 1, 1];
        let story = `${a} and ${b} played tennis against ${c} and ${d}.`;
        for (const [x, y] of pairs) {
          if (team[x] === team[y]) continue;
          story += ` Then ${names[x]} and ${names[y]} swapped teams.`;
          [team[x], team[y]] = [team[y] ?? 0, team[x] ?? 0];
        }
        if (!story.includes('swapped')) return;
        const partner = names.find((_, k) => k !== 0 && team[k] === team[0]);
        assert.equal(await answer(`${story} Who is ${a}'s partner now?`), partner, story);
      }),
      { numRuns: 30 },
    );
  });
});

describe('what is in a thing that is moved', () => {
  const CAT = 'The cat was in the basket and the dog was in the shed. Dad has a rake.';
  stories([
    [`${CAT} Dad carried the basket, cat and all, to the garden. Where is the cat?`, 'the garden'],
    [`${CAT} Dad carried the basket, dog and all, to the garden. Where is the cat?`, /./],
    ['The ring is on a tray. The pen is in the safe. Ann has a cup. Ann gave Bea the cup. Jan slid the tray, with the ring still on it, into the safe. Where is the ring?', 'the safe'],
    ['The ring is in a pouch. The tray is empty. Ann has a cup. Ann gave Bea the cup. Jan slid the tray, with the ring still on it, into the safe. Where is the ring?', /./],
    ['The cat is in the basket. Mia took the cat and carried her into the kitchen. Where is the cat?', 'the kitchen'],
    ['The coin is in a box and the pen is in a tin. Pavel took the coin out, leaving the box where it was, and put the coin in the tin. Where is the coin?', 'the tin'],
  ]); // prettier-ignore
});

describe('places that somebody has left', () => {
  const SEATS = 'Vera is in seat 1, Walt is in seat 2 and Xeno is in seat 3. Seat 4 is empty. Walt moves to seat 4.';
  stories([
    [`${SEATS} Vera takes the seat that Walt has left. Which seat is Vera in?`, 'seat 2'],
    [`${SEATS} Vera did not take the seat that Walt has left. Which seat is Vera in?`, 'seat 1'],
    [`${SEATS} Vera almost took the seat that Walt has left. Which seat is Vera in?`, 'seat 1'],
    ['Ann wears a black scarf and Bea wears a white scarf. Ann went home with Bea\'s scarf. Who has the white scarf?', 'Ann'],
    ['Ann wears a black scarf and Bea wears a white scarf. Ann nearly went home with Bea\'s scarf. Bea gave Ann the white scarf. Who has the white scarf?', 'Ann'],
  ]); // prettier-ignore
});

describe('who is where without a verb', () => {
  stories([
    ['We lined up with Dele in goal, Finn in defence and Yuki up front. Dele and Yuki change positions. Who is in goal?', 'Yuki'],
    ['Ann set off with the blue baton and Ben with the yellow one. Ann passed hers to Jin. Who has the blue baton?', 'Jin'],
    ['Al wears the straw hat, Bo the felt one and Cy the woollen one. Al and Bo swap hats. Who is wearing the felt hat?', 'Al'],
    ['The vase is by the gate and the lamp is by the well. The vase and the lamp changed places. What is by the gate?', 'lamp'],
    ['Willem has the pen and Vera has the cup. Xenia sings, and then Willem and Vera swap. Who has the cup?', 'Willem'],
    ['The coin is in the vase. Pavel moved the coin to the tin. Is the coin in the vase, in the tin or in the cellar?', 'the tin'],
  ]); // prettier-ignore
});
