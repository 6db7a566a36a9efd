import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { languageMap, planOf, type LanguageMap } from '../../../src/analysis/language-model/causes';
import { languageCausesText } from '../../../src/analysis/language-model/causes-text';
import { InferenceClient } from '../../../src/inference/client';
import type { MapCell } from '../../../src/analysis/patching/causal-map';
import { readLanguageModel, type LanguageModel } from '../../../src/models/language-model/folder';
import { readText } from '../../../src/readers';
import { askingOf, randomPair } from '../../../src/reductions/telling';
import type { Trace } from '../../../src/trace/trace';
import { stateProbe } from '../cli/run-cli';
import { temporaryFolder } from '../models/tiny-models';
import { client } from './client';
import { program, writeTrackingModel } from './tracking-model';

describe('the causal map of a language model', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  const text = program([0, 2, 1, 0, 1, 2]);
  let model: LanguageModel;
  let trace: Trace;

  before(async () => {
    const read = await readLanguageModel(writeTrackingModel(folder.path));
    assert.ok(!('reason' in read));
    model = read;
    trace = await readText({ uri: 'cups.py', language: 'python', text }, {});
  });

  const mapped = (changes: Partial<Parameters<typeof languageMap>[3]> = {}): Promise<LanguageMap> =>
    languageMap(trace, model, client, { length: 6, pairs: 24, seed: 7, seconds: 60, ...changes });
  const rowOf = ({ cells }: LanguageMap, layer: number): MapCell[] =>
    cells.filter(({ output }) => output === `hidden.${layer}`);

  it('is made of texts that begin alike, and of those that begin as the other and go on as the own one', async () => {
    const asking = askingOf(trace);
    assert.ok(!('reason' in asking));
    const { own, other, spliced } = randomPair(trace, asking.dressing, 4, 11)!;
    const [mine, others] = [own, other].map((one) => one.text.split('\n')) as [string[], string[]];
    assert.equal(mine[0], others[0]);
    assert.notDeepEqual(mine, others);
    for (const steps of [0, 1, 3, 4]) {
      const { text: told, states } = spliced(steps);
      assert.deepEqual(told.split('\n'), [...others.slice(0, 1 + steps), ...mine.slice(1 + steps)]);
      const read = await readText({ uri: 'a.py', language: 'python', text: told }, {});
      assert.deepEqual(
        read.final?.map((object) => read.objects[object]),
        states.at(-1)?.map((object) => trace.objects[object]),
      );
    }
  });

  it('is what theory says of one that tracks by construction: all below the layer that walks, nothing above it', async () => {
    const found = await mapped();
    assert.deepEqual([found.steps, found.cells.length, found.notes, found.idle], [[1, 2, 3, 4, 5, 6], 18, [], []]);
    for (const layer of [0, 1])
      for (const { pairs, follow, keep, share } of rowOf(found, layer))
        assert.deepEqual([follow, keep, share], [pairs, 0, 1]);
    for (const { pairs, follow, keep } of rowOf(found, 2)) assert.deepEqual([follow, keep], [0, pairs]);
    assert.ok(found.cells.every(({ pairs }) => pairs > 8));
    const [low, high] = rowOf(found, 1)[0]?.interval ?? [0, 0];
    assert.ok(low > 0.5 && low < 1 && high === 1);
    assert.match(
      languageCausesText(found, false),
      /^From step 1 on what the answer at the end goes by stands at the last tokens of all steps up to one as far as layer 1: states of another text there turn it in at least (\d+) of \1 pairs \(100%, \d\d% to 100%\), and those of layer 2 in 0% on average\.$/,
    );
    assert.deepEqual(await mapped(), found, 'the same seed, the same map');
  });

  it('puts in states of one step alone, which are that step to a layer below the walk', async () => {
    const asking = askingOf(trace);
    assert.ok(!('reason' in asking));
    const alone = await mapped({ isAlone: true });
    // At the first step both are the same; later ones follow where the other beginning leads to the same place.
    for (const layer of [0, 1]) {
      const [first, ...later] = rowOf(alone, layer);
      assert.deepEqual([first?.follow, first?.keep], [first?.pairs, 0]);
      assert.ok(later.some(({ follow, pairs }) => follow < pairs));
      assert.deepEqual(
        later.map(({ follow }) => follow),
        rowOf(alone, 0)
          .slice(1)
          .map(({ follow }) => follow),
      );
    }
    for (const { follow } of rowOf(alone, 2)) assert.equal(follow, 0);
    assert.match(languageCausesText(alone, true), /at the last token of a step alone/);
  });

  it('says before what it costs, and leaves out steps and then layers where there is no time', async () => {
    const costs: number[] = [];
    await mapped({ onCost: ({ tokens }) => costs.push(tokens) });
    assert.ok(costs.length === 1 && costs[0]! > 24 * 20 * 6, String(costs));
    assert.deepEqual(planOf({ length: 8, layers: 13 }, 1000), {
      steps: [0, 1, 2, 3, 4, 5, 6, 7],
      layers: [...Array(13).keys()],
    });
    assert.deepEqual(planOf({ length: 8, layers: 13 }, 2 + 14 * 5), {
      steps: [1, 2, 4, 5, 7],
      layers: [...Array(13).keys()],
    });
    assert.deepEqual(planOf({ length: 8, layers: 13 }, 2 + 8 * 4), {
      steps: [1, 3, 5, 7],
      layers: [0, 2, 4, 6, 8, 10, 12],
    });
    assert.deepEqual(planOf({ length: 8, layers: 13 }, 0), { steps: [7], layers: [0, 6, 12] });
    assert.deepEqual(planOf({ length: 2, layers: 2 }, 0), { steps: [1], layers: [0, 1] });
    const found = await mapped({ seconds: 1e-9 });
    assert.deepEqual([found.steps, rowOf(found, 0).map(({ share }) => share)], [[6], [1]]);
  });

  it('says what cannot be mapped, and what tells nothing', async () => {
    const asked = { length: 6, pairs: 4, seed: 1, seconds: 60 };
    await assert.rejects(
      languageMap(trace, { ...model, context: 12 }, client, asked),
      /texts of 6 steps are longer than the 12 tokens/,
    );
    const word = await readText({ uri: 'a.word', language: 'word', text: '(1 2) (2 3)' }, {});
    await assert.rejects(languageMap(word, model, client, asked), /not about words/);
    const game = await readText({ uri: 'a.pgn', language: 'chess', text: '1. e4 e5 2. Nf3 Nc6 *' }, {});
    await assert.rejects(languageMap(game, model, client, asked), /which games cannot/);
    const none: MapCell = { output: 'hidden.0', step: 1, pairs: 0, follow: 0, keep: 0, share: null, interval: null };
    assert.match(
      languageCausesText({ cells: [none] }, false),
      /answers the same at the end of both texts of every pair/,
    );
    const weak: MapCell = { ...none, pairs: 10, follow: 2, keep: 8, share: 0.2, interval: [0.06, 0.5] };
    assert.match(
      languageCausesText({ cells: [weak] }, false),
      /^No layer carries .* turn it most often in the embedding, in 20% of pairs on average\.$/,
    );
    const still = { ...weak, follow: 0, share: 0, interval: [0, 0.3] } satisfies MapCell;
    assert.match(languageCausesText({ cells: [still] }, false), /^No layer carries .* turn it in no pair\.$/);
    const process = new InferenceClient();
    const ending = new AbortController();
    const long = { ...asked, length: 12, pairs: 200, signal: ending.signal, onProgress: () => ending.abort() };
    await assert.rejects(languageMap(trace, model, process, long), { name: 'AbortError' });
    process.dispose();
  });

  it('is printed by map', async () => {
    const file = join(folder.path, 'cups.py');
    writeFileSync(file, text);
    const asked = ['map', file, '--model', model.folder, '--length', '4', '--pairs', '20'];
    const { code, out, err } = await stateProbe(asked);
    assert.equal(code, 0, err);
    assert.match(out, /20 pairs of random texts of 4 steps, seed \d+\nFrom step 1 on/);
    assert.match(
      out,
      /% that follow the other text +step 1 +step 2 +step 3 +step 4\nembedding +100 +100 +100 +100\nlayer 1 +100 +100 +100 +100\nlayer 2 +0 +0 +0 +0\n/,
    );
    assert.match((await stateProbe(['map', '--model', model.folder])).err, /which FILE\?/);
    assert.match((await stateProbe(['map', file, '--model', 's5-gru-1'])).err, /no FILE says anything/);
    assert.match((await stateProbe(['map', '--model', 's5-gru-1', '--alone'])).err, /--alone is of language models/);
    const two = await stateProbe([
      'map',
      file,
      'none.py',
      '--model',
      model.folder,
      '--length',
      '2',
      '--pairs',
      '2',
      '--json',
    ]);
    assert.deepEqual([two.code, two.out.trim().split('\n').length], [1, 2]);
  });
});
