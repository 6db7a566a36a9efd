import assert from 'node:assert/strict';
import { join } from 'node:path';
import { defaultModels } from '../../../src/analysis/default-models';
import { isProbed, probe } from '../../../src/analysis/probe';
import { InferenceClient } from '../../../src/inference/client';
import { readCatalogue } from '../../../src/models/catalogue';
import { readText } from '../../../src/readers';
import { randomWords, writings } from '../readers/writings';
import { useKeptProcesses } from '../kept-processes';

const SEED = 20260719;

describe('one word, however it is written', () => {
  useKeptProcesses();
  const client = new InferenceClient();
  after(() => client.dispose());

  it(`gives every model the same answers at every step (seed ${SEED})`, async function () {
    this.timeout(120_000);
    const { models } = await readCatalogue([join(__dirname, '../../../models')]);
    const chosen = defaultModels(models);
    assert.ok(chosen.length > 5);
    let wrong = 0;
    for (const { word, dice } of randomWords(SEED, 3, 24)) {
      const outcomes = new Map<string, string>();
      for (const [language, text] of writings(word, dice)) {
        const trace = await readText({ uri: 'text', language, text }, {});
        const { entries } = await probe(trace, chosen, client, { providers: ['cpu'] });
        for (const entry of entries) {
          assert.ok(isProbed(entry), JSON.stringify(entry));
          const { id } = entry.model.manifest;
          const { steps, firstWrong, accuracy } = entry.run;
          if (firstWrong !== null) wrong++;
          const said = JSON.stringify({
            firstWrong,
            accuracy,
            steps: steps.map((step) => step && [step.predicted, step.truth]),
          });
          if (!outcomes.has(id)) outcomes.set(id, said);
          assert.equal(said, outcomes.get(id), `${id} on ${language}:\n${text}`);
        }
      }
    }
    assert.ok(wrong > 0, 'some model is wrong somewhere, or nothing is compared');
  });
});
