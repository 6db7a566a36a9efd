import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import manifest from '../../../package.json';
import { anchorsOf } from '../../../scripts/lib/docs.mjs';
import { reachText, taskText } from '../../../src/extension/models/facts';
import { BEST_SAMPLE, SAMPLES } from '../../../src/extension/texts/sample-list';
import { readCatalogue, type Model } from '../../../src/models/catalogue';
import { inOrder } from '../../../src/models/order';
import { isDocsPage } from '../../../src/protocol/docs';
import { languageOfFile } from '../../../src/readers/languages';

const ROOT = path.resolve(__dirname, '../../..');
const cell = (text: string): string => text.replaceAll('|', '\\|');

function samplesPage(): string {
  const [begin] = SAMPLES;
  const rows = begin?.samples.map(({ file, shows }) => `| \`${file}\` | ${cell(shows)} |`) ?? [];
  const more = SAMPLES.flatMap(({ samples }) => samples).length - rows.length;
  return `![The list of samples: code, chess games, words of permutations](sample.png)

A **text** becomes a **trace**: places, what they hold, and steps that move things between them.

| Text | Places | A step |
| --- | --- | --- |
| code | variables and list cells | a swap or an assignment |
| chess | squares | a move |
| word | slots 1 to n | a permutation |
| story | people or places | a sentence in which things move |
| formal language | the state of its automaton | a symbol |

To begin with:

| Sample | Shows |
| --- | --- |
${rows.join('\n')}

and ${more} more in the list.
`;
}

function modelsPage(models: readonly Model[]): string {
  const tasks = [...new Set(models.map(taskText))].map((task) => models.filter((model) => taskText(model) === task));
  const exact = (some: readonly Model[]): number => some.filter(({ manifest: one }) => one.training?.exact).length;
  const rows = tasks.map((some) => `| ${cell(some[0] ? taskText(some[0]) : '')} | ${some.length} | ${exact(some)} |`);
  return `![The list of models with check boxes](models.png)

${models.length} models come with State Probe. ${exact(models)} of them are **exact**: they are built from a theorem and right at every length. The others were trained, and the list shows up to how many tokens at least 90% of random words are right.

| Task | Models | exact |
| --- | --- | --- |
${rows.join('\n')}

As long as you have not ticked any, a probe runs one of each kind that reads the text, the deepest.

Models of your own: name their folder in the setting \`stateProbe.modelFolders\`.
`;
}

describe('the walkthrough', () => {
  let models: Model[];
  before(async () => {
    models = inOrder((await readCatalogue([path.join(ROOT, 'models')])).models);
  });

  it('tells the samples and the models that are there (UPDATE_DOCS=1 rewrites its pages)', () => {
    for (const [name, text] of [
      ['sample.md', samplesPage()],
      ['models.md', modelsPage(models)],
    ] as const) {
      const file = path.join(ROOT, 'media/walkthrough', name);
      if (process.env['UPDATE_DOCS']) writeFileSync(file, text);
      // How tables are set is the formatter's.
      const plain = (page: string): string => page.replaceAll(/ +\|/g, ' |').replaceAll(/-{3,}/g, '---');
      assert.equal(plain(readFileSync(file, 'utf8')), plain(text));
    }
  });

  it('ticks its steps by what was done, which something sets', () => {
    const [{ steps } = assert.fail()] = manifest.contributes.walkthroughs;
    assert.deepEqual(
      steps.map(({ completionEvents }) => completionEvents),
      [
        ['onContext:stateProbe.sampleOpened'],
        ['onContext:stateProbe.hasProbe'],
        ['onContext:stateProbe.lookedInside'],
        ['onSettingChanged:stateProbe.models'],
      ],
    );
  });

  it('leads from every step to a page of the documentation, and to a heading that is there', () => {
    const [{ steps } = assert.fail()] = manifest.contributes.walkthroughs;
    for (const { id, description } of steps) {
      const [, query = ''] = /\]\(command:stateProbe\.openDocs\?([^)\s]+)\)/.exec(description) ?? [];
      const [page = '', anchor] = JSON.parse(decodeURIComponent(query) || '[]') as string[];
      assert.ok(isDocsPage(page), `${id}: ${page}`);
      const text = readFileSync(path.join(ROOT, 'docs', `${page}.md`), 'utf8');
      if (anchor !== undefined) assert.ok(anchorsOf(text).includes(anchor), `${id}: ${anchor}`);
    }
  });

  it('lists every sample that is a text, once, with a line of its own', () => {
    const listed = SAMPLES.flatMap(({ samples }) => samples);
    const files = readdirSync(path.join(ROOT, 'samples')).filter((name) => languageOfFile(name) !== undefined);
    assert.deepEqual(listed.map(({ file }) => file).toSorted(), files.toSorted());
    assert.equal(new Set(listed.map(({ shows }) => shows)).size, files.length);
    assert.ok(files.includes(BEST_SAMPLE));
  });

  it('says of every model how far it is right', () => {
    for (const model of models)
      assert.match(reachText(model), /right.* · (exact|trained up to \d+)$/, model.manifest.id);
    const mamba = models.find(({ manifest: { id } }) => id === 's5-mamba-2');
    assert.ok(mamba);
    assert.equal(reachText(mamba), '≥ 90% of words right up to 7 tokens, 84.9% at 8 · trained up to 10');
  });
});
