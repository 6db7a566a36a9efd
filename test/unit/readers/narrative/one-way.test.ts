import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readNarrative } from '../../../../src/readers/narrative';
import { traceFault } from '../../../../src/trace/invariants';
import { runs } from '../../arbitraries';

const seed = 20260102;
const read = (text: string) => readNarrative({ uri: 'a.txt', language: 'narrative', text }, {});

/** What every holder has at the end, things in order of their names. */
async function contents(text: string): Promise<Record<string, string[]>> {
  const trace = await read(text);
  assert.equal(traceFault(trace), undefined);
  const held: Record<string, string[]> = {};
  trace.slots.forEach((slot, k) => {
    const holder = slot.replace(/ \(\d+\)$/, '');
    const object = trace.objects[trace.final![k]!]!;
    (held[holder] ??= []).push(...(/^empty( \d+)?$/.test(object) ? [] : [object]));
  });
  return Object.fromEntries(Object.entries(held).map(([holder, things]) => [holder, things.sort()]));
}

describe('things that go one way', () => {
  const stories: [string, Record<string, string[]>][] = [
    ['Tom has a coin. Tom gives his coin to Ben.', { Tom: [], Ben: ['coin'] }],
    ['The key is in box A. Box B is empty. Move the key from box A to box B.', { 'box A': [], 'box B': ['key'] }],
    [
      'Sally has a marble. Sally puts her marble in the basket. Anne moves the marble from the basket to the box.',
      { Sally: [], 'the basket': [], 'the box': ['marble'] },
    ],
    [
      'Ann has a red ball. Ben has nothing. Ann passes the ball to Ben, who passes it to Cal. Cal gives it back to Ann.',
      { Ann: ['red ball'], Ben: [], Cal: [] },
    ],
    [
      'Ann takes the key out of the drawer. She puts it into the box.',
      { Ann: [], 'the drawer': [], 'the box': ['key'] },
    ],
    [
      'Box A contains a key and a coin. Box B contains a pen. Swap the contents of boxes A and B.',
      { 'box A': ['pen'], 'box B': ['coin', 'key'] },
    ],
    [
      'Ann has a pen. Ben has a cup and a hat. Ann trades her pen for Ben’s hat.',
      { Ann: ['hat'], Ben: ['cup', 'pen'] },
    ],
  ];
  for (const [text, held] of stories) {
    it(JSON.stringify(text), async () => assert.deepEqual(await contents(text), held));
  }

  const refused: [string, RegExp][] = [
    [
      'Ann has a red ball and a hat. Ben has a cup. Ann swaps with Ben.',
      /Ann has the red ball and the hat now: write which/,
    ],
    [
      'The coin is in the jar. Remove the coin from the jar. Ben takes the coin from the jar.',
      /the jar does not have the coin now/,
    ],
    [
      'The kettle is in the drawer. The box is empty. Put the ketle into the box.',
      /there is no ketle in this story: there is the kettle/,
    ],
    [
      'Marta has a coin. Carla has nothing. Marta gives the coin to Carlo.',
      /'Carlo' is not one of those in this story: Carla is/,
    ],
    ['The key is in box A. Box B is empty. Move box A to box B.', /box A holds things itself/],
    [
      'Ann has a ball. Ben has nothing. Ann gives the ball to Ben. Ann gives the ball to Ben.',
      /Ann has nothing to give/,
    ],
    [
      'The key is in box A. Box B is empty. Move the key from box A to box B. The key is in box A. Move the key to box A.',
      /box A has nothing now, not the key/,
    ],
  ];
  for (const [text, reason] of refused) {
    it(`refuses ${JSON.stringify(text)}`, () => assert.rejects(read(text), reason));
  }

  it('is where a list of boxes says, whatever is moved (boxes as in entity tracking)', async () => {
    const things = ['book', 'lamp', 'tea', 'cup', 'ring'];
    const move = fc.record({ thing: fc.nat(4), to: fc.nat(3), how: fc.nat(3) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(3), { minLength: 5, maxLength: 5 }),
        fc.array(move, { minLength: 1, maxLength: 12 }),
        async (start, moves) => {
          const boxes: Record<string, string[]> = { 'Box 0': [], 'Box 1': [], 'Box 2': [], 'Box 3': [] };
          start.forEach((box, k) => boxes[`Box ${box}`]!.push(things[k]!));
          const told = Object.entries(boxes).map(
            ([box, held]) => `${box} contains ${held.map((thing) => `the ${thing}`).join(' and ') || 'nothing'}`,
          );
          const lines = [`${told.join(', ')}.`];
          for (const { thing, to, how } of moves) {
            const name = things[thing]!;
            const [from] = Object.entries(boxes).find(([, held]) => held.includes(name)) ?? [];
            const target = `Box ${to}`;
            if (from === target) continue;
            if (from === undefined) lines.push(`Put the ${name} into ${target}.`);
            else if (how === 0) {
              lines.push(`Remove the ${name} from ${from}.`);
              boxes[from]!.splice(boxes[from]!.indexOf(name), 1);
              continue;
            } else if (how === 1) {
              lines.push(`Move the contents of ${from} to ${target}.`);
              boxes[target]!.push(...boxes[from]!.splice(0));
              continue;
            } else lines.push(`Move the ${name} from ${from} to ${target}.`);
            if (from !== undefined) boxes[from]!.splice(boxes[from]!.indexOf(name), 1);
            boxes[target]!.push(name);
          }
          if (lines.length === 1) return;
          const found = await contents(lines.join(' '));
          assert.deepEqual(
            found,
            {
              ...found,
              ...Object.fromEntries(Object.entries(boxes).map(([box, held]) => [box.toLowerCase(), held.sort()])),
            },
            lines.join(' '),
          );
        },
      ),
      { seed, numRuns: runs(50) },
    );
  });
});

