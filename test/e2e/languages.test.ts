import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { openWorkbench } from './editor';
import type { Workbench } from './workbench';

const PARITY = `# language: parity\n${'01101001'.repeat(8)}\n`;
const FORMULA = '# problem: formula\nx = 1\n(x and not 0) or\n(0 xor (x and 1))\n';
/** Longer than what the bundled Mamba copies, of length 49 as it stands. */
const COPY = '# language: copy-8\ndcfhbaheddhhgcdcgabcaeae=dcfhbaheddhhgcdcgabcaeae\n';
const CODE = 'def f(a):\n    return [a[0], (a[1])]  # ((\n';

describe('probing words of formal languages', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench((folder) => {
      writeFileSync(path.join(folder, 'parity.lang'), PARITY);
      writeFileSync(path.join(folder, 'copy.lang'), COPY);
      writeFileSync(path.join(folder, 'bad.lang'), '# language: parity\n012\n');
      writeFileSync(path.join(folder, 'lists.py'), CODE);
      writeFileSync(path.join(folder, 'formula.lang'), FORMULA);
      return Promise.resolve();
    });
  });
  after(() => workbench.close());

  it('runs the models of the language, with lanes of the symbols that may come next', async () => {
    await workbench.openFile('parity.lang');
    await workbench.runCommand('State Probe: Probe File');
    const visualizer = await workbench.visualizer();
    await visualizer.waitForModels();
    await visualizer.openPanel('States');
    const { models, trueState } = visualizer;
    assert.match((await trueState.getAttribute('aria-label')) ?? '', /after each of 64 steps/);
    assert.match(
      (await models.filter({ hasText: 'WFA-SSM (exact), parity' }).first().textContent()) ?? '',
      /right at every step/,
    );
    assert.equal(await models.filter({ hasText: 'parity' }).count(), 3);
    await visualizer.frame
      .getByRole('img', { name: /^What may come next after each of 64 steps: which of 3 symbols/ })
      .waitFor();
    const [mark = ''] = (await workbench.marks()).slice(-1);
    assert.match(mark, /^state = \S+ {2}after step \d+( ✗ .*Mamba, 2 layers, parity lost what may come next .*)?$/);
    await workbench.screenshot('languages');
  });

  it('runs the models that copy, and says where what must be held is lost', async () => {
    await workbench.openFile('copy.lang');
    await workbench.runCommand('State Probe: Probe File');
    const visualizer = await workbench.visualizer();
    await visualizer.frame.getByRole('heading', { level: 1, name: /copy\.lang/ }).waitFor();
    await visualizer.waitForModels();
    const said = async (name: string): Promise<string> =>
      (await visualizer.models.filter({ hasText: name }).first().textContent()) ?? '';
    assert.match(await said('Mamba and attention, 2 layers, copy-8'), /right at every step/);
    assert.match(await said('Mamba, 2 layers, copy-8'), /at 31/);
    const marks = await workbench.marks();
    assert.match(
      marks.at(-1) ?? '',
      /^state = copying hed\S+ {2}after step 31 ✗ Mamba, 2 layers, copy-8 lost what may come next/,
    );
    await workbench.screenshot('languages-copy');
  });

  it('takes the brackets of code for a word, as a person says', async () => {
    await workbench.openFile('lists.py');
    await workbench.runCommand('State Probe: Probe as a Word of a Language…', 'open');
    await workbench.pick('Brackets', 'Brackets');
    const visualizer = await workbench.visualizer();
    await visualizer.waitForModels();
    await visualizer.openPanel('States');
    assert.match((await visualizer.trueState.getAttribute('aria-label')) ?? '', /after each of 10 steps/);
    assert.ok((await visualizer.models.filter({ hasText: 'bounded-dyck-2-3' }).count()) >= 2);
    await workbench.screenshot('languages-brackets');
  });

  it('evaluates a formula gate by gate, and the models of copies read the steps', async () => {
    await workbench.openFile('formula.lang');
    await workbench.runCommand('State Probe: Probe File');
    const visualizer = await workbench.visualizer();
    await visualizer.waitForModels();
    await visualizer.openPanel('States');
    const { models, trueState } = visualizer;
    assert.match((await trueState.getAttribute('aria-label')) ?? '', /after each of 5 steps/);
    await visualizer.waitForModels();
    assert.match(
      (await models.filter({ hasText: 'WFA-SSM (exact), T' }).first().textContent()) ?? '',
      /right at every step/,
    );
    assert.equal(await visualizer.frame.locator('.verdict .tag').first().textContent(), 'star-free in this run');
    await workbench.screenshot('problems-formula');
  });
});
