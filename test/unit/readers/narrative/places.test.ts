import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readNarrative } from '../../../../src/readers/narrative';
import { runs } from '../../arbitraries';

const read = (text: string) => readNarrative({ uri: 'a.txt', language: 'narrative', text }, {});
const answer = async (text: string) => (await read(text)).questions?.at(-1)?.answer;

describe('people who go from place to place', () => {
  const SEED = 20261129;
  const [people, rooms, things] = [['Ann', 'Ben', 'Cal'], ['kitchen', 'garden', 'hall', 'attic'], ['ball', 'key']]; // prettier-ignore

  it(`are where a simulation has them, with what they carry (seed ${SEED})`, async () => {
    const step = fc.record({
      who: fc.nat({ max: 2 }),
      room: fc.nat({ max: 3 }),
      thing: fc.nat({ max: 1 }),
      does: fc.constantFrom('go', 'drop', 'give'),
      to: fc.nat({ max: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const at = people.map((_, k) => k);
        // Who has each thing, or (from 10 on) the room in which it lies.
        const where = [0, 1];
        const told = people.map((name, k) => `${name} is in the ${rooms[k]!}.`);
        told.push(...things.map((thing, k) => `${people[k]!} has the ${thing}.`), 'Cal goes to the attic.');
        at[2] = 3;
        for (const { who, room, thing, does, to } of steps) {
          if (does === 'go') {
            at[who] = room;
            told.push(`${people[who]!} goes to the ${rooms[room]!}.`);
          } else if (where[thing] === who && does === 'drop') {
            where[thing] = 10 + at[who]!;
            told.push(`${people[who]!} drops the ${things[thing]!}.`);
          } else if (where[thing] === who && to !== who) {
            where[thing] = to;
            told.push(`${people[who]!} gives the ${things[thing]!} to ${people[to]!}.`);
          }
        }
        const placeOf = (thing: number) => (where[thing]! >= 10 ? where[thing]! - 10 : at[where[thing]!]!);
        for (const [k, thing] of things.entries())
          assert.equal(
            await answer(`${told.join(' ')} Where is the ${thing}?`),
            `the ${rooms[placeOf(k)]!}`,
            told.join(' '),
          );
        for (const [k, name] of people.entries())
          assert.equal(await answer(`${told.join(' ')} Where is ${name}?`), `the ${rooms[at[k]!]!}`, told.join(' '));
        const inHall = people.filter((_, k) => at[k] === 2).sort().join(' and ') || 'nothing'; // prettier-ignore
        const found = await answer(`${told.join(' ')} Who is in the hall?`);
        assert.equal((found ?? '').split(' and ').sort().join(' and '), inHall, told.join(' '));
      }),
      { seed: SEED, numRuns: runs(25) },
    );
  });

  for (const [story, said] of [
    ['Mary got the football. Mary went to the garden. Where is the football?', 'the garden'],
    ['Ann is in the kitchen. Ben is in the hall. Ann goes to Ben. Where is Ann?', 'the hall'],
    ['Yara is in Berlin. Zeno is in Prague. Yara flies to Vienna. Zeno takes the train to Berlin. Who is in Berlin?', 'Zeno'],
    ['Ann sits in seat 1, Ben sits in seat 2 and Cal sits in seat 3. Everyone moves one seat to the right and Cal moves to seat 1. Who sits in seat 2?', 'Ann'],
    ['Nora is first in line, Otis is second, Pia is third. The first person goes to the end of the line. Who is first now?', 'Otis'],
    ['The light is red. It turns green. It turns yellow. What colour is the light?', 'yellow'],
    ['Lamps 1 and 2 are off and lamp 3 is on. Jo flips lamp 1, then lamp 3. Which lamps are on?', 'lamp 1'],
    ['The red box holds a doll and the green box is empty. Tim puts the doll into the green box. Which box is empty?', 'the red box'],
    ['Captain Rossi has the map and Bell has the key. The captain swaps with Bell. Who has the map?', 'Bell'],
    ['Ann has a pen. Ben has a cup. Ann wants to swap, but Ben says no. Ann gives Ben her pen, and he gives it back. Who has the pen?', 'Ann'],
    ['Una has a pen, Vic has a cup and Wes has a hat. Una takes Vic’s, Vic takes Wes’s and Wes takes Una’s. What does Wes have?', 'pen'],
  ] as const) it(`"${story}"`, async () => assert.equal(await answer(story), said)); // prettier-ignore

  for (const [story, reason] of [
    ['Ann has 3 apples and Ben has a cup. Ann gives an apple to Ben. What does Ben have?', /'3 apples' are followed together: name each one/],
    ['The coin is under the red cup and the blue cup is empty. Swap the red cup and the blue cup. Where is the coin?', /whether the red cup takes along what it holds is not said/],
    ['Ann sits in seat 1, Ben sits in seat 2 and Cal sits in seat 3. Everyone moves one seat to the right. Who sits in seat 2?', /it does not say where Cal goes/],
    ['Ann has a pen. Ben has a cup. Ann wants to swap with Ben. Ben nods. What does Ann have?', /'wants' is not understood|'to' is not|not understood here|whether what was offered is done is not said/],
  ] as const) it(`refuses "${story}"`, async () => assert.rejects(read(story), reason)); // prettier-ignore

  it('leave a question that is not understood without an answer, and say so', async () => {
    const { questions, remarks } = await read('Ann is in the hall. Ben is in the garden. Ann goes to the garden. Who is taller than Ben?');
    assert.equal(questions, undefined);
    assert.deepEqual(remarks?.map(({ text }) => text), ['not answered, because it is not understood: Who is taller than Ben?']);
  }); // prettier-ignore
});