describe('things with two states', () => {
  const told: [string, string[]][] = [
    ['The light is off. Flip the switch. Flip the switch. Flip the switch. Is the light on?', ['yes']],
    ['A coin is heads up. Ka flips the coin. Sherrie does not flip the coin. Is the coin still heads up?', ['no']],
    [
      'The lamp is on and the door is closed. Anna turns the lamp off. Ben opens the door. She closes it. Is the door open or closed?',
      ['closed'],
    ],
    [
      'Lamps 1, 2 and 3 are off. Toggle lamp 1. Turn on lamp 2. Toggle lamp 2. Is lamp 1 on? Is lamp 2 on? Is lamp 3 on?',
      ['yes', 'no', 'no'],
    ],
    [
      'The card is face down. Ann turns the card over twice. The card is flipped. What is the state of the card?',
      ['face up'],
    ],
    [
      'The coin shows heads. Olga turns the coin over. Pete turns it over once more. Is the coin heads or tails?',
      ['heads'],
    ],
  ];
  for (const [text, answers] of told) {
    it(JSON.stringify(text), async () => {
      const trace = await read(text);
      assert.equal(traceFault(trace), undefined);
      assert.deepEqual(
        trace.questions?.map(({ answer }) => answer),
        answers,
      );
      assert.equal(trace.remarks, undefined);
    });
  }

  it('refuses what leaves open which is meant, or says what is not so', async () => {
    await assert.rejects(
      read('The light is off and the door is closed. Press the button.'),
      /not certain which is meant/,
    );
    await assert.rejects(read('The light is off. Flip the fan. Flip the light.'), /nothing was said of the fan/);
    await assert.rejects(
      read('The light is off. Flip the light. The light is off. Flip the light.'),
      /the light is on now, not off/,
    );
    await assert.rejects(
      read('The coin is heads up. Ann tosses the coin. Ann flips the coin.'),
      /middle of a sentence/,
    );
  });
});
