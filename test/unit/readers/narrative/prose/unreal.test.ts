import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SourceError } from '../../../../../src/trace/source';
import { NAMES, placesOf, THINGS } from './acted';

/** An event in every form that a sentence may put it in. */
interface Event {
  base: string;
  past: string;
  third: string;
  ing: string;
  participle: string;
}
type Frame = (e: Event, a: string, c: string) => string;

const event =
  (forms: string, rest: (b: string, mine: string, yours: string) => string) =>
  (...of: [b: string, mine: string, yours: string]): Event => {
    const [base, past, third, ing, participle] = forms.split(' ').map((form) => `${form} ${rest(...of)}`) as [
      string,
      string,
      string,
      string,
      string,
    ];
    return { base, past, third, ing, participle };
  };
const EVENTS = [
  event('give gave gives giving given', (b, mine) => `${b} the ${mine}`),
  event('hand handed hands handing handed', (b, mine) => `the ${mine} to ${b}`),
  event('swap swapped swaps swapping swapped', (b) => `with ${b}`),
  event('take took takes taking taken', (b, _, yours) => `the ${yours} from ${b}`),
  event('put put puts putting put', (_, mine) => `the ${mine} in the box`),
  event('trade traded trades trading traded', (_, mine, yours) => `the ${mine} for the ${yours}`),
  event('throw threw throws throwing thrown', (_, mine) => `the ${mine} away`),
  event('steal stole steals stealing stolen', (b, _, yours) => `${b}'s ${yours}`),
];
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const FRAMES: Readonly<Record<string, readonly Frame[]>> = {
  'is denied': [
    (e, a) => `Instead of ${e.ing}, ${a} smiled.`,
    (e, a) => `${a} smiled instead of ${e.ing}.`,
    (e) => `Nobody ${e.past}.`,
    (e) => `No one ${e.past}.`,
    (e) => `None of them ${e.past}.`,
    (e) => `Not a soul ${e.past}.`,
    (e, a) => `${a} never ${e.past}.`,
    (e, a) => `${a} did not ${e.base}.`,
    (e, a) => `${a} didn't ${e.base}.`,
    (e, a) => `${a} doesn't ${e.base}.`,
    (e, a) => `${a} had not ${e.participle}.`,
    (e, a) => `${a} hasn't ${e.participle} yet.`,
    (e, a) => `${a} had no wish to ${e.base}.`,
    (e, a) => `${a} decided not to ${e.base}.`,
    (e, a) => `${a} chose not to ${e.base}.`,
    (e, a) => `${a} managed not to ${e.base}.`,
    (e, a) => `${a} was not able to ${e.base}.`,
    (e, a) => `${a} was not allowed to ${e.base}.`,
    (e, a) => `${a} was going to ${e.base}, but did not.`,
    (e, a, c) => `Neither ${a} nor ${c} ${e.past}.`,
    (e, a) => `At no point did ${a} ${e.base}.`,
    (e, a) => `Not once did ${a} ${e.base}.`,
    (e, a) => `Without ${e.ing}, ${a} sat down.`,
    (e, a) => `${a} sat down without ${e.ing}.`,
    (e, a) => `Rather than ${e.base}, ${a} waited.`,
    (e, a) => `${a} waited rather than ${e.base}.`,
    (e, a) => `Far from ${e.ing}, ${a} waited.`,
    (e, a) => `${a} made no move to ${e.base}.`,
    (e, a) => `${a} saw no reason to ${e.base}.`,
    (e) => `There was no need to ${e.base}.`,
    (e, a) => `${a} need not ${e.base}.`,
    (e, a) => `${a} hardly ever ${e.past}.`,
    (e, a) => `${a} rarely ${e.past}.`,
    (e, a) => `${a} was careful not to ${e.base}.`,
    (e, a) => `${a} took care not to ${e.base}.`,
    (e, a) => `${a} no longer wanted to ${e.base}.`,
    (e, a) => `${a} did nothing of the kind: she did not ${e.base}.`,
    (e, a) => `${a} neither laughed nor ${e.past}.`,
    (e, a) => `${a} did not laugh or ${e.base}.`,
    (e, a) => `${a} never got to ${e.base}.`,
    (e, a) => `${a} never managed to ${e.base}.`,
    (e, a) => `${a} did not dare to ${e.base}.`,
    (e, a) => `${a} did not decide to ${e.base}.`,
    (e, a) => `It never occurred to ${a} to ${e.base}.`,
  ],
  'may be, or is thought of': [
    (e, a) => `"Should I ${e.base}?" asked ${a}.`,
    (e, a) => `Did ${a} ${e.base}? No.`,
    (e, a) => `Should ${a} ${e.base}? ${a} shook her head.`,
    (e, a) => `If it had rained, ${a} would have ${e.participle}.`,
    (e, a) => `Had it rained, ${a} would have ${e.participle}.`,
    (e, a) => `${a} would have ${e.participle} if it had rained.`,
    (e, a) => `${a} could ${e.base}.`,
    (e, a) => `${a} could have ${e.participle}.`,
    (e, a) => `${a} might ${e.base}.`,
    (e, a) => `${a} may ${e.base} later.`,
    (e, a) => `Perhaps ${a} ${e.past}.`,
    (e, a) => `Maybe ${a} ${e.third}.`,
    (e, a) => `${a} tried to ${e.base}, but could not.`,
    (e, a) => `${a} dreamed of ${e.ing}.`,
    (e, a) => `${a} dreamed that she ${e.past}.`,
    (e, a) => `In a dream ${a} ${e.past}.`,
    (e, a) => `${a} imagined ${e.ing}.`,
    (e, a) => `${a} imagined that she ${e.past}.`,
    (e, a) => `It would be nice to ${e.base}, thought ${a}.`,
    (e, a) => `Only in her dreams did ${a} ${e.base}.`,
    (e, a) => `Tomorrow ${a} ${e.third}.`,
    (e, a) => `Tomorrow ${a} will ${e.base}.`,
    (e, a) => `Under no circumstances would ${a} ${e.base}.`,
    (e, a) => `${a} said that she would ${e.base}.`,
    (e, a) => `${a} said she would ${e.base}.`,
    (e, a) => `It is not true that ${a} ${e.past}.`,
    (e, a) => `It was false that ${a} ${e.past}.`,
    (e, a) => `${a} falsely claimed that she ${e.past}.`,
    (e, a) => `${a} made as if to ${e.base}.`,
    (e, a) => `${a} acted as if she ${e.past}.`,
    (e, a, c) => `${a} feared that ${c} would ${e.base}.`,
    (e, a) => `${a} wondered what would happen if she ${e.past}.`,
    (e, a) => `What if ${a} ${e.past}?`,
    (e, a) => `Suppose ${a} ${e.past}.`,
    (e, a) => `Imagine that ${a} ${e.third}.`,
    (e, a) => `${a} would like to ${e.base}.`,
    (e, a) => `${a} would ${e.base} if she could.`,
    (e, a) => `${a} could not bring herself to ${e.base}.`,
    (e, a) => `${a} had an idea: to ${e.base}.`,
    (e, a, c) => `${c} would not let ${a} ${e.base}.`,
    (e, a, c) => `${c} dreamed of ${a} ${e.ing}.`,
  ],
  'fails, or is only begun': [
    (e, a) => `${a} almost ${e.past}.`,
    (e, a) => `${a} nearly ${e.past}.`,
    (e, a) => `${a} very nearly ${e.past}.`,
    (e, a) => `${a} pretended to ${e.base}.`,
    (e, a) => `${a} was about to ${e.base}.`,
    (e, a) => `${a} was about to ${e.base} when the bell rang.`,
    (e, a) => `${a} was just about to ${e.base}, but it began to rain.`,
    (e, a) => `${a} tried to ${e.base} but failed.`,
    (e, a) => `${a} tried in vain to ${e.base}.`,
    (e, a) => `${a} tried ${e.ing}, but it did not work.`,
    (e, a) => `${a} failed to ${e.base}.`,
    (e, a) => `${a} attempted to ${e.base} and failed.`,
    (e, a) => `${a} thought about ${e.ing}.`,
    (e, a) => `${a} came close to ${e.ing}.`,
    (e, a) => `${a} stopped short of ${e.ing}.`,
    (e, a) => `${a} was on the point of ${e.ing}.`,
    (e, a) => `${a} was on the verge of ${e.ing}.`,
    (e, a) => `${a} reached out to ${e.base} but changed her mind.`,
    (e, a) => `${a} got up to ${e.base}, then changed her mind.`,
    (e, a) => `${a} forgot about ${e.ing}.`,
    (e, a) => `${a} started to ${e.base}, then stopped.`,
    (e, a) => `${a} began to ${e.base} but was interrupted.`,
  ],
  'is wanted or planned': [
    (e, a) => `${a} planned to ${e.base}.`,
    (e, a) => `${a} refused to ${e.base}.`,
    (e, a) => `${a} considered ${e.ing}.`,
    (e, a) => `${a} was tempted to ${e.base}.`,
    (e, a) => `${a} avoided ${e.ing}.`,
    (e, a) => `${a} forgot to ${e.base}.`,
    (e, a) => `${a} hesitated to ${e.base}.`,
    (e, a) => `${a} was supposed to ${e.base}.`,
    (e, a) => `${a} was meant to ${e.base}.`,
    (e, a) => `${a} should have ${e.participle}.`,
    (e, a) => `${a} ought to have ${e.participle}.`,
    (e, a) => `${a} wished that she had ${e.participle}.`,
    (e, a) => `${a} wished she had ${e.participle}.`,
    (e, a) => `${a} decided against ${e.ing}.`,
    (e, a) => `${a} was too tired to ${e.base}.`,
    (e, a) => `${a} was unable to ${e.base}.`,
    (e, a) => `${a} is going to ${e.base}.`,
    (e, a) => `${a} promised to ${e.base} some day.`,
    (e, a) => `${a} hoped to ${e.base}.`,
    (e, a) => `Never did ${a} ${e.base}.`,
    (e) => `It was too late to ${e.base}.`,
    (e, a) => `${a} was to ${e.base} later.`,
    (e, a) => `${a} wondered whether to ${e.base}.`,
    (e, a) => `${a} wanted to ${e.base}.`,
    (e, a) => `${a} wanted to ${e.base}; the bell rang.`,
    (e, a) => `${a} offered to ${e.base}, but nobody wanted that.`,
    (e, a) => `${a} lacked the courage to ${e.base}.`,
    (e, a) => `${a}'s plan was to ${e.base}.`,
    (e, a) => `The plan was for ${a} to ${e.base}.`,
    (e, a) => `It was time for ${a} to ${e.base}.`,
    (e, a) => `${capital(e.ing)} was out of the question for ${a}.`,
    (e, a) => `To ${e.base} was out of the question for ${a}.`,
    (e, a) => `${a} threatened to ${e.base}.`,
    (e, a) => `${a} prepared to ${e.base}.`,
    (e, a) => `${a} was ready to ${e.base}.`,
  ],
  'is only said': [
    (e, a) => `${a} thought of ${e.ing}.`,
    (e, a) => `${a} denied ${e.ing}.`,
    (e, a) => `${a} denied having ${e.participle}.`,
    (e, a) => `${a} claimed to have ${e.participle}, which was a lie.`,
    (e, a) => `"I will ${e.base}," said ${a}, but she did not.`,
    (e, a, c) => `"${a}, ${e.base}!" shouted ${c}, but ${a} did not.`,
    (e, a) => `"I never ${e.past}," said ${a}.`,
    (e, a) => `${a} is said to have ${e.participle}, but has not.`,
    (e, a, c) => `${a} saw ${c} in the yard and thought: why not ${e.base}?`,
    (e, a) => `The thought of ${e.ing} made ${a} smile.`,
  ],
  'somebody else keeps from being done': [
    (e, a) => `${a} was forbidden to ${e.base}.`,
    (e, a, c) => `${c} stopped ${a} from ${e.ing}.`,
    (e, a, c) => `${c} kept ${a} from ${e.ing}.`,
    (e, a, c) => `${c} prevented ${a} from ${e.ing}.`,
    (e, a, c) => `${c} talked ${a} out of ${e.ing}.`,
    (e, a, c) => `${c} asked ${a} not to ${e.base}.`,
    (e, a, c) => `${c} told ${a} not to ${e.base}.`,
    (e, a) => `The teacher told ${a} not to ${e.base}.`,
    (e, a, c) => `${c} warned ${a} not to ${e.base}.`,
    (e, a) => `${a} was asked to ${e.base}, but refused.`,
    (e, a) => `${a} was asked to ${e.base} but said no.`,
    (e, a) => `Nobody let ${a} ${e.base}.`,
    (e, a, c) => `${c} did not let ${a} ${e.base}.`,
    (e, a, c) => `${c} forbade ${a} to ${e.base}.`,
    (e, a, c) => `${c} failed to make ${a} ${e.base}.`,
    (e, a, c) => `${c} did not see ${a} ${e.base}.`,
  ],
};

