import assert from 'node:assert/strict';
import { readNarrative } from '../../../../src/readers/narrative';

const HATS = 'Ann has a red hat, Ben has a blue hat and Cal has a green hat.';
const LINE = 'Ann is first in line, Ben is second and Cal is third.';
const JARS = 'The tea jar contains salt and the coffee jar contains rice.';
/** What somebody may write, and the same in plain words. */
const SAME: readonly (readonly [said: string, plain: string])[] = [
  [`${HATS} Ann and Ben have to swap hats, which they do.`, `${HATS} Ann and Ben swap hats.`],
  [`${HATS} Ann gets tired of it and swaps with Ben.`, `${HATS} Ann swaps with Ben.`],
  [`${HATS} "Swap with me," said Ann to Ben, and he did.`, `${HATS} Ann swaps with Ben.`],
  [`${HATS} They swap like this: Ann with Ben, Ben with Cal.`, `${HATS} Ann swaps with Ben. Ben swaps with Cal.`],
  [`${HATS} The teacher asks Ann and Cal to trade hats, and they do.`, `${HATS} Ann and Cal trade hats.`],
  [`${HATS} Ann passes hers to Ben, Ben his to Cal and Cal his to Ann. They do this twice.`, `${HATS} Ann passes hers to Ben, Ben his to Cal and Cal his to Ann. They do this once more.`],
  [`${HATS} Cal loves the red hat and trades his hat for it.`, `${HATS} Cal trades his hat for the red hat.`],
  [`${LINE} Ann lets Ben go ahead of her.`, `${LINE} Ben moves ahead of Ann.`],
  [`${LINE} Cal cuts to the front.`, `${LINE} Cal goes to the front of the line.`],
  ['There is a queue at the bakery: Ann is first, Ben is second and Cal is third. Cal goes to the front of the line.', `${LINE} Cal goes to the front of the line.`],
  ['Ann, Ben and Cal wait in line, in that order. Cal goes to the front of the line.', `${LINE} Cal goes to the front of the line.`],
  [JARS.replace('tea jar', 'jar labelled "tea"') + ' Dad swaps the contents of the jar marked "tea" and the coffee jar.', `${JARS} Dad swaps the contents of the tea jar and the coffee jar.`],
  [`${JARS} Dad swaps what is in the tea jar with what is in the coffee jar.`, `${JARS} Dad swaps the contents of the tea jar and the coffee jar.`],
  ["Ann's seat is 4A and Ben's is 4B. Ann and Ben trade seats.", 'Ann is in seat 4A and Ben is in seat 4B. Ann and Ben trade seats.'],
  ['Ann works the day shift and Ben the night shift. Ann swaps shifts with Ben.', 'Ann has the day shift and Ben the night shift. Ann swaps shifts with Ben.'],
  ["Ann and Ben each drew a straw. Ann's is short and Ben's is long. Ann and Ben swap straws.", 'Ann has the short straw and Ben has the long straw. Ann and Ben swap straws.'],
]; // prettier-ignore

describe('other ways to say it', () => {
  for (const [said, plain] of SAME)
    it(said, async () => {
      const [one, other] = await Promise.all(
        [said, plain].map((text) => readNarrative({ uri: 'a.txt', language: 'narrative', text }, {})),
      );
      assert.ok(one && other);
      assert.deepEqual(
        [one.slots, one.objects, one.initial, one.steps.map(({ map }) => map)],
        [other.slots, other.objects, other.initial, other.steps.map(({ map }) => map)],
      );
      for (const { text } of one.steps) assert.match(text, /\w/);
    });
});
