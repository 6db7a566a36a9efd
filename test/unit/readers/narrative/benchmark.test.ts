import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readNarrative } from '../../../../src/readers/narrative';
import { runs } from '../../arbitraries';

const seed = 20260101;
const read = (text: string) => readNarrative({ uri: 'a.txt', language: 'narrative', text }, {});

/** A kind of story as benchmarks of shuffled objects write them; our own scenes and words. */
interface Kind {
  intro: (people: string) => string;
  start: string;
  holds: (name: string, thing: string) => string;
  habit: string;
  swaps: ((a: string, b: string) => string)[];
  end: string;
  asks: ((name: string) => string)[];
  things: string[];
}

const KINDS: Kind[] = [
  {
    intro: (people) => `${people} are at a seaside cafe.`,
    start: 'At the start of the morning, they are each holding an umbrella:',
    holds: (name, thing) => `${name} has a ${thing} umbrella`,
    habit: 'As the morning goes on, pairs of guests trade umbrellas.',
    swaps: [(a, b) => `${a} and ${b} swap umbrellas`, (a, b) => `${a} trades umbrellas with ${b}`],
    end: 'At the end of the morning,',
    asks: [(name) => `${name} has the`, (name) => `${name} is holding the`],
    things: ['red', 'blue', 'green', 'yellow', 'violet', 'grey', 'striped'],
  },
  {
    intro: (people) => `${people} are neighbours and keen listeners who occasionally lend each other records.`,
    start: 'At the start of the winter, they each buy one new record:',
    holds: (name, thing) => `${name} gets ${thing}`,
    habit: 'As the winter proceeds, they start trading around the new records.',
    swaps: [(a, b) => `${a} and ${b} swap records`, (a, b) => `${a} swaps records with ${b}`],
    end: 'At the end of the winter,',
    asks: [(name) => `${name} has`],
    things: ['Blue', 'Thriller', 'The Wall', 'Kind of Blue', 'Abraxas', 'Songs in the Key of Life', 'Rumours'],
  },
  {
    intro: (people) => `${people} are skaters at an ice rink.`,
    start: 'At the start of a song, they each have a partner:',
    holds: (name, thing) => `${name} is dancing with ${thing}`,
    habit: 'Throughout the song, the skaters often trade partners.',
    swaps: [(a, b) => `${a} and ${b} switch partners`, (a, b) => `${a} and ${b} trade partners`],
    end: 'At the end of the dance,',
    asks: [(name) => `${name} is dancing with`],
    things: ['Rhea', 'Sven', 'Tilda', 'Ulf', 'Vida', 'Wim', 'Xenia'],
  },
  {
    intro: (people) => `${people} are on the same team in a hockey match.`,
    start: 'At the start of the match, they are each assigned to a position:',
    holds: (name, thing) => `${name} is playing ${thing}`,
    habit: 'As the match progresses, pairs of players occasionally swap positions.',
    swaps: [(a, b) => `${a} and ${b} trade positions`, (a, b) => `${a} swaps positions with ${b}`],
    end: 'At the end of the match,',
    asks: [(name) => `${name} is playing`],
    things: ['goalkeeper', 'left wing', 'right wing', 'sweeper', 'center forward', 'left back', 'right back'],
  },
  {
    intro: (people) => `${people} are holding a winter gift exchange.`,
    start: 'At the start of the evening, they are each holding a parcel of a different size:',
    holds: (name, thing) => `${name} has a ${thing} parcel`,
    habit: 'As the evening progresses, pairs of people swap parcels.',
    swaps: [(a, b) => `${a} and ${b} swap their parcels`, (a, b) => `${a} exchanges parcels with ${b}`],
    end: 'At the end of the evening,',
    asks: [(name) => `${name} has the`],
    things: ['tiny', 'small', 'large', 'huge', 'flat', 'long', 'round'],
  },
];
const NAMES = ['Nora', 'Omar', 'Pia', 'Quinn', 'Rosa', 'Sid', 'Theo'];
const OPENINGS = ['First, ', 'Then, ', 'Then ', 'After that, ', 'A little later, ', 'Next, ', 'Later that day, '];

describe('stories as benchmarks of shuffled objects write them', () => {
  it('are read, and their question is answered, as a simulation of them says', async () => {
    const swap = fc.record({ pair: fc.tuple(fc.nat(6), fc.nat(5)), phrase: fc.nat(1), opening: fc.nat(6) });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...KINDS),
        fc.integer({ min: 3, max: 7 }),
        fc.array(swap, { minLength: 1, maxLength: 20 }),
        fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 7, maxLength: 7 }),
        fc.nat(6),
        async (kind, n, swaps, order, who) => {
          const people = NAMES.slice(0, n);
          const has = new Map(people.map((name, k) => [name, kind.things[order[k]!]!]));
          const listed = `${people.slice(0, -1).join(', ')}, and ${people.at(-1)!}`;
          const holdings = people.map((name) => kind.holds(name, has.get(name)!));
          const told = swaps.map(({ pair, phrase, opening }, k) => {
            const a = people[pair[0] % n]!;
            const b = people[(pair[0] + 1 + (pair[1] % (n - 1))) % n]!;
            const before = has.get(a)!;
            has.set(a, has.get(b)!);
            has.set(b, before);
            const lead = k === swaps.length - 1 && k > 0 ? 'Finally, ' : OPENINGS[k === 0 ? 0 : opening]!;
            return `${lead}${kind.swaps[phrase]!(a, b)}.`;
          });
          const asked = people[who % n]!;
          // Options in the order of the simulation's own list, not of the people.
          const options = kind.things.filter((thing) => [...has.values()].includes(thing));
          const suffix = /has an? (?:\w+) (\w+)$/.exec(kind.holds('X', 'some'))?.[1];
          const full = (thing: string) => (suffix === undefined ? thing : `${thing} ${suffix}`);
          const text = [
            `${kind.intro(listed)} ${kind.start} ${holdings.slice(0, -1).join(', ')}, and ${holdings.at(-1)!}.`,
            `${kind.habit} ${told.join(' ')} ${kind.end} ${kind.asks[who % kind.asks.length]!(asked)}`,
            'Options:',
            ...options.map((thing, k) => `(${String.fromCharCode(65 + k)}) ${full(thing)}`),
          ].join('\n');
          const trace = await read(text);
          assert.equal(trace.steps.length, swaps.length, text);
          assert.deepEqual(trace.slots, people);
          people.forEach((name, k) => assert.equal(trace.objects[trace.final![k]!], full(has.get(name)!), text));
          const question = trace.questions?.at(-1);
          assert.equal(question?.answer, full(has.get(asked)!), text);
          assert.equal(question.right, String.fromCharCode(65 + options.indexOf(has.get(asked)!)), text);
          assert.deepEqual(trace.remarks?.map((remark) => `${remark.text}.`), [`not read, because it moves nothing: ${kind.habit}`]); // prettier-ignore
        },
      ),
      { seed, numRuns: runs(60) },
    );
  });

  it('without an option that says so have no right option', async () => {
    const trace = await read(
      'Ann has a red hat. Ben has a blue hat. Ann and Ben swap. Ann has the\nOptions:\n(A) red hat\n(B) green hat',
    );
    assert.equal(trace.questions![0]!.answer, 'blue hat');
    assert.equal(trace.questions![0]!.right, null);
  });
});
