import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readNarrative } from '../../../../src/readers/narrative';
import { SourceError } from '../../../../src/trace/source';

const seed = 20260101;
const read = (text: string) => readNarrative({ uri: 'a.txt', language: 'narrative', text }, {});
const NAMES = ['Nora', 'Omar', 'Pia', 'Quinn', 'Rosa'];
const THINGS = ['kite', 'lamp', 'mug', 'drum', 'vase'];

/** What each one has at the end. */
async function final(text: string): Promise<Record<string, string[]>> {
  const { slots, objects, final: last } = await read(text);
  const held: Record<string, string[]> = {};
  slots.forEach((slot, k) => {
    const owner = slot.replace(/ \(\d+\)$/, '');
    const object = objects[last![k]!]!;
    held[owner] = [...(held[owner] ?? []), ...(/^empty/.test(object) ? [] : [object])].sort();
  });
  return held;
}

/** Ways to say one exchange or gift; what is passed over stands in some of them. */
const SWAPS: ((a: string, b: string, x: string, y: string) => string)[] = [
  (a, b) => `Smiling, ${a} swapped with ${b}.`,
  (a, b, x) => `While the others chatted, ${a} traded the ${x} with ${b}.`,
  (a, b, x, y) => `${a}, who had the ${x}, exchanged it for the ${y} that ${b} had.`,
  (a, b) => `When the bell rang, ${a} and ${b} changed what they had.`,
  (a, b) => `After a long talk about the weather, ${b} and ${a} traded.`,
  (a, b, x, y) => `${a} gave ${b} the ${x} for the ${y}.`,
  (a, b) => `The weather was bad, so ${a} decided to swap with ${b}.`,
];
const GIFTS: ((a: string, b: string, x: string) => string)[] = [
  (a, b, x) => `Without thinking, ${a} handed ${b} the ${x}.`,
  (a, b, x) => `${b} wanted the ${x}, and ${a} gave it to ${b}.`,
  (a, b, x) => `The ${x} was passed to ${b} by ${a}.`,
  (a, b, x) => `As it was late, ${b} took the ${x} from ${a}.`,
  (a, b, x) => `${a} almost dropped the ${x}, but then lent it to ${b}.`,
];
const IDLE: ((a: string, b: string, x: string) => string)[] = [
  (a) => `${a} laughed and looked out of the window.`,
  (a, b) => `${a} waited for ${b} near the door.`,
  (a, b, x) => `${a} did not give ${b} the ${x}.`,
  (a, b) => `${a} wanted to swap with ${b}, but ${b} refused.`,
  (a, _, x) => `${a} admired the ${x}.`,
];

describe('stories in free words', () => {
  it('end as they are acted out, or are refused', async () => {
    let right = 0;
    const step = fc.record({
      kind: fc.nat(2),
      phrase: fc.nat(6),
      a: fc.nat(4),
      by: fc.integer({ min: 1, max: 4 }),
      thing: fc.nat(4),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (all) => {
        const has = new Map(NAMES.map((name, k) => [name, [THINGS[k]!]]));
        const told = all.map(({ kind, phrase, a, by, thing }) => {
          const [one, other] = [NAMES[a]!, NAMES[(a + by) % 5]!];
          const [mine, yours] = [has.get(one)!, has.get(other)!];
          if (kind === 0 && mine.length === 1 && yours.length === 1) {
            has.set(one, yours).set(other, mine);
            return SWAPS[phrase % SWAPS.length]!(one, other, mine[0]!, yours[0]!);
          }
          if (kind === 1 && mine.length > 0) {
            const given = mine[thing % mine.length]!;
            has
              .set(
                one,
                mine.filter((each) => each !== given),
              )
              .set(other, [...yours, given]);
            return GIFTS[phrase % GIFTS.length]!(one, other, given);
          }
          return IDLE[phrase % IDLE.length]!(one, other, THINGS[thing]!);
        });
        const begin = NAMES.map((name, k) => `${name} brought a ${THINGS[k]!}`);
        const text = `${begin.slice(0, -1).join(', ')} and ${begin.at(-1)!}. ${told.join(' ')}`;
        const now = await final(text).catch((error: unknown) => {
          if (!(error instanceof SourceError)) throw error;
          return undefined;
        });
        if (!now) return;
        right++;
        for (const name of NAMES) assert.deepEqual(now[name] ?? [], [...has.get(name)!].sort(), text);
      }),
      { seed, numRuns: 300 },
    );
    assert.ok(right > 150, `${right} of 300 were read`);
  });

  const BALLS = 'Ann has a red ball. Ben has a blue ball. Cal has a white ball. ';
  for (const [story, ann] of [
    ['Ann nearly swaps with Ben. Ann swaps with Cal.', 'white ball'],
    ['Before lunch, Ann swaps with Ben.', 'blue ball'],
    ['Ann and Ben plan to swap. Ann and Cal swap.', 'white ball'],
    ['Ann and Ben refuse to swap. Ann and Cal swap.', 'white ball'],
    ['After Ann and Ben swap, Cal swaps with Ann.', 'white ball'],
    ['Ann and Ben swap after Cal swaps with Ben.', 'white ball'],
    ['The coach tells Ann and Cal to swap.', 'white ball'],
  ] as const)
    it(`${JSON.stringify(story)} leaves Ann with the ${ann}`, async () =>
      assert.deepEqual((await final(BALLS + story)).Ann, [ann]));

  for (const story of [
    'Cal asks Ann to swap with Ben. Cal laughs. Ben laughs. Cal laughs.',
    'Ann swaps with Ben. A stranger takes everything.',
    'Ann frobs the red ball at Ben.',
    'Mother said that Ann must give Ben the red ball. Ann must give Ben the red ball.',
    'Ann offers Ben the red ball. Ben accepts. Ann swaps with Cal.',
  ])
    it(`${JSON.stringify(story)} is refused`, async () =>
      assert.rejects(read(BALLS + story), (error) => error instanceof SourceError));
});
