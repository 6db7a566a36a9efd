import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readNarrative } from '../../../../src/readers/narrative';
import { runs } from '../../arbitraries';

const seed = 20260101;
const NAMES = ['Nora', 'Omar', 'Pia', 'Quinn', 'Rhea', 'Sven', 'Tilda'];
const read = (text: string) => readNarrative({ uri: 'a.txt', language: 'narrative', text }, {});

/** What is in every slot at the end, by name. */
async function final(text: string): Promise<Record<string, string>> {
  const trace = await read(text);
  return Object.fromEntries(trace.slots.map((slot, k) => [slot, trace.objects[trace.final![k]!]!]));
}

/** A table with people round it, each with a coin, moved about one by one: nothing here composes maps. */
class Table {
  /** Who sits there, clockwise. */
  readonly seats: string[];
  readonly coins: Map<string, string>;
  readonly told: string[] = [];
  moved = false;
  passed = false;

  constructor(readonly people: string[]) {
    this.seats = [...people];
    this.coins = new Map(people.map((name) => [name, `${name}'s coin`]));
  }

  private get before(): (by: number) => [string, string][] {
    const n = this.people.length;
    return (by) => this.seats.map((name, seat) => [name, this.seats[(((seat + by) % n) + n) % n]!]);
  }

  everyoneMoves(by: number, said: string): void {
    const goals = this.before(by);
    const was = [...this.seats];
    for (const [name, neighbour] of goals) this.seats[was.indexOf(neighbour)] = name;
    this.moved = true;
    this.told.push(said);
  }

  everyonePasses(by: number, said: string): void {
    const was = new Map(this.coins);
    for (const [name, neighbour] of this.before(by)) this.coins.set(neighbour, was.get(name)!);
    this.passed = true;
    this.told.push(said);
  }

  changeSeats(a: string, b: string, said: string): void {
    const [i, j] = [this.seats.indexOf(a), this.seats.indexOf(b)];
    this.seats[i] = b;
    this.seats[j] = a;
    this.moved = true;
    this.told.push(said);
  }

  tradeCoins(a: string, b: string, said: string): void {
    const hers = this.coins.get(a)!;
    this.coins.set(a, this.coins.get(b)!);
    this.coins.set(b, hers);
    this.passed = true;
    this.told.push(said);
  }
}

/** How to say `by` places, in words for people (`move`) or things (`pass`). */
function directions(by: number): string[] {
  const [count, left] = [Math.abs(by), by > 0];
  const side = left ? 'left' : 'right';
  const way = left ? 'clockwise' : 'counterclockwise';
  const places = count === 1 ? 'one place' : `${['', '', 'two', 'three'][count]} places`;
  const all = [`${places} to the ${side}`, `${places} ${way}`, `${way} by ${places.replace('place', 'seat')}`];
  if (count === 1) all.push(`to the ${side}`, way, `one seat to the ${side}`);
  return all;
}

