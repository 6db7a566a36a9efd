import assert from 'node:assert/strict';
import { ACTS } from '../../../../src/readers/narrative/language/acts';
import { formsOf } from '../../../../src/readers/narrative/language/inflect';
import { SourceError } from '../../../../src/trace/source';
import { placesOf } from './prose/acted';

type Name = 'exchange' | 'give' | 'put' | 'take';
/** Where the key of Ann, the cup of Ben and the pin of box 1 are in the end; the person names what goes from box to box. */
const ENDS: Readonly<Record<Name, readonly (readonly [key: string, cup: string, pin: string])[]>> = {
  exchange: Array.from({ length: 4 }, () => ['Ben', 'Ann', 'box 1'] as const),
  give: Array.from({ length: 3 }, () => ['Ben', 'Ben', 'box 1'] as const),
  put: [['box 1', 'Ben', 'box 1'], ['Ann', 'Ben', 'box 2'], ['box 1', 'Ben', 'box 1']],
  take: [['Ann', 'Ann', 'box 1'], ['Ann', 'Ben', 'Ann']],
}; // prettier-ignore

describe('the verbs by which something moves', () => {
  for (const name of Object.keys(ENDS) as Name[])
    it(`${name}: every one of them is read in every pattern of its row`, async () => {
      const { patterns, verbs } = ACTS[name];
      const missed: string[] = [];
      for (const verb of verbs.split(' '))
        for (const [k, pattern] of patterns.entries()) {
          const { third, participle } = formsOf(verb);
          const said = pattern
            .replace('_ed', participle)
            .replace('_', /^A and B/.test(pattern) ? verb : third)
            .replace(/\bX\b/, name === 'take' && k === 0 ? 'the cup' : /from P to|out of P/.test(pattern) ? 'the pin' : 'the key')
            .replace("B's Y", "Ben's cup").replace(/\bA\b/, 'Ann').replace(/\bB\b/, 'Ben')
            .replace(/\bY\b/, 'the cup').replace(/\bP\b/, 'box 1').replace(/\bQ\b/, 'box 2'); // prettier-ignore
          const text = `Ann has a key. Ben has a cup. Box 1 contains a pin and box 2 is empty. ${said[0]?.toUpperCase()}${said.slice(1)}.`;
          const found = await placesOf(text).then(
            (places) => ['key', 'cup', 'pin'].map((thing) => places.get(thing)).join(),
            (error: unknown) => (error instanceof SourceError ? error.reason : String(error)),
          );
          if (found.toLowerCase() !== ENDS[name][k]?.join().toLowerCase()) missed.push(`${said}: ${found}`);
        }
      assert.deepEqual(missed, []);
    });
});
