import assert from 'node:assert/strict';
import { askingOf, leadingTelling, randomTelling, tellingOf } from '../../../src/reductions/telling';
import { readText } from '../../../src/readers';
import { states, type Trace } from '../../../src/trace/trace';

const PROGRAM =
  "cups = ['pea', 'coin', 'ring', 'bean']\ncups[0], cups[1], cups[3] = cups[3], cups[0], cups[1]\ncups[1], cups[2] = cups[2], cups[1]\n";
const SCRIPT =
  "let cups = ['pea', 'coin', 'ring', 'bean'];\n[cups[0], cups[1], cups[3]] = [cups[3], cups[0], cups[1]];\n";
const STORY = 'Alice has a coin. Bob has a hat. Carl has a book. Alice and Bob swap. Then Bob and Carl swap.';

const read = (text: string, language: string): Promise<Trace> => readText({ uri: '-', language, text }, {});

async function asked(text: string, language: string) {
  const trace = await read(text, language);
  const asking = askingOf(trace);
  assert.ok(!('reason' in asking), JSON.stringify(asking));
  return { trace, ...asking };
}

/** What each slot holds, by name. */
function named({ slots, objects }: Trace, state: readonly number[]): Record<string, string> {
  return Object.fromEntries(slots.map((slot, at) => [slot, objects[state[at] ?? -1] ?? '?']));
}

describe('texts told to language models', () => {
  for (const [language, text] of [
    ['python', PROGRAM],
    ['javascript', SCRIPT],
    ['narrative', STORY],
  ] as const)
    it(`are random ones of the same world that the reader of ${language} takes for the same states`, async () => {
      const { trace, dressing, slots } = await asked(text, language);
      const beginnings = new Set<string>();
      for (let seed = 0; seed < 12; seed++) {
        const told = randomTelling(trace, dressing, 6, seed);
        const again = await read(told.text, language);
        const visited = states(again);
        assert.equal(again.steps.length, 6, told.text);
        for (const [step, state] of told.states.entries())
          assert.deepEqual(named(again, visited[step + 1] ?? []), named(trace, state), `${told.text}\n${step}`);
        // Each end stands behind the step's own words.
        for (const [step, end] of told.ends.entries())
          assert.match(told.text.slice(told.ends[step - 1] ?? 0, end), /\S$/);
        beginnings.add(told.text.slice(0, told.ends[0]));
      }
      assert.ok(beginnings.size > 6 && slots.length > 2);
    });

  for (const [language, text, wanted] of [
    ['python', PROGRAM, [2, 0, 3, 1]],
    ['narrative', STORY, [1, 2, 0]],
    // Steps that overwrite lead to states that no beginning would.
    ['python', 'a = 1\nb = 2\na = b\nb = 3\na = b\n', undefined],
  ] as const)
    it(`lead to a state that is wanted, as the reader of ${language} takes them${wanted ? '' : ', where steps overwrite'}`, async () => {
      const { trace, dressing } = await asked(text, language);
      const goal = wanted ?? trace.final ?? [];
      for (let seed = 0; seed < 4; seed++) {
        const told = leadingTelling(trace, dressing, 3, { wanted: goal, seed });
        const again = await read(told?.text ?? '', language);
        const held = named(again, again.final ?? []);
        const places = Object.entries(named(trace, goal)).filter(([slot]) => !slot.startsWith('const '));
        for (const [slot, object] of places) assert.equal(held[slot], object, told?.text);
      }
      const none = goal.map(() => 0);
      assert.equal(leadingTelling(trace, dressing, 3, { wanted: none, seed: 1 }), undefined, 'what no text leads to');
    });

  it('are the own text where each step stands there once, with a question behind any of them', async () => {
    const { trace, dressing, slots } = await asked(STORY, 'narrative');
    const { text, ends, note } = tellingOf(trace, dressing, STORY);
    assert.deepEqual([note, STORY.startsWith(text)], [undefined, true]);
    const first = text.slice(0, ends[0]);
    assert.equal(first + dressing.question(first, slots[1] ?? -1), `${first}. At the end, Bob has`);
    assert.equal(dressing.candidate(trace.initial[0] ?? -1), ' the coin.');
  });

  it('are written out where steps stand in a loop, with what is read before it is overwritten kept beside', async () => {
    const { trace, dressing } = await asked(PROGRAM, 'python');
    const asC = askingOf({ ...trace, source: { uri: '-', language: 'c' } });
    assert.ok(!('reason' in asC));
    const { text, note } = tellingOf(trace, asC.dressing, undefined);
    assert.match(note ?? '', /straight lines/);
    // Run line by line, each assignment after the other.
    const held: Record<string, string> = {};
    for (const [, to = '', from = ''] of text.matchAll(/(\S+) = ([^;]+);/g)) held[to] = held[from] ?? from;
    const final = named(trace, trace.final ?? []);
    for (const [slot, object] of Object.entries(final)) assert.equal(held[slot], object, text);
    assert.match(tellingOf(trace, dressing, undefined).text, /^cups = \['pea', 'coin', 'ring', 'bean'\]\n/);
  });

  it('are not those that the text does not say all of', async () => {
    const given = await readText(
      { uri: '-', language: 'python', text: 'a = n\nb = 2\na, b = b, a\n' },
      { set: { n: '1' } },
    );
    const asking = askingOf(given);
    assert.ok(!('reason' in asking));
    assert.notEqual(tellingOf(given, asking.dressing, 'a = n\nb = 2\na, b = b, a\n').note, undefined);
  });

  it('are no words, and no worlds whose objects share a name', async () => {
    const word = askingOf(await read('(1 2)\n(2 3)\n', 'word'));
    assert.match('reason' in word ? word.reason : '', /not about words/);
    const { trace } = await asked(PROGRAM, 'python');
    const twins = askingOf({ ...trace, objects: ["'pea'", "'pea'", "'ring'", "'bean'"] });
    assert.match('reason' in twins ? twins.reason : '', /two objects are both called 'pea'/);
  });
});