describe('people who move', () => {
  const known: [string, Record<string, string>][] = [
    [
      'Three friends sit in a circle: Nora, Omar and Pia. Everyone moves one seat to the right.',
      { "Nora's seat": 'Omar', "Omar's seat": 'Pia', "Pia's seat": 'Nora' },
    ],
    [
      'Nora, Omar and Pia sit around a table. Everyone rotates clockwise.',
      { "Nora's seat": 'Pia', "Omar's seat": 'Nora', "Pia's seat": 'Omar' },
    ],
    [
      'Nora, Omar and Pia sit in a circle. They all move to the chair on their left.',
      { "Nora's seat": 'Pia', "Omar's seat": 'Nora', "Pia's seat": 'Omar' },
    ],
    [
      'Nora, Omar and Pia sit in a circle. Everybody rotates places counterclockwise.',
      { "Nora's seat": 'Omar', "Omar's seat": 'Pia', "Pia's seat": 'Nora' },
    ],
    ['Nora and Pia swap chairs.', { "Nora's chair": 'Pia', "Pia's chair": 'Nora' }],
    // A clockwise rotation of some of them goes by where they sit, not by how they are named.
    [
      'Nora, Omar, Pia and Quinn sit in a circle. Quinn, Nora and Omar rotate places clockwise.',
      { "Nora's place": 'Quinn', "Omar's place": 'Nora', "Pia's place": 'Pia', "Quinn's place": 'Omar' },
    ],
    [
      'Nora, Omar, Pia and Quinn sit in a circle. Pia, Nora and Omar rotate seats, in that order.',
      { "Nora's seat": 'Pia', "Omar's seat": 'Nora', "Pia's seat": 'Omar', "Quinn's seat": 'Quinn' },
    ],
    // Things go with those who hold them; the neighbour is whoever sits there now.
    [
      'Nora, Omar, Pia and Quinn sit in a circle. Nora and Omar swap seats. Everyone passes their hat to the left.',
      {
        Nora: "Omar's hat",
        Omar: "Quinn's hat",
        Pia: "Nora's hat",
        Quinn: "Pia's hat",
        "Nora's seat": 'Omar',
        "Omar's seat": 'Nora',
        "Pia's seat": 'Pia',
        "Quinn's seat": 'Quinn',
      },
    ],
    // Cups have no hands: what moves are the cups.
    [
      'Three cups, numbered 1 to 3, stand in a row. Cups 1, 2 and 3 rotate, in that order.',
      { 'cup 1': 'place 2', 'cup 2': 'place 3', 'cup 3': 'place 1' },
    ],
  ];
  for (const [text, held] of known) {
    it(JSON.stringify(text), async () => assert.deepEqual(await final(text), held));
  }

  const refused: [string, RegExp][] = [
    ['Nora, Omar and Pia rotate their coins.', /1:1: error: it does not say which way: add 'clockwise'/],
    ['Nora, Omar and Pia pass their coins around.', /1:1: error: it does not say which way/],
    ['Nora, Omar and Pia pass their coins around in a circle.', /1:1: error: it does not say which way/],
    ['Nora, Omar and Pia sit in a circle. Nora, Omar and Pia rotate seats.', /1:37: error: it does not say which way/],
    ['Nora, Omar and Pia sit in a circle. Everyone rotates.', /1:37: error: it does not say which way/],
    ['Nora, Omar and Pia sit in a circle. Everyone passes their coin around.', /it does not say which way/],
    ['Rotate cups 1, 2 and 3.', /it does not say which way/],
    ['Nora, Omar and Pia are friends. Everyone moves one seat to the left.', /does not say how they sit/],
    ['Nora, Omar and Pia sit in a circle, facing outwards. Everyone moves to the left.', /does not say how they sit/],
    ['Nora, Omar and Pia sit in a circle. Everyone moves forward.', /not understood/],
  ];
  for (const [text, message] of refused) {
    it(`refuses ${JSON.stringify(text)}`, async () => assert.rejects(read(text), message));
  }

  it('two can only rotate one way', async () => {
    assert.deepEqual(await final('Nora and Omar rotate their hats.'), { Nora: "Omar's hat", Omar: "Nora's hat" });
  });

  it('sit and hold what an acted-out table says', async () => {
    const event = fc.record({
      what: fc.constantFrom('move', 'pass', 'seats', 'coins'),
      by: fc.constantFrom(-3, -2, -1, 1, 2, 3),
      pair: fc.tuple(fc.nat(6), fc.nat(6)),
      phrase: fc.nat(11),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 3, max: 7 }),
        fc.array(event, { minLength: 1, maxLength: 12 }),
        async (n, all) => {
          const table = new Table(NAMES.slice(0, n));
          const pick = (list: string[], k: number) => list[k % list.length]!;
          for (const { what, by, pair, phrase } of all) {
            const [a, b] = [table.people[pair[0] % n]!, table.people[(pair[0] + 1 + (pair[1] % (n - 1))) % n]!];
            const way = pick(directions(by), phrase);
            if (what === 'move') table.everyoneMoves(by, `Everyone ${pick(['moves', 'shifts'], phrase)} ${way}.`);
            else if (what === 'pass') table.everyonePasses(by, `Everybody passes their coin ${way}.`);
            else if (what === 'seats')
              table.changeSeats(a, b, `${a} and ${b} ${pick(['swap seats', 'trade places'], phrase)}.`); // prettier-ignore
            else table.tradeCoins(a, b, pick([`${a} and ${b} trade coins.`, `${a} swaps coins with ${b}.`], phrase));
          }
          const people = `${table.people.slice(0, -1).join(', ')} and ${table.people.at(-1)}`;
          const text = [`${people} sit in a circle. They each have a coin.`, ...table.told].join(' ');
          const now = await final(text);
          if (table.passed) for (const name of table.people) assert.equal(now[name], table.coins.get(name), text);
          if (!table.moved) return;
          const seat = Object.keys(now)
            .find((slot) => slot.includes("'s "))!
            .split("'s ")[1]!;
          table.seats.forEach((name, k) => assert.equal(now[`${table.people[k]}'s ${seat}`], name, text));
        },
      ),
      { seed, numRuns: runs(150) },
    );
  });
});
