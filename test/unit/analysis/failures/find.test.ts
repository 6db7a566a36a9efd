import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findFailure, type FindOptions, type Search } from '../../../../src/analysis/failures/find';
import { searchText } from '../../../../src/analysis/failures/search-text';
import { InferenceClient } from '../../../../src/inference/client';
import { readModel, type Model } from '../../../../src/models/catalogue';
import { generatorFor } from '../../../../src/models/random-words';
import { drawOf } from '../../../../src/models/task-words';
import { allWords, isWord, wordStart } from '../../../../src/models/word-places';
import { circleSpec, lookupSpec, parityManifest, paritySpec, temporaryFolder } from '../../models/tiny-models';
import type { ModelSpec } from '../../models/onnx-fixture';
import { useKeptProcesses } from '../../kept-processes';

const MODELS = join(__dirname, '../../../../models');

async function modelAt(path: string): Promise<Model> {
  const model = await readModel(path);
  assert.ok('manifest' in model, 'reason' in model ? model.reason : '');
  return model;
}

describe('a search for the shortest word that fails', () => {
  useKeptProcesses();
  const folder = temporaryFolder();
  const client = new InferenceClient();
  after(() => client.dispose());

  const search = (models: readonly Model[], options: Partial<FindOptions> = {}): Promise<Search> =>
    findFailure(models, client, { providers: ['cpu'], longest: 32, seed: 7, milliseconds: 600_000, ...options });
  const made = (name: string, spec: ModelSpec): Promise<Model> => modelAt(folder.write(`${name}.onnx`, spec));
  /** Always believes that the number of swaps so far is that of the last token alone. */
  const forgetful = () =>
    made(
      'forgetful',
      lookupSpec(
        [
          [1, 0],
          [0, 1],
        ],
        parityManifest({ id: 'forgetful', name: 'Forgetful' }),
      ),
    );
  const counting = () => made('counting', paritySpec(parityManifest({ id: 'counting', name: 'Counting' })));

  it('finds the shortest there is, and counts those of its length by hand', async () => {
    const { found, noneTo, stopped } = await search([await forgetful()]);
    assert.ok(found);
    // A swap, and then anything: of the four words of two tokens, two.
    assert.deepEqual([found.word.length, found.word[0], noneTo, stopped], [2, 1, 1, undefined]);
    assert.deepEqual(found.share, { length: 2, words: 4, failing: 2 });
    assert.notEqual(found.answers[0]?.said, found.answers[0]?.truth);
  });

  it('finds where two models differ, and that one does not differ from itself', async () => {
    const [one, other] = [await forgetful(), await counting()];
    const { found } = await search([one, other]);
    assert.deepEqual([found?.word.length, found?.word[0]], [2, 1]);
    assert.equal(found?.answers[1]?.said, found?.answers[1]?.truth);
    assert.equal((await search([one, one])).found, undefined);
  });

  it('says what was tried where none fails', async () => {
    const model = await counting();
    const result = await search([model]);
    assert.equal(result.found, undefined);
    // 2¹² words of twelve tokens are 49,152 tokens, and of thirteen 106,496.
    assert.deepEqual([result.noneTo, result.longest, result.stopped], [12, 32, undefined]);
    assert.match(
      searchText(result, [model.manifest]).join(' '),
      /^No word was found on which Counting \(counting\) is wrong: all words of up to 12 tokens, and random words of up to 32 tokens were tried\./,
    );
    const short = await search([model], { longest: 3 });
    assert.deepEqual([short.noneTo, short.longest], [3, 3]);
  });

  it('finds what only a few words are, where it is not seen at random', async () => {
    // Wrong in one place of twenty, and the nearer to it the less sure.
    const table = Array.from({ length: 20 }, (_, place) =>
      Array.from({ length: 20 }, (__, id) => (id === place ? 8 - 0.1 * place : id === 0 && place === 19 ? 9 : 0)),
    );
    const model = await made('gap', circleSpec(table, 'gap'));
    const { found, noneTo } = await search([model]);
    assert.deepEqual([found?.word, noneTo], [[19], 0]);
    assert.deepEqual(found?.share, { length: 1, words: 20, failing: 1 });
  });

  it('is the same for the same seed', async () => {
    const model = await modelAt(join(MODELS, 's5-s4-1.onnx'));
    const strip = (result: Search) => ({ ...result, facts: result.facts.length });
    const [one, other] = [await search([model]), await search([model])];
    assert.deepEqual(strip(one), strip(other));
    assert.ok(one.found && one.found.word.length <= 7, 'its published reach is 5 tokens');
  });

  it('says that the clock ended it, and ends at once for a person', async () => {
    const model = await counting();
    const ended = await search([model], { milliseconds: 0 });
    assert.deepEqual([ended.stopped, ended.found, ended.noneTo], ['clock', undefined, 0]);
    assert.match(searchText(ended, [model.manifest]).join(' '), /ended by its time limit, so that there may be one/);
    const cancel = new AbortController();
    const cancelled = search([model], { signal: cancel.signal, onProgress: () => cancel.abort() });
    await assert.rejects(cancelled, { name: 'AbortError' });
  });

  it('refuses two models that read different words', async () => {
    const other = await modelAt(join(MODELS, 'parity-wfa-ssm.onnx'));
    await assert.rejects(search([await counting(), other]), {
      name: 'GradingError',
      message: 'counting (S2) and parity-wfa-ssm (parity) do not read the same words: name two models of one task',
    });
  });
});

describe('words of a task', () => {
  it('are those that are drawn, and all of them are words', async () => {
    const names = readdirSync(MODELS).filter((name) => name.endsWith('-2.onnx') || name.endsWith('wfa-ssm.onnx'));
    const tasks = new Map<string, Model['manifest']['task']>();
    for (const name of names) {
      const { task } = (await modelAt(join(MODELS, name))).manifest;
      tasks.set(task.name, task);
    }
    assert.ok(tasks.size >= 8);
    for (const task of tasks.values()) {
      const start = wordStart(task);
      const draw = drawOf(task);
      assert.ok(start && draw, task.name);
      const { words, length } = allWords(start, 4000);
      assert.ok(length >= 2 && words.every((word) => isWord(start, word)), task.name);
      assert.equal(new Set(words.map((word) => word.join())).size, words.length);
      const random = generatorFor(1, length);
      const all = new Set(words.map((word) => word.join()));
      for (let count = 0; count < 200; count++) {
        const word = [...draw(random, length)];
        assert.ok(isWord(start, word) && all.has(word.join()), `${task.name}: ${word.join(' ')}`);
      }
    }
  });
});
