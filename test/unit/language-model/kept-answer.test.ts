import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { LanguageClient } from '../../../src/analysis/language-model/client';
import { keepAnswer, keptAnswer } from '../../../src/analysis/language-model/kept-answer';
import type { ProbesAnswer } from '../../../src/inference/language-model/asks';
import { readLanguageModel } from '../../../src/models/language-model/folder';
import { readText } from '../../../src/readers';
import { temporaryFolder } from '../models/tiny-models';
import { client } from './client';
import { program, writeTrackingModel } from './tracking-model';

type Probes = typeof import('../../../src/analysis/language-model/probes');

/** As a process has it that has just begun: what is kept in memory is gone. */
function afresh(): Probes {
  const load = createRequire(__filename);
  const file = (name: string): string => load.resolve(`../../../src/analysis/language-model/${name}`);
  for (const name of ['kept-probes', 'probes']) Reflect.deleteProperty(load.cache, file(name));
  return load(file('probes')) as Probes;
}

const layer = (first: number): ProbesAnswer['words'] => ({
  right: Int32Array.of(first, 2 ** 31 - 1),
  total: Int32Array.of(4, 5),
  shuffled: { right: Int32Array.of(), total: Int32Array.of(-7) },
  own: Int16Array.of(-1, 300),
});
const answer: ProbesAnswer = { layers: [layer(1), layer(2)], words: layer(3), steps: 2, states: 9, milliseconds: 1.5 };

describe('what the probes of a language model read', () => {
  const folder = temporaryFolder();

  it('is the same when it is read from its file', async () => {
    await keepAnswer(folder.path, 'same', answer);
    assert.deepEqual(await keptAnswer(folder.path, 'same'), answer);
    assert.equal(await keptAnswer(folder.path, 'other'), undefined);
  });

  it('is read anew where its file is cut, of another fitting, or not of numbers', async () => {
    await keepAnswer(folder.path, 'bad', answer);
    const path = join(folder.path, 'probes/probes-bad.json');
    const whole = readFileSync(path, 'utf8');
    for (const text of [
      whole.slice(0, -9),
      whole.replace('"fitting":1', '"fitting":0'),
      whole.replace(/"own":"[^"]*"/, '"own":"AAAA"'),
      whole.replace('"steps":2', '"steps":"2"'),
    ]) {
      assert.notEqual(text, whole);
      writeFileSync(path, text);
      assert.equal(await keptAnswer(folder.path, 'bad'), undefined, text);
    }
  });

  it('is kept for the 200 that were used last', async () => {
    const place = join(folder.path, 'many/probes');
    mkdirSync(place, { recursive: true });
    for (let at = 0; at < 200; at++) {
      const path = join(place, `probes-${at}.json`);
      writeFileSync(path, '');
      utimesSync(path, 1000 + at, 1000 + at);
    }
    await keepAnswer(join(folder.path, 'many'), 'new', answer);
    const names = readdirSync(place);
    assert.equal(names.length, 200);
    assert.ok(names.includes('probes-new.json') && names.includes('probes-1.json') && !names.includes('probes-0.json'));
  });

  it('is not asked for again by a process that begins later, and nothing of the text is in the file', async () => {
    const text = program([0, 2, 1, 0]);
    const trace = await readText({ uri: 'cups.py', language: 'python', text }, {});
    const model = await readLanguageModel(writeTrackingModel(join(folder.path, 'model')));
    assert.ok(!('reason' in model));
    const kept = join(folder.path, 'kept');
    const options = { text, texts: 20, steps: 4, seed: 3 };
    const first = await afresh().probeText(trace, model, { ...client, kept }, options);
    const only: LanguageClient = {
      kept,
      language: (of, what, ask) =>
        what === 'facts' ? client.language(of, what, ask, {}) : Promise.reject(new Error('asked again')),
    };
    assert.deepEqual(await afresh().probeText(trace, model, only, options), first);
    const [name = '', ...others] = readdirSync(join(kept, 'probes'));
    assert.deepEqual(others, []);
    assert.doesNotMatch(readFileSync(join(kept, 'probes', name), 'utf8'), /cups|pea/);
    await assert.rejects(
      afresh().probeText(trace, model, { ...only, kept: join(folder.path, 'none') }, options),
      /asked again/,
    );
  });
});
