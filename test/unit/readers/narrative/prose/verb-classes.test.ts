import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SourceError } from '../../../../../src/trace/source';
import { NAMES, placesOf, THINGS } from './acted';

/** Base, past and participle; `-s` and `-ing` are made of the first. */
type Verb = readonly [base: string, past: string, participle: string];
const verbs = (list: string): Verb[] => list.split(', ').map((each) => each.split(' ') as unknown as Verb);

const GIVE = verbs(
  'give gave given, hand handed handed, pass passed passed, lend lent lent, toss tossed tossed, throw threw thrown, sell sold sold, send sent sent, offload offloaded offloaded, slide slid slid, entrust entrusted entrusted, relay relayed relayed, cede ceded ceded',
);
const DATIVE = GIVE.slice(0, 8);
const TAKE = verbs(
  'take took taken, grab grabbed grabbed, borrow borrowed borrowed, steal stole stolen, collect collected collected, fetch fetched fetched, snatch snatched snatched, buy bought bought, reclaim reclaimed reclaimed, swipe swiped swiped, obtain obtained obtained',
);
const PUT = verbs(
  'put put put, place placed placed, lay laid laid, drop dropped dropped, hide hid hidden, store stored stored, tuck tucked tucked, slip slipped slipped, stuff stuffed stuffed, pack packed packed, shove shoved shoved, lower lowered lowered, cram crammed crammed',
);
const SWAP = verbs('swap swapped swapped, trade traded traded, switch switched switched, exchange exchanged exchanged');

const third = ([base]: Verb) => base.replace(/(?:s|sh|ch|x)$/, '$&e') + 's';
const ing = ([base]: Verb) =>
  `${base.replace(/e$/, '').replace(/^(grab|swap|put|drop|slip|cram)$/, (verb) => verb + verb.slice(-1))}ing`;

/** An act with a verb: the same in all forms in which it is done. */
const ACTIVE: readonly ((verb: Verb, rest: string, a: string) => string)[] = [
  (verb, rest, a) => `${a} ${third(verb)} ${rest}.`,
  ([, past], rest, a) => `${a} ${past} ${rest}.`,
  ([, , participle], rest, a) => `${a} has ${participle} ${rest}.`,
  ([, past], rest, a) => `After lunch, ${a} quickly ${past} ${rest}.`,
  ([base], rest, a) => `${a} decided to ${base} ${rest}.`,
  ([base], rest, a) => `${a} managed to ${base} ${rest}.`,
  ([base], rest, a) => `In the end ${a} did ${base} ${rest}.`,
  ([, past], rest, a) => `${a} laughed and ${past} ${rest}.`,
  ([, past], rest, a) => `It was late, so ${a} ${past} ${rest}.`,
  (verb, rest, a) => `${a} sat down, ${ing(verb)} ${rest}.`,
  ([, past], rest, a) => `It was ${a} who ${past} ${rest}.`,
  ([, past], rest, a) => `${a}, who was tired, ${past} ${rest}.`,
];
/** The same where something is done with it. */
const PASSIVE: readonly ((participle: string, thing: string, rest: string) => string)[] = [
  (participle, thing, rest) => `The ${thing} is ${participle} ${rest}.`,
  (participle, thing, rest) => `The ${thing} was ${participle} ${rest}.`,
  (participle, thing, rest) => `The ${thing} has been ${participle} ${rest}.`,
  (participle, thing, rest) => `Then the ${thing} got ${participle} ${rest}.`,
];

interface Told {
  verb: Verb;
  frame: number;
}
/** What is told, and where each of two things is then: `mine` is `a`'s at first, `yours` is `b`'s. */
type Class = (how: Told, of: { a: string; b: string; mine: string; yours: string }) => [string, string, string];

const active = ({ verb, frame }: Told, rest: string, a: string) => ACTIVE[frame % ACTIVE.length]!(verb, rest, a);
const passive = ({ verb, frame }: Told, thing: string, rest: string) =>
  PASSIVE[frame % PASSIVE.length]!(verb[2], thing, rest);

const CLASSES: Readonly<Record<string, { verbs: readonly Verb[]; tell: Class }>> = {
  'giving to': { verbs: GIVE, tell: (how, { a, b, mine }) => [active(how, `the ${mine} to ${b}`, a), b, b] },
  'giving somebody': { verbs: DATIVE, tell: (how, { a, b, mine }) => [active(how, `${b} the ${mine}`, a), b, b] },
  'being given to': { verbs: GIVE, tell: (how, { a, b, mine }) => [passive(how, mine, `to ${b} by ${a}`), b, b] },
  'taking from': { verbs: TAKE, tell: (how, { a, b, yours }) => [active(how, `the ${yours} from ${b}`, a), a, a] },
  'being taken from': {
    verbs: TAKE,
    tell: (how, { a, b, yours }) => [passive(how, yours, `from ${b} by ${a}`), a, a],
  },
  'putting into': { verbs: PUT, tell: (how, { a, b, mine }) => [active(how, `the ${mine} into the box`, a), 'box', b] },
  'being put into': { verbs: PUT, tell: (how, { b, mine }) => [passive(how, mine, 'into the box'), 'box', b] },
  'exchanging with': { verbs: SWAP, tell: (how, { a, b }) => [active(how, `things with ${b}`, a), b, a] },
  'exchanging for': {
    verbs: SWAP,
    tell: (how, { a, b, mine, yours }) => [active(how, `the ${mine} for the ${yours}`, a), b, a],
  },
};

describe('verbs of one class, in every form', () => {
  for (const [what, { verbs: all, tell }] of Object.entries(CLASSES))
    it(`${what}: end as they are acted out, or are refused`, async () => {
      let read = 0;
      const each = fc.record({
        verb: fc.constantFrom(...all),
        frame: fc.nat(11),
        people: fc.shuffledSubarray(NAMES, { minLength: 3, maxLength: 3 }),
        things: fc.shuffledSubarray(THINGS, { minLength: 3, maxLength: 3 }),
      });
      await fc.assert(
        fc.asyncProperty(each, async ({ verb, frame, people, things }) => {
          const [a, b, c] = people as [string, string, string];
          const [mine, yours, other] = things as [string, string, string];
          const [told, first, second] = tell({ verb, frame }, { a, b, mine, yours });
          const text = `${a} has a ${mine}, ${b} has a ${yours} and ${c} has a ${other}. ${told}`;
          const now = await placesOf(text).catch((error: unknown) => {
            if (!(error instanceof SourceError)) throw error;
            if (process.env.SHOW) console.log(text, '\n   ', error.message);
            return undefined;
          });
          if (!now) return;
          read++;
          const places = [mine, yours, other].map((thing) => now.get(thing)?.replace(/^the /, ''));
          assert.deepEqual(places, [first, second, c], text);
        }),
        { seed: 20260101, numRuns: 60 },
      );
      assert.ok(read >= 45, `${read} of 60 were read`);
    });
});
