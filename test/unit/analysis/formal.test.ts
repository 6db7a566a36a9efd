import assert from 'node:assert/strict';
import { join } from 'node:path';
import { defaultModels } from '../../../src/analysis/default-models';
import { difficulty } from '../../../src/analysis/failures/difficulty';
import { shrink } from '../../../src/analysis/failures/shrink';
import { graderFor } from '../../../src/models/grading/grader';
import { isProbed, probe } from '../../../src/analysis/probe';
import { requestFor } from '../../../src/analysis/request';
import { restoreRun, storeRun } from '../../../src/analysis/stored-run';
import { InferenceClient } from '../../../src/inference/client';
import { regular } from '../../../src/languages/catalogue';
import { languageNamed } from '../../../src/languages/definition';
import { isSameLanguage } from '../../../src/languages/same';
import { setOf, symbolsIn } from '../../../src/languages/symbol-sets';
import { readCatalogue, type Model } from '../../../src/models/catalogue';
import { generatorFor } from '../../../src/models/random-words';
import { drawOf } from '../../../src/models/task-words';
import { laneOf } from '../../../src/page/run';
import { pageProbe } from '../../../src/page/probe';
import { readText } from '../../../src/readers';
import type { Trace } from '../../../src/trace/trace';
import { useKeptProcesses } from '../kept-processes';

const ROOT = join(__dirname, '../../..');

/** How the text of a `.lang` file names the language of a model's task. */
const NAMES: Readonly<Record<string, string>> = {
  parity: 'parity',
  'flip-flop': 'flip-flop',
  '(aa)*': 'aa',
  'Dyck-1': 'dyck-1',
  'Shuffle-Dyck-2': 'shuffle-dyck-2',
  'Dyck(2, 3)': 'bounded-dyck-2-3',
  'a^n b^n c^n': 'anbncn',
  'copy 8': 'copy-8',
};