describe('what does not happen moves nothing, or the story is refused', () => {
  for (const [what, frames] of Object.entries(FRAMES))
    it(`what ${what}`, async () => {
      let read = 0;
      const each = fc.record({
        frame: fc.constantFrom(...frames),
        event: fc.constantFrom(...EVENTS),
        people: fc.shuffledSubarray(NAMES, { minLength: 4, maxLength: 4 }),
        things: fc.shuffledSubarray(THINGS, { minLength: 4, maxLength: 4 }),
      });
      const runs = frames.length * 3;
      await fc.assert(
        fc.asyncProperty(each, async ({ frame, event: of, people, things }) => {
          const [a, b, c, d] = people as [string, string, string, string];
          const [mine, yours, third, fourth] = things as [string, string, string, string];
          const text =
            `${a} has a ${mine}, ${b} has a ${yours}, ${c} has a ${third} and ${d} has a ${fourth}. ` +
            `${frame(of(b, mine, yours), a, c)} Then ${c} gave the ${third} to ${d}.`;
          const now = await placesOf(text).catch((error: unknown) => {
            if (!(error instanceof SourceError)) throw error;
            return undefined;
          });
          if (!now) return;
          read++;
          for (const [thing, holder] of [
            [mine, a],
            [yours, b],
            [third, d],
            [fourth, d],
          ] as const)
            assert.equal(now.get(thing), holder, text);
        }),
        { seed: 20260101, numRuns: runs },
      );
      assert.ok(read > runs / 3, `${read} of ${runs} were read`);
    });
});
