import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { patchLanguage } from '../../../src/analysis/language-model/patch';
import { probeText } from '../../../src/analysis/language-model/probes';
import { randomAccuracy, type AccuracyAfter } from '../../../src/analysis/language-model/random-texts';
import { askModel, isAsked } from '../../../src/analysis/language-model/run';
import { chosenLanguages } from '../../../src/extension/models/choice';
import { readCatalogue, type Catalogue } from '../../../src/models/catalogue';
import { isChat } from '../../../src/models/chat/model';
import type { LanguageModel } from '../../../src/models/language-model/folder';
import { readText } from '../../../src/readers';
import type { Trace } from '../../../src/trace/trace';
import { client } from '../language-model/client';

const ROOT = join(__dirname, '../../..');
const MODELS = join(ROOT, 'models');
const ASKED = join(ROOT, 'training/texts/asked');

interface Measured {
  weights: string;
  seed: number;
  worlds: Record<string, { random: AccuracyAfter[] }>;
}

describe('the bundled text readers', function () {
  this.timeout(120_000);
  let catalogue: Catalogue;
  let readers: LanguageModel[];

  before(async () => {
    catalogue = await readCatalogue([MODELS]);
    readers = catalogue.languages.filter((one): one is LanguageModel => !isChat(one));
  });

  const measured = ({ id }: LanguageModel): Measured =>
    JSON.parse(readFileSync(join(ROOT, `training/texts/measurements/${id}.json`), 'utf8')) as Measured;

  it('are found in their folders, and run only when they are chosen', () => {
    assert.deepEqual(catalogue.problems, []);
    assert.ok(readers.length >= 2, readers.map(({ id }) => id).join());
    assert.deepEqual(chosenLanguages(catalogue, undefined), []);
    assert.deepEqual(
      chosenLanguages(catalogue, ['text-transformer-3']).map(({ id }) => id),
      ['text-transformer-3'],
    );
  });

  it('are small, and have layers that can be seen, all tokens of their tokenizer, and a card', async () => {
    for (const reader of readers) {
      const { id, folder, vocabulary } = reader;
      const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
      assert.ok(bytes < 1.3e6, `${id}: ${bytes} bytes`);
      const { model } = JSON.parse(readFileSync(join(folder, 'tokenizer.json'), 'utf8')) as {
        model: { vocab: Record<string, number> };
      };
      assert.equal(Object.keys(model.vocab).length, vocabulary, id);
      const text = 'any text: ünïcode ✓\n';
      const facts = await client.language(reader, 'facts', { texts: [{ text, ends: [text.length] }] });
      assert.deepEqual([facts.noLayers, facts.shorter], [null, null], id);
      assert.ok(existsSync(join(MODELS, `${id}.md`)), id);
    }
  });

  it('are measured with the weights that they were made from, and the results say so', () => {
    const page = readFileSync(join(ROOT, 'docs/results.md'), 'utf8');
    for (const reader of readers) {
      const { weights, worlds } = measured(reader);
      const file = readFileSync(join(ROOT, `training/weights/${reader.id}.safetensors`));
      assert.equal(weights, createHash('sha256').update(file).digest('hex'), reader.id);
      assert.deepEqual(Object.keys(worlds), ['cups.py', 'hands.txt', 'game.pgn', 'game.chess']);
      const { random } = worlds['cups.py'] ?? { random: [] };
      const rows = page
        .split('\n')
        .filter((line) => line.includes(`[${reader.id}](../models/${reader.id}.md) | program`));
      const shown = (rows[0] ?? '')
        .split('|')
        .slice(3)
        .map((cell) => parseFloat(cell));
      for (const [at, { share }] of random.entries())
        assert.ok(Math.abs((shown[at] ?? NaN) - 100 * share) < 0.0501, `${reader.id} after ${at + 1} steps`);
    }
  });

  it('answer as was measured', async () => {
    const text = readFileSync(join(ASKED, 'cups.py'), 'utf8');
    const trace = await readText({ uri: 'cups.py', language: 'python', text }, {});
    for (const reader of readers) {
      const { seed, worlds } = measured(reader);
      // The texts of a length are the same, whatever the longest.
      const found = await randomAccuracy(trace, reader, client, { texts: 200, longest: 1, seed });
      const [before] = worlds['cups.py']?.random ?? [];
      // A rounding may turn an answer that hangs in the balance.
      assert.ok(Math.abs((found[0]?.right ?? 0) - (before?.right ?? NaN)) <= 2, reader.id);
    }
  });

  it('are not asked behind an illegal move, and that is what is said', async () => {
    const [reader] = readers;
    assert.ok(reader);
    const text = 'e2e4 e7e5 g1f3 e1e5 b8c6';
    const trace = await readText({ uri: 'game.uci', language: 'chess', text }, {});
    assert.equal(trace.illegal?.step, 3);
    const run = await askModel(trace, reader, client, { text });
    assert.ok(isAsked(run), JSON.stringify(run));
    assert.deepEqual(run.notes, ['not asked from step 4 of 5 on, whose move is illegal']);
    assert.deepEqual(run.steps.map(Boolean), [true, true, true, false, false]);
    const first = await readText({ uri: 'game.uci', language: 'chess', text: 'e2e5 e7e5' }, {});
    const none = await askModel(first, reader, client, { text: 'e2e5 e7e5' });
    assert.match('reason' in none ? none.reason : '', /illegal|nothing|no step/);
  });

  it('say what probes find after one swap, and go another way than by the last token of a step, as a patch shows', async () => {
    const reader = readers.find(({ id }) => id === 'text-transformer-3');
    assert.ok(reader);
    const told = (...pairs: (readonly [number, number])[]): string =>
      [
        "cups = ['pea', 'coin', 'ring']",
        ...pairs.map(([i, j]) => `cups[${i}], cups[${j}] = cups[${j}], cups[${i}]`),
        '',
      ].join('\n');
    const read = (text: string): Promise<Trace> => readText({ uri: 'cups.py', language: 'python', text }, {});
    const text = told([0, 2], [0, 1], [1, 2], [0, 1], [0, 2]);
    const trace = await read(text);
    const probes = await probeText(trace, reader, client, { text, texts: 120, steps: 5, seed: 3 });
    const random = await randomAccuracy(trace, reader, client, { texts: 100, longest: 5, seed: 3 });
    const ofLayer = (layer: number, steps: number): number =>
      probes.layers[layer]?.after.find((one) => one.steps === steps)?.share ?? NaN;
    const words = probes.words.after[0]?.share ?? NaN;
    assert.ok(ofLayer(2, 1) > 0.9 && words < 0.6, `${ofLayer(2, 1)} ${words}`);
    assert.ok((random[0]?.low ?? 0) > (random[0]?.guess ?? 1), JSON.stringify(random[0]));
    // Where no layer holds the state, no answer does.
    assert.ok(Math.max(...probes.layers.map(({ layer }) => ofLayer(layer, 5))) < 0.5);
    assert.ok((random[4]?.low ?? 1) < (random[4]?.guess ?? 0), JSON.stringify(random[4]));

    const pairs = [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const;
    const changed = async (layer: number, isOther: boolean): Promise<number> => {
      let count = 0;
      for (const own of pairs)
        for (const other of isOther ? pairs.filter((pair) => pair !== own) : [own]) {
          const from = { kind: 'text' as const, trace: await read(told(other)), text: told(other) };
          const found = await patchLanguage(await read(told(own)), reader, client, {
            text: told(own),
            patches: [{ layer, step: 0, from }],
          });
          if (found.before[0]?.predicted.join() !== found.after[0]?.predicted.join()) count++;
        }
      return count;
    };
    assert.deepEqual([await changed(0, false), await changed(2, false)], [0, 0]);
    assert.ok((await changed(0, true)) >= 2);
    assert.equal(await changed(2, true), 0);
  });
});