describe('models of languages on words of them', () => {
  useKeptProcesses();
  let client: InferenceClient;
  let models: Model[];

  before(async function () {
    this.timeout(60_000);
    client = new InferenceClient();
    ({ models } = await readCatalogue([join(ROOT, 'models')]));
  });
  after(() => client.dispose());

  const textOf = (model: Model, seed: number, length: number): { word: Int32Array; text: string } => {
    const { task } = model.manifest;
    assert.ok(task.kind === 'language');
    const word = drawOf(task)?.(generatorFor(seed, length), length) ?? new Int32Array();
    const name = NAMES[task.name] ?? '';
    return { word, text: `# language: ${name}\n${[...word].map((symbol) => task.alphabet[symbol]).join('')}` };
  };
  const read = (text: string): Promise<Trace> => readText({ uri: 'a.lang', language: 'formal', text }, {});

  it('run on their own, and are right where eval says so', async function () {
    this.timeout(120_000);
    const ofLanguages = models.filter(({ manifest }) => manifest.task.kind === 'language');
    assert.ok(ofLanguages.length >= 12);
    for (const [seed, model] of ofLanguages.entries()) {
      const { word, text } = textOf(model, seed + 1, 60);
      const trace = await read(text);
      const [entry] = (await probe(trace, [model], client, { providers: ['cpu'] })).entries;
      assert.ok(entry && isProbed(entry), model.manifest.id);
      const { tensors } = await client.run(requestFor(model, word, { providers: ['cpu'] }));
      const logits = tensors['logits'];
      assert.ok(logits);
      const graded = graderFor(model.manifest).grade(word, logits.data, (step) => step * (logits.dims[2] ?? 0));
      assert.deepEqual(
        entry.run.steps.map((step) => step?.right),
        graded,
        model.manifest.id,
      );
      if (model.manifest.training?.exact) assert.equal(entry.run.firstWrong, null);
      assert.deepEqual(restoreRun(trace, undefined, model, storeRun(entry)).run.firstWrong, entry.run.firstWrong);
      // A lane has a row for each symbol, of which those are wrong that the model has otherwise than the truth.
      const lane = laneOf(entry);
      const page = pageProbe(trace, { id: 'p', title: 't', name: 'n', models: [model], cuts: [] });
      const view = page.views.find((one) => one.view === 'next-symbols');
      assert.ok(view);
      const places = view.slots.length;
      for (let step = 0; step < trace.steps.length; step++) {
        const said = lane.predicted.subarray(step * places, (step + 1) * places).join();
        const truth = view.truth.subarray((step + 1) * places, (step + 2) * places).join();
        assert.equal(said === truth, graded[step], `${model.manifest.id} at ${step}`);
      }
    }
  });

  it('run by default, all that are of the text’s language, however it is told', async () => {
    const ids = async (text: string) =>
      defaultModels(models, { trace: await read(text) }).map(({ manifest: { id } }) => id);
    const parity = ['parity-mamba-2', 'parity-mamba-negative-2', 'parity-wfa-ssm'];
    assert.deepEqual((await ids('# language: parity\n0110')).sort(), parity);
    assert.deepEqual((await ids('# expression: (0|10*1)*\n0110')).sort(), parity);
    assert.deepEqual(
      (await ids('# state even (accepting): 1 -> odd, 0 -> even\n# state odd: 1 -> even, 0 -> odd\n11')).sort(),
      parity,
    );
    assert.deepEqual(await ids('# language: shuffle-dyck-2\n()'), ['shuffle-dyck-2-mamba-2']);
  });

  it('are compared with random words of the language, and are not shrunk', async () => {
    const parity = models.filter(({ manifest: { id } }) => id === 'parity-mamba-2');
    const trace = await read(`# language: parity\n${'01101001'.repeat(8)}`);
    const [entry] = (await probe(trace, parity, client, { providers: ['cpu'] })).entries;
    assert.ok(entry && isProbed(entry));
    const found = await difficulty(entry, client, { providers: ['cpu'] });
    assert.equal(found.tokens, 64);
    assert.ok(found.wrong > 0.5, found.sentence);
    await assert.rejects(
      shrink(entry, client, { providers: ['cpu'], seed: 1, milliseconds: 1000 }),
      /answers with symbols/,
    );
  });

  it('say of another language that it is another', async () => {
    const parity = models.filter(({ manifest: { id } }) => id === 'parity-mamba-2');
    const trace = await read('# expression: (0|1)*\n01');
    const [entry] = (await probe(trace, parity, client, { providers: ['cpu'] })).entries;
    assert.ok(entry && !isProbed(entry));
    assert.equal(entry.reason, 'it reads the language parity, and this is a word of (0|1)*');
  });
});

describe('isSameLanguage', () => {
  it('tells what RegExp tells over all words to length 8', () => {
    const expressions = [
      '(a|b)*',
      '(a*b*)*',
      'a*(ba*)*',
      '(ab)*',
      'a(ba)*b|()',
      '(a|b)*a',
      '(b*a)+',
      'a?b?',
      '()|a|b|ab',
    ];
    const words = [''];
    for (const word of words) if (word.length < 8) words.push(`${word}a`, `${word}b`);
    const languages = expressions.map((expression) => regular(expression, expression, 'ab'));
    const told = expressions.map((expression) => {
      const own = new RegExp(`^(?:${expression})$`);
      return words.map((word) => Number(own.test(word))).join('');
    });
    languages.forEach((one, at) =>
      languages.forEach((other, to) =>
        assert.equal(isSameLanguage(one, other), told[at] === told[to], `${expressions[at]} and ${expressions[to]}`),
      ),
    );
  });

  it('tells symbols by their names, and counters by their rule', () => {
    const [ab, ba] = [regular('x', 'ab', 'ab'), regular('x', 'ab', 'ba')];
    assert.ok(isSameLanguage(ab, ba));
    assert.ok(!isSameLanguage(ab, regular('x', 'ab', 'abc')));
    assert.ok(isSameLanguage(languageNamed('dyck-1'), languageNamed('shuffle-dyck-1')));
    assert.ok(!isSameLanguage(languageNamed('dyck-1'), languageNamed('bounded-dyck-1-9')));
  });
});

describe('sets of symbols', () => {
  it('are read back', () => {
    for (const set of [[], [0], [30], [0, 3, 30], Array.from({ length: 31 }, (_, symbol) => symbol)])
      assert.deepEqual(symbolsIn(setOf(set)), set);
  });
});
