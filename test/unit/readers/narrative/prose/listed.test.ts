import assert from 'node:assert/strict';
import { readNarrative } from '../../../../../src/readers/narrative';
import { SourceError } from '../../../../../src/trace/source';

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

const THEN = 'Ann and Bo swap. Bo and Cy swap. Who has the pen?';

describe('lists without verbs', () => {
  stories([
    [`Start: Ann - pen, Bo - cup, Cy - hat. ${THEN}`, 'Cy'],
    [`Ann = pen; Bo = cup; Cy = hat. ${THEN}`, 'Cy'],
    [`Here is who has what: 1. Ann - pen 2. Bo - cup 3. Cy - hat. ${THEN}`, 'Cy'],
    ['Ann -> pen\nBo -> cup\nCy -> hat\nAnn and Bo swap.\nBo and Cy swap.\nWho has the pen?', 'Cy'],
    ['Ann → pen\nBo → cup\nAnn and Bo swap.\nWho has the pen?', 'Bo'],
    ['Ann (pen), Bo (cup) and Cy (hat) trade things. First Ann swaps with Bo. Then Bo swaps with Cy. Who has the pen?', 'Cy'],
    ['Players: Ann (goalkeeper), Bo (defender), Cy (striker). Ann and Cy swap positions. Who is the goalkeeper?', 'Cy'],
    ['Rota: Monday - Tom, Tuesday - Una, Wednesday - Vic. Tom and Vic swap days. Una and Tom swap. Which day does Tom have?', 'Tuesday'],
    ['Shifts this week: Ann = early, Bo = late, Cy = night. Ann and Cy swap shifts. Who has the night shift?', 'Ann'],
    ['Seats: 1 Ann, 2 Bo, 3 Cy. Ann and Cy swap seats. Who is in seat 1?', 'Cy'],
    ['Table 1: Ann. Table 2: Bo. Ann and Bo swap tables. Who is at table 1?', 'Bo'],
    ['The line-up: Mona in goal, Nele in defence, Oona in attack. Mona and Oona changed positions. Who is in goal?', 'Oona'],
    ['Initial positions: red ball in box A, blue ball in box B. Swap the contents of box A and box B. Where is the red ball?', 'box B'],
    ['Ann has a pen and Bo has a cup. Ann - who was tired - swaps with Bo. Who has the pen?', 'Bo'],
  ]); // prettier-ignore
});

describe('what somebody wears, owns or leaves free', () => {
  stories([
    ['Pavel came in a grey hat, Quin in a black hat and Rosa in a straw one. Pavel and Rosa swapped hats. Which hat does Rosa have?', 'grey hat'],
    ["Kip has bib 7, Lars bib 11 and Ned bib 30. Kip and Ned put on each other's bibs. Which bib does Kip have?", 'bib 30'],
    ['The key is in the top drawer, the passport is in the middle drawer. Hannah takes the passport out and puts the key in its place. Where is the key?', 'the middle drawer'],
    ["Mimi's backpack contains a sandwich. Nico's backpack contains an orange. On the bus they swap backpacks. Who has the backpack with the sandwich?", 'Nico'],
    ['I left my phone on the kitchen table. My wife took it and put it in her handbag. Later she put it on the piano. Where is my phone?', 'the piano'],
    ["My phone was on the charger and Lucy's phone was on the sofa. Lucy put my phone on the shelf and put hers on the charger. What's on the charger?", "Lucy's phone"],
    ['Mum was driving, Dad was in the passenger seat. At the first stop Mum and Dad changed places. Who was driving at the end?', 'Dad'],
    ['Hello! My friends Uma, Viv and Wes traded lunchboxes today. Uma\'s was pink, Viv\'s was purple and Wes\'s was white. Uma traded with Viv first. After that Viv traded with Wes. Which lunchbox did Wes go home with?', 'pink lunchbox'],
    ['Vlad, Willa and Xia sit in a row. Vlad is on the left, Willa is in the middle, Xia is on the right. Willa and Xia trade seats, then Vlad and Xia do. Who is on the left?', 'Xia'],
    ['Vlad has a pen, Willa has a cup and Xia has a hat. Willa swaps with Xia, then Vlad does. Who has the pen?', /./],
    ['Team Red has Alice, team Blue has Bob. Alice and Bob swap teams. Who is in team Blue?', 'Alice'],
  ]); // prettier-ignore
});
