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

describe('who it is that gets something', () => {
  const MUSIC = 'Ravi has the tambourine, Sofia the triangle and Ned the maracas.';
  const PAPER = 'Arthur has the sport, Joan the crossword and Phil the news.';
  stories([
    [`${MUSIC} Sofia got the maracas from Ned and let him have the triangle. Who has the triangle?`, 'Ned'],
    [`${MUSIC} Sofia got the maracas from Ned, but did not let him have the triangle. Who has the triangle?`, 'Sofia'],
    [`${MUSIC} Sofia got the maracas from Ned and wanted to let him have the triangle. Who has the triangle?`, 'Sofia'],
    [`${PAPER} Joan got stuck; she let Phil have the crossword and accepted the news in return. Who has the news?`, 'Joan'],
    [`${PAPER} Joan let Phil have the crossword and took the news. Who has the news?`, 'Joan'],
    [`${PAPER} Joan would not let Phil have the crossword. Joan gave Arthur the crossword. Who has the crossword?`, 'Arthur'],
    ['The museum lent the mask to the gallery in May. In June the gallery passed it on to the town hall. In August the town hall returned it to the museum. Who has the mask?', 'the museum'],
    ['Sam keeps a coin in a tin. His sister moves the tin to the shelf. She takes the coin out of the tin. Who has the coin?', "Sam's sister"],
    ['Mr Voss keeps a key in a tin. His wife moves the tin to the pantry. She takes the key out of the tin. Who has the key?', "Mr Voss's wife"],
    ['Petra has the passport and Rolf has the tickets. Petra hands Rolf the passport. Rolf gives everything he has to Sina. Who has the tickets?', 'Sina'],
    ['Petra has the passport and Rolf has the tickets. Petra hands Rolf the passport. Rolf gives Sina almost everything he has. Who has the tickets?', /./],
    ['A thief stole the ring from Ann. Ben took the ring from the thief. Who has the ring?', 'Ben'],
    ['A thief tried to steal the ring from Ann. Ann gave the ring to Ben. Who has the ring?', 'Ben'],
    ['Tom has a drum and Ann has a kite. The clown took the drum from Tom. He gave it to Ann. Who has the drum?', 'Ann'],
    ['The mouse was in the box. Mia took the mouse and carried it into the kitchen. Where is the mouse?', 'the kitchen'],
  ]); // prettier-ignore
});

describe('who is where, and what they are', () => {
  stories([
    ['Ann is in the hall. Cy is in the garden. Ann and Cy swapped hats. Ann went to the shed. Who is in the garden?', 'Cy'],
    ['Ann is in the hall. Cy is in the garden. Ann and Cy swapped places. Ann went to the shed. Who is in the hall?', 'Cy'],
    ['The Browns are in room 12 and Mr Tan is in room 15. The Browns and Mr Tan switch rooms. Which room are the Browns in?', 'room 15'],
    ['At table one sits Ada, at table two sits Ben. Ada and Ben exchange tables. Who sits at table one?', 'Ben'],
    ['Olivia, Pedro and Quim are in rows 1, 2 and 3. Olivia and Quim swap rows. In which row is Olivia?', 'row 3'],
    ['Leilani was to be the queen and Oscar the wolf. Leilani and Oscar traded parts. Who plays the wolf?', 'Leilani'],
    ['Leilani was to be the queen and Oscar the wolf. Leilani and Oscar almost traded parts. Oscar gave Leilani a cup. Who plays the wolf?', 'Oscar'],
    ['Dunn became chairman and Farida became treasurer. Dunn and Farida exchanged offices. Who is the chairman?', 'Farida'],
    ['Mr Obi has the bed by the radiator and Mr Lang has the bed by the window. Mr Lang and Mr Obi change beds. Who is in the bed by the window?', 'Mr Obi'],
  ]); // prettier-ignore
});
