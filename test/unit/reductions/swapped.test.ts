import assert from 'node:assert/strict';
import { readText } from '../../../src/readers';
import { cyclesText, reduce } from '../../../src/reductions';
import { swapped } from '../../../src/reductions/swapped';
import { SourceError } from '../../../src/trace/source';
import { states, type Trace } from '../../../src/trace/trace';
import { overwrites } from '../../../src/trace/with-swaps';
import { randomModel } from '../../fuzz/model/generate';
import { print } from '../../fuzz/print';

const SEED = 98_300_000;

const values = ({ objects }: Trace, state: readonly number[] | null, count: number): (string | undefined)[] =>
  Array.from({ length: count }, (_, slot) => objects[state?.[slot] ?? -1]);

/** As literals stand in the rewritten program: without quotes, and what tells two equal ones apart. */
const bare = (names: readonly (string | undefined)[]): string[] =>
  names.map((name = '?') => {
    const value = name.replace(/ \(places\[\d+\]\)$/, '');
    const inner = /^'(.*)'$/s.exec(value)?.[1] ?? value;
    return inner.startsWith('"') ? (JSON.parse(inner) as string) : inner;
  });

describe('a text that overwrites, told with swaps', () => {
  it(`is random programs, which hold the same after every step when they are read back (seed ${SEED})`, async () => {
    let tried = 0;
    for (const language of ['python', 'javascript'] as const)
      for (let seed = SEED; seed < SEED + 5; seed++) {
        let trace;
        try {
          trace = await readText({ uri: 'x', language, text: print(randomModel(language, seed)) }, {});
        } catch (error) {
          if (error instanceof SourceError) continue;
          throw error;
        }
        if (!overwrites(trace) || trace.illegal) continue;
        const { word, told, trace: of, spares } = swapped(trace);
        const own = of.slots.length - spares;
        const at = of.slots.slice(0, own).map((name) => trace.slots.indexOf(name));
        const wanted = states(trace).map((state) => at.map((slot) => trace.objects[state?.[slot] ?? -1]));
        assert.deepEqual(
          states(of).map((state) => values(of, state, own)),
          wanted,
        );
        // The readers are tried on short ones: to read long ones back takes most of the time.
        if (of.slots.length < 2 || of.steps.length > 30) continue;
        tried++;
        for (const to of [seed % 2 === 0 ? 'python' : 'javascript'] as const) {
          const { text } = reduce(word, to, { seed, told });
          const back = await readText({ uri: 'x', language: to, text }, { track: ['places'] });
          assert.equal(back.steps.length, trace.steps.length, text);
          assert.deepEqual(
            states(back).map((state) => bare(values(back, state, own))),
            wanted.map(bare),
            text,
          );
        }
        const word5 = await readText({ uri: 'x', language: 'word', text: cyclesText(word, told) }, {});
        assert.deepEqual(
          word5.steps.map(({ map }) => map?.slice(0, of.slots.length)),
          word,
        );
      }
    assert.ok(tried >= 4, `${tried} programs overwrite something`);
  });

  it('says what each place stands for, and where nothing can be told so', async () => {
    const text =
      'light = "off"\nfor press in "101":\n    if press == "1":\n        light = "on"\n    else:\n        light = "off"\n';
    const { told, word } = swapped(await readText({ uri: 'x', language: 'python', text }, {}));
    const { text: program } = reduce(word, 'python', { seed: 3, told });
    assert.match(program, /^# The places: 1 light; 2 is spare\.$/m);
    assert.match(program, /^places = \['off', 'on'\]$/m);
    assert.match(program, /^# 3\. light = "on"\n# \(1 2\)\nplaces\[0\], places\[1\] = places\[1\], places\[0\]\n/m);
    const illegal = await readText({ uri: 'g', language: 'chess', text: 'e2e4 e2e4' }, {});
    assert.throws(() => swapped(illegal), /g:1:6: error: this is no word of swaps: an illegal move leads to no state/);
  });

  it('keeps, in a story, the names of what is held and what each step was, in lines that the reader leaves out', async () => {
    const text = 'a = ["red", "blue", "green"]\na[0] = a[1]\na[2], a[1] = a[1], a[2]\n';
    const { word, told } = swapped(await readText({ uri: 'x', language: 'python', text }, { track: ['a'] }));
    const story = reduce(word, 'narrative', { seed: 3, told }).text;
    assert.match(story, /^# Alice's \w+ is .*red.*, Bob's \w+ is .*blue/m);
    assert.match(story, /^# 1\. a\[0\] = a\[1\]$/m);
    const back = await readText({ uri: 's', language: 'narrative', text: story }, {});
    assert.deepEqual(back.steps.map(({ map }) => [...(map ?? [])]), word.map((map) => [...map])); // prettier-ignore
  });
});
