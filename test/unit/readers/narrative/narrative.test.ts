import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { formatCycles } from '../../../../src/algebra/notation';
import { readNarrative } from '../../../../src/readers/narrative';
import { Lines } from '../../../../src/trace/lines';
import { SourceError } from '../../../../src/trace/source';
import { states } from '../../../../src/trace/trace';
import { runs } from '../../arbitraries';

const seed = 20260101;
const read = (text: string) => readNarrative({ uri: 'a.txt', language: 'narrative', text }, {});
const FIVE = 'Alice, Bob, Carl, Dan and Emma sit in a circle. ';

async function steps(text: string): Promise<string> {
  const trace = await read(text);
  return trace.steps.map(({ map }) => formatCycles(map!)).join(' ');
}

describe('narratives', () => {
  const understood: [string, string][] = [
    ['Alice and Carl trade coins.', '(1 3)'],
    ['Alice and Carl traded their coins with each other.', '(1 3)'],
    ['Bob swaps with Dan.', '(2 4)'],
    ['Bob quickly swaps coins with Dan.', '(2 4)'],
    ['Alice exchanges her hat for Bob’s.', '(1 2)'],
    ['Alice trades her hat with Bob for his hat.', '(1 2)'],
    ["Swap Alice's coin with Bob's.", '(1 2)'],
    ['Swap the coins of Alice and Bob.', '(1 2)'],
    ['Alice and Bob swap. They swap back.', '(1 2) (1 2)'],
    ['Alice and Bob swap, then Carl and Dan do the same.', '(1 2) (3 4)'],
    ['Alice and Bob swap, and Bob and Carl swap, but Carl and Dan swap.', '(1 2) (2 3) (3 4)'],
    ['Alice and Bob swap while Carl and Dan trade theirs.', '(1 2)(3 4)'],
    ['Alice and Bob swap and at the same time Carl and Dan swap', '(1 2)(3 4)'],
    ['Alice gives her coin to Bob, Bob gives his to Carl and Carl gives his to Alice.', '(1 3 2)'],
    ['Alice hands Bob her coin and takes his in return.', '(1 2)'],
    ['Alice gives Bob her coin in exchange for his.', '(1 2)'],
    ['Alice passes her coin on to Bob, who passes his to Alice.', '(1 2)'],
    ['Alice, Bob and Carl rotate their coins in this order.', '(1 3 2)'],
    ['Alice, Bob and Emma rotate their coins clockwise.', '(1 5 2)'],
    ['Alice, Bob, and Carl pass their coins around, in that order.', '(1 3 2)'],
    ['Rotate the coins of Alice, Bob and Carl counterclockwise.', '(1 2 3)'],
    ['Everyone passes to the left.', '(1 5 4 3 2)'],
    ['Everybody hands their coin to the person on their right.', '(1 2 3 4 5)'],
    ['Each of them passes a coin to their left-hand neighbour.', '(1 5 4 3 2)'],
    ['They all pass two places counterclockwise.', '(1 3 5 2 4)'],
    ['All pass their coins five places clockwise.', '()'],
    ['Nothing changes hands. Nobody moves! Everyone keeps their coin;', '() () ()'],
    ['In the end, Alice and Bob swap\nBob and Carl swap', '(1 2) (2 3)'],
    ['Alice and Bob\nswap\r\n\r\n# A title: nothing to read!\r\nBob and Carl swap', '(1 2) (2 3)'],
    ['Alice and Bob swap\nwhile Carl and Dan\r\nswap, and Alice\nswaps with\nEmma', '(1 2)(3 4) (1 5)'],
    ['Alice goes by Al. Al and Bob swap. Alice and Carl swap.', '(1 2) (1 3)'],
    [
      'Bob gives his hat to Carl, who gives his to Bob. Then Alice trades her hat with Bob. Then she swaps with Dan.',
      '(2 3) (1 2) (1 4)',
    ],
  ];
  for (const [text, expected] of understood) {
    it(JSON.stringify(text), async () => assert.equal(await steps(FIVE + text), expected));
  }

  const things: [string, string, string][] = [
    ['Swap ball 1 and 3', '(1 3)', 'place 3,place 2,place 1'],
    [
      'There are five cups in a row. The first and third cups swap. Cup 2 and cup 5 switch.',
      '(1 3) (2 5)',
      'place 3,place 5,place 1,place 4,place 2',
    ],
    ['Balls 1 to 3 are in a row. Swap ball #2 with ball #3.', '(2 3)', 'place 1,place 3,place 2'],
    [
      'Three cups, numbered 1 to 3, stand in a row. Rotate cups 1, 2 and 3, in that order.',
      '(1 2 3)',
      'place 2,place 3,place 1',
    ],
    [
      'Ann has a red ball and Ben has a blue one. The red ball and the blue ball swap places.',
      '(1 2)',
      'blue ball,red ball',
    ],
    [
      'Ann has a pen, Ben a book and Cy a cup. Ann gives the pen to Ben, who gives the book to Ann. Ann trades the book for Cy’s cup.',
      '(1 2) (1 3)',
      'cup,pen,book',
    ],
    ['Ann and Ben swap seats.', '(1 2)', 'Ben,Ann'],
    ['Mr. Smith and Mary Jane swap hats.', '(1 2)', "Mary Jane's hat,Mr Smith's hat"],
    ['A and B swap. B and C swap.', '(1 2) (2 3)', "B's thing,C's thing,A's thing"],
    ['Zoë and Łukasz swap hats.', '(1 2)', "Łukasz's hat,Zoë's hat"],
    [
      'There are two friends: Ann and Ben. Each has a coin. All are dimes except Ben’s. Ann and Ben trade coins.',
      '(1 2)',
      'coin,dime',
    ],
  ];
  for (const [text, expected, held] of things) {
    it(JSON.stringify(text), async () => {
      const { steps: found, final, objects } = await read(text);
      assert.equal(found.map(({ map }) => formatCycles(map!)).join(' '), expected);
      assert.equal(final!.map((object) => objects[object]).join(), held);
    });
  }

  const refused: [string, string][] = [
    [
      'Alice and Bob do not trade coins.',
      "1:18: error: 'not' is not understood here (this would be: 'Alice swaps with Bob.'; docs/reading-narratives.md lists all)",
    ],
    [
      'Alice and Bob almost trade coins.',
      "1:15: error: 'almost' is not understood here (this would be: 'Alice swaps with Bob.'; docs/reading-narratives.md lists all)",
    ],
    [
      'Alice and Bob trade coins if Carl agrees.',
      "1:27: error: 'if' is not understood here (this would be: 'Alice swaps with Bob.'; docs/reading-narratives.md lists all)",
    ],
    [
      'Alice and Bob swap coins before Carl and Dan swap.',
      "1:26: error: 'before' is not understood here (this would be: 'Alice swaps with Bob.'; docs/reading-narratives.md lists all)",
    ],
    ['Alice and Bob', '1:1: error: nothing changes hands in this story'],
    ['Alice, Bob and Carl swap coins.', '1:1: error: a trade is between two, here are 3'],
    ['Alice swaps with Alice.', '1:1: error: nobody trades with themselves'],
    [
      'Alice is playing goalkeeper. Bob is playing striker. Alice gives her position to Bob.',
      '1:54: error: Alice would be left with nothing: what is given within a sentence must come round',
    ],
    ['Alice and Bob swap while Bob and Carl swap.', '1:26: error: Bob would give away the same thing twice'],
    [
      'Ann and Ben are friends. Frank swaps with Ann.',
      "1:26: error: 'Frank' is not one of those in this story: Ann, Ben",
    ],
    ['Three people sit in a circle: Ann and Ben.', '1:1: error: 3 are announced and 2 named'],
    [
      'Everyone passes to the left.',
      "1:1: error: the story does not say how they sit: add 'They sit in a circle.' after naming them in clockwise order",
    ],
    ['Alice and Bob swap hats. Bob and Carl swap coins.', '1:44: error: this story follows hat, not coin'],
    [
      'Ann has a red hat and Ben has a blue hat. Ann gives the blue hat to Ben, who gives his to Ann.',
      '1:53: error: Ann holds the red hat now, not the blue hat',
    ],
    ['Bob swaps with Dana. Then he swaps with Carl.', "1:27: error: it is not certain who 'he' is: Bob or Dana"],
    ['They swap.', "1:1: error: it is not certain who 'they' are: nobody was named just before"],
    ['Alice and Bob swap. Each has a coin.', '1:21: error: who holds what is said before the first step'],
    ['Swap ball 1 and cup 2.', '1:17: error: this story is about balls, not cups'],
    ['There are three balls in a row. Swap ball 1 and ball 4.', '1:49: error: there are only 3 balls'],
    ['Swap ball 1 and ball 9999.', '1:17: error: numbers count from 1 to 512'],
    ['Swap ball 0 and ball 1.', '1:6: error: numbers count from 1 to 512'],
    ['Swap 1 and 2.', '1:6: error: number 1 of what?'],
    [
      'Alice and Bob swap ball 1.',
      "1:25: error: '1' is not understood here (this would be: 'Alice swaps with Bob.'; docs/reading-narratives.md lists all)",
    ],
    [
      '\uFEFFAlice and Bob swap.\r\n\tBob 😀',
      "2:6: error: '😀' is not understood here (this would be: 'Bob swaps with Alice.'; docs/reading-narratives.md lists all)",
    ],
    ['', '1:1: error: nothing changes hands in this story'],
    ['Ann and Ben are friends.', '1:1: error: nothing changes hands in this story'],
  ];
  for (const [text, message] of refused) {
    it(`refuses ${JSON.stringify(text)}`, async () => {
      await assert.rejects(read(text), { name: 'SourceError', message: `a.txt:${message}` });
    });
  }

  it('stand where their steps say', async () => {
    const text = `${FIVE}Alice and Bob swap,\r\nand Bob swaps with Carl. Everyone passes to the left.`;
    const lines = new Lines(text);
    for (const { text: shown, range } of (await read(text)).steps) {
      assert.equal(text.slice(lines.offset(range!.start), lines.offset(range!.end)), shown);
    }
  });

  it('of any words end in a trace or a SourceError', async () => {
    const word = fc.constantFrom(
      ...'Alice Bob and , . swap swaps gives her his coin to with while everyone passes left the in a circle ball 1 3 has red who they then Carl’s each nothing changes'.split(
        ' ',
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 25 }), async (all) => {
        const trace = await read(all.join(' ')).catch((error: unknown) => {
          assert.ok(error instanceof SourceError);
          return undefined;
        });
        if (!trace) return;
        for (const state of states(trace)) assert.equal(new Set(state).size, trace.slots.length);
      }),
      { seed, numRuns: runs(500) },
    );
  });

  it('are bounded', async () => {
    await assert.rejects(read('Alice and Bob swap. '.repeat(110_000)), /a story of more than 500000 words/);
    await assert.rejects(read('Alice, '.repeat(5000)), /1:1: error: a sentence of more than 4000 words/);
    assert.equal((await read('Alice ↔ Bob\n'.repeat(3000))).steps.length, 3000);
  });

  for (const name of ['coins.txt', 'shell-game.txt']) {
    it(`samples/${name} is read`, async () => {
      const trace = await read(readFileSync(path.join(__dirname, '../../../../samples', name), 'utf8'));
      assert.ok(trace.steps.length >= 5);
    });
  }
});
