import { unzipSync } from 'fflate';
import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { patience } from '../../scripts/lib/patience.mjs';
import { openWorkbench } from './editor';
import type { Visualizer } from './visualizer';
import type { Workbench } from './workbench';

/** Fitting linear probes runs a model over hundreds of words; on a busy machine that takes a while. */
const FITTED = patience(60_000);

/** Within which the editor tells what was selected, on a busy machine too; milliseconds. */
const ECHO = patience(500);

/** CSS pixels. */
const SIDE_BAR = 680;

/** One that is right to the end, and two that are not, with attention and without. */
const MODELS = ['s5-rnn-ssm', 's5-transformer-2', 's5-mamba-4'];

/** Steps of `shuffle.py`, and its lines with some of them, counting from one. */
const STEPS = 49;
const LINES = { 4: 21, 5: 26, 8: 36, [STEPS]: 43 };

/** What only the extension can answer, in the editor and of real models; each panel alone is tested with its page. */
describe('the panels of the visualizer', function () {
  this.timeout(2 * FITTED);
  let workbench: Workbench;
  let visualizer: Visualizer;
  let folder: string;
  before(async () => {
    workbench = await openWorkbench(undefined, { settings: { 'stateProbe.models': MODELS } });
    folder = workbench.folder;
    // Another text, to be compared with.
    await workbench.openFile('s5.word');
    await workbench.runCommand('State Probe: Probe File');
    await (await workbench.visualizer()).waitForModels();
    await workbench.openFile('shuffle.py');
    await workbench.runCommand('State Probe: Probe File');
    visualizer = await workbench.visualizer();
    // Room for the panels, beside the program.
    await workbench.widenSideBar(SIDE_BAR);
    for (const name of ['Models', 'History']) await workbench.closeSection(name);
    await visualizer.frame.getByRole('heading', { level: 1, name: /shuffle\.py/ }).waitFor();
    await visualizer.waitForModels();
    await chooseModel('Transformer, 2 layers');
    await visualizer.closePanels();
  });
  after(() => workbench.close());
  afterEach(() => visualizer.closePanels());

  const chooseModel = async (name: string): Promise<void> => {
    await visualizer.models.filter({ hasText: name }).click();
    await visualizer.overview.getByText(new RegExp(`^${name}(: | lost )`)).waitFor();
  };

  it('say from which layer the state can be read, and until when', async () => {
    const panel = await visualizer.openPanel('Linear probes');
    const result = panel.getByText(/The true state can be read without an error/);
    await result.waitFor({ timeout: FITTED });
    const said = (await result.textContent()) ?? '';
    const wrong = await firstWrong(visualizer, 'Transformer, 2 layers');
    assert.match(said, new RegExp(`The model itself is first wrong at step ${wrong}\\b`));
    for (const layer of ['embedding', 'layer 1', 'layer 2']) {
      const lane = panel.locator('.track').filter({ hasText: layer });
      assert.match((await lane.textContent()) ?? '', /\d% right \(\d.*% to .*%\) on [\d,]+ held-out states/);
    }
    // Nobody can know the state from the last token alone.
    const [, share] = /(\d+)% right/.exec((await panel.locator('.track').first().textContent()) ?? '') ?? [];
    assert.ok(Number(share) < 20, `from the embedding ${share ?? ''}% are read`);
    const grid = await visualizer.openPanel('Every layer at every step');
    const map = grid.getByRole('application', { name: /^Probability of the true state in 3 layers/ });
    await map.waitFor();
    await grid.getByLabel('Read from each layer by').selectOption('a linear probe of an untrained twin');
    await grid.getByText(/^Selectivity: /).waitFor({ timeout: FITTED });
    await map.waitFor();
    await workbench.screenshot('panel-linear-probes');
  });

  it('say when it was learned, at the moment that a slider chooses', async () => {
    const panel = await visualizer.openPanel('Over training');
    const slider = panel.getByRole('slider', { name: /^Moment of the training of/ });
    await slider.waitFor({ timeout: FITTED });
    const told = (): Promise<string | null> => slider.getAttribute('aria-valuetext');
    const last = (await told()) ?? '';
    assert.match(last, /^moment 8 of 8, after [\d,]+ steps .*% right$/);
    await slider.press('Home');
    await visualizer.waitUntil(async () => (await told())?.startsWith('moment 1 of 8, ') ?? false, 'the first moment');
    // Nothing is learned at the first of them, which is wrong at once.
    assert.match((await told()) ?? '', /: error at 1 · 0% right$/);
    await workbench.screenshot('panel-over-training');
  });

  it('stop fitting when it is cancelled, and start again', async () => {
    const panel = await visualizer.openPanel('Linear probes');
    await chooseModel('Mamba, 4 layers');
    await panel.getByRole('button', { name: 'Cancel' }).click();
    await panel.getByText('Cancelled.').waitFor();
    assert.equal(await visualizer.focused(), 'Start', 'the focus stays where the button was');
    await workbench.page.keyboard.press('Enter');
    await panel.getByText(/The true state can be read without an error/).waitFor({ timeout: FITTED });
    assert.equal(
      await panel.getByRole('img', { name: /^State read from / }).count(),
      5,
      'the embedding and four layers',
    );
    await chooseModel('Transformer, 2 layers');
  });

  it('show the layers in another form and order, and the course of a pinned neuron', async () => {
    const panel = await visualizer.openPanel('Layers');
    const map = await visualizer.heatMap('layer 1');
    const raw = await map.getAttribute('aria-label');
    await panel.getByRole('combobox', { name: 'Values' }).selectOption('change from step to step');
    await visualizer.waitUntil(async () => (await map.getAttribute('aria-label')) !== raw, 'other values are drawn');
    await panel.getByRole('combobox', { name: 'Neurons' }).selectOption('by variance');
    const neurons = panel.getByRole('slider', { name: 'Neuron of layer 1' });
    await visualizer.goTo(4);
    const order: string[] = [];
    await visualizer.waitUntil(async () => {
      await neurons.press('Home');
      order.push((await neurons.getAttribute('aria-valuenow')) ?? '');
      return order.at(-1) !== '1';
    }, 'the neuron that varies most stands first');
    const [first = ''] = order.slice(-1);
    await neurons.press('Enter');
    const chart = panel.getByRole('img', {
      name: new RegExp(`^Line chart of neuron ${first} of layer 1 over ${STEPS} steps, from `),
    });
    await chart.waitFor();
    const [, value = ''] =
      /neuron \d+, (\S+) at step 4/.exec((await neurons.getAttribute('aria-valuetext')) ?? '') ?? [];
    assert.notEqual(value, '', 'the slider says the value at the playhead');
    const pin = panel.locator('.pin').first();
    assert.match((await pin.textContent()) ?? '', new RegExp(`neuron ${first}\\s*${value} at step 4`));
    // The next one down, by the arrow keys, and along the steps.
    await neurons.press('ArrowDown');
    assert.notEqual(await neurons.getAttribute('aria-valuenow'), first);
    await neurons.press('ArrowRight');
    await visualizer.waitForStep(5);
    await workbench.waitForCursor(LINES[5]);
    await pin.getByText('at step 5').waitFor();
    await workbench.screenshot('panel-layers');
    await panel.getByRole('button', { name: 'Unpin all' }).click();
    await chart.waitFor({ state: 'detached' });
    assert.equal(await visualizer.focused(), 'Values');
    await panel.getByRole('combobox', { name: 'Values' }).selectOption('as they are');
    await panel.getByRole('combobox', { name: 'Neurons' }).selectOption('as they are');
  });

  it('say a value under the mouse, and pin its neuron with a click', async () => {
    const panel = await visualizer.openPanel('Layers');
    const map = await visualizer.heatMap('layer 2');
    const box = await visualizer.boxOf(map);
    await workbench.page.mouse.move(box.x + box.width - 4, box.y + 6);
    const tip = visualizer.frame.locator('.tooltip:visible');
    await tip.getByText(/^layer 2, neuron \d+, step 49$/).waitFor();
    assert.match((await tip.locator('div').first().textContent()) ?? '', /^−?\d/);
    const [, neuron] = /neuron (\d+)/.exec((await tip.textContent()) ?? '') ?? [];
    await workbench.page.mouse.click(box.x + box.width - 4, box.y + 6);
    await visualizer.waitForStep(STEPS);
    await panel.getByRole('button', { name: `Unpin neuron ${neuron ?? ''} of layer 2` }).click();
    await panel.locator('.pin').waitFor({ state: 'detached' });
  });

  it('follow the playhead, and so does the editor', async () => {
    const trajectories = await visualizer.openPanel('Trajectories');
    const inside = await visualizer.openPanel('Inside the architecture');
    const details = await visualizer.openPanel('At this step');
    const now = trajectories.locator('.trajectory-now');
    await now.waitFor({ timeout: FITTED });
    await inside
      .getByText(/reads step/)
      .first()
      .waitFor({ timeout: FITTED });
    await visualizer.goTo(8);
    await now.getByText(/^Step 8: /).waitFor();
    await inside
      .getByText(/^Step 8 reads step [1-8] most/)
      .first()
      .waitFor();
    await workbench.waitForCursor(LINES[8]);
    const state = ((await now.textContent()) ?? '').replace('Step 8: ', '');
    assert.match(state, /^('\w+' ?){5}$/);
    assert.equal(await details.locator('dd').nth(1).textContent(), state, 'both panels say the same state');
    await visualizer.playhead.press('ArrowLeft');
    await now.getByText(/^Step 7: /).waitFor();
    await inside
      .getByText(/^Step 7 reads step [1-7] most/)
      .first()
      .waitFor();
    assert.notEqual(((await now.textContent()) ?? '').replace('Step 7: ', ''), state);
    // And the other way round: the cursor moves the playhead, and with it the panels.
    await workbench.focusEditor();
    await workbench.goToLine(LINES[STEPS]);
    await now.getByText(/^Step 49: /).waitFor();
  });

  it('let the playhead go when its keys are pressed fast, in loops too', async () => {
    // What the test before did in the editor is told, and is no later move of a person.
    await workbench.page.waitForTimeout(ECHO);
    await visualizer.goTo(1);
    // Faster than the editor can tell which lines were selected: each key is sent before the one before is answered.
    for (let round = 0; round < 3; round++) {
      await visualizer.pressFast('ArrowRight', STEPS - 2);
      await visualizer.waitForStep(STEPS - 1);
      await workbench.page.waitForTimeout(ECHO);
      assert.equal(await visualizer.step(), STEPS - 1, 'nothing pulls it back');
      await visualizer.playhead.press('Home');
      await visualizer.waitForStep(1);
    }
  });

  it('show the states of every layer in a plane, and go to a point', async () => {
    const panel = await visualizer.openPanel('Trajectories');
    await panel.getByRole('img', { name: /^States of layer 2 after 49 steps/ }).waitFor({ timeout: FITTED });
    assert.equal(await panel.getByRole('img', { name: /^States of / }).count(), 3);
    await visualizer.goTo(12);
    const head = await visualizer.boxOf(panel.locator('.trajectory').nth(2).locator('.trajectory-head'));
    const [x, y] = [head.x + head.width / 2, head.y + head.height / 2];
    await visualizer.goTo(1);
    await workbench.page.mouse.move(x, y);
    await visualizer.frame.locator('.tooltip:visible').getByText('layer 2, step 12').waitFor();
    await workbench.page.mouse.click(x, y);
    await visualizer.waitForStep(12);
    const path = panel.locator('.trajectory-path polyline').first();
    const points = async (): Promise<string> => (await path.getAttribute('points')) ?? '';
    await visualizer.waitUntil(async () => (await points()).split(' ').length === 12, 'the path leads to the step');
    await panel.getByLabel(/^Path of the last/).uncheck();
    await visualizer.waitUntil(async () => (await points()) === '', 'the path is gone');
    await panel.getByLabel(/^Path of the last/).check();
    await panel.getByRole('combobox', { name: 'Components of' }).selectOption('random words');
    await panel.getByText('Faint points: states of the random words.').waitFor({ timeout: FITTED });
    await workbench.screenshot('panel-trajectories');
  });

  it('compare every step with every other, by keyboard', async () => {
    const panel = await visualizer.openPanel('Similarity of steps');
    const matrix = panel.getByRole('application', { name: /^Cosine of the hidden states of layer 2, steps 1 to 49/ });
    await matrix.waitFor({ timeout: FITTED });
    for (let time = 1; time < 4; time++) {
      await matrix.press('ArrowDown');
      await matrix.press('ArrowRight');
    }
    const said = visualizer.frame.locator('[role=status]').filter({ hasText: /^cosine/ });
    assert.equal(await said.textContent(), 'cosine 1, steps 4 and 4: equal true states');
    await matrix.press('Enter');
    await visualizer.waitForStep(4);
    await workbench.waitForCursor(LINES[4]);
    await matrix.press('ArrowLeft');
    assert.match((await said.textContent()) ?? '', /^cosine −?\d.*, steps 4 and 3: different true states$/);
    await matrix.press('Escape');
    assert.equal(await visualizer.frame.locator('.tooltip:visible').count(), 0);
    await panel.getByRole('combobox', { name: 'Layer' }).selectOption('embedding');
    await panel.getByRole('application', { name: /^Cosine of the hidden states of embedding/ }).waitFor();
    const rows = await panel.getByRole('row').allTextContents();
    assert.equal(rows.length, 3);
    for (const row of rows) assert.match(row, /\d%/);
    await workbench.screenshot('panel-similarity');
  });

  it('show attention, head by head', async () => {
    const panel = await visualizer.openPanel('Inside the architecture');
    const head = (at: number): Locator =>
      panel.getByRole('application', {
        name: new RegExp(`^Attention, layer 1, head ${at}, .*which steps each step reads`),
      });
    await head(1).waitFor({ timeout: FITTED });
    const weights = (text: string | null): string => /weights up to .*/.exec(text ?? '')?.[0] ?? '';
    const first = weights(await head(1).getAttribute('aria-label'));
    await panel.getByRole('combobox', { name: 'Head' }).first().selectOption('2 of 4');
    await head(2).waitFor();
    assert.notEqual(weights(await head(2).getAttribute('aria-label')), first, 'another head has other weights');
    await head(2).press('ArrowRight');
    await visualizer.frame
      .getByRole('status')
      .filter({ hasText: /^0, step 1 reads step 2$/ })
      .waitFor();
    await workbench.screenshot('panel-inside');
  });

  it('compare two models on the text, and go to where they differ', async () => {
    const panel = await visualizer.openPanel('Compare');
    await panel.getByRole('combobox', { name: 'With' }).selectOption('RNN-SSM (exact)');
    const wrong = await firstWrong(visualizer, 'Transformer, 2 layers');
    await panel.getByText(`They differ first at step ${wrong}.`).waitFor();
    await visualizer.goTo(1);
    await panel.getByRole('button', { name: `Go to step ${wrong}` }).click();
    await visualizer.waitForStep(wrong);
    await panel.getByText(`Step ${wrong}: only the second is right`).waitFor();
    const rows = await panel.locator('dl').last().textContent();
    assert.match(rows ?? '', /Transformer, 2 layers.*\(wrong, confidence .*RNN-SSM \(exact\).*\(right, confidence /);
    await workbench.screenshot('panel-compare');
  });

  it('compare the model with itself on another text', async () => {
    const panel = await visualizer.openPanel('Compare');
    const other = panel.getByRole('option', { name: /^this model on s5\.word/ });
    await other.waitFor({ state: 'attached' });
    await panel.getByRole('combobox', { name: 'With' }).selectOption(await other.textContent());
    await panel.locator('.lanes').getByText('on s5.word').waitFor();
    assert.equal(await panel.getByRole('img', { name: /^Differences\. / }).count(), 1);
    assert.match((await panel.textContent()) ?? '', /on shuffle\.py/);
  });

  it('show accuracy by length, published and measured here', async () => {
    const panel = await visualizer.openPanel('Accuracy by length');
    const figures = panel.getByRole('region', { name: 'Accuracy, table' });
    await figures.getByRole('row', { name: /^1 Transformer, 2 layers, 1,000 words/ }).waitFor();
    // Only the chosen model is left, so that little is measured.
    const others = panel.getByRole('checkbox', { checked: true, disabled: false });
    while ((await others.count()) > 0) await others.first().uncheck();
    assert.equal(await figures.getByRole('row').count(), 2, 'the head and one model');
    await panel.getByLabel('Lengths').fill('4, 16');
    await panel.getByLabel('Words of each').fill('20');
    await panel.getByRole('button', { name: 'Measure these models here' }).click();
    const here = figures.getByRole('row', { name: /^1 measured here, 20 words/ });
    await here.waitFor({ timeout: FITTED });
    const shares = (await here.textContent())?.match(/\d+(\.\d+)?%/g) ?? [];
    assert.equal(shares[0], '100%', 'at four tokens it is always right');
    assert.equal(shares.length >= 2, true);
    await workbench.screenshot('panel-accuracy');
  });

  it('save what they show as files', async () => {
    const save = async (title: string, item: string | RegExp, name: string): Promise<Buffer> => {
      const panel = await visualizer.openPanel(title);
      await panel.getByRole('button', { name: `Save… ${title}` }).click();
      await panel.getByRole('menuitem', { name: item }).click();
      const file = await workbench.saveAsOffered();
      assert.equal(path.relative(folder, file), name);
      await workbench.waitUntil(() => existsSync(file) && statSync(file).size > 0);
      await visualizer.frame.getByText(/^Saved: /).waitFor({ state: 'attached' });
      return readFileSync(file);
    };
    await (await visualizer.openPanel('States')).getByRole('img', { name: /^True state/ }).waitFor();
    const png = await save('States', 'Picture as PNG', 'shuffle-py-states.png');
    assert.equal(png.toString('latin1', 1, 4), 'PNG');
    assert.ok(png.readUInt32BE(16) > 400, 'two pixels for each of the page');
    const svg = (await save('States', 'Picture as SVG', 'shuffle-py-states.svg')).toString();
    assert.match(svg, /^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    assert.match(svg, /shuffle\.py/);
    assert.match(svg, /Transformer, 2 layers/);
    const table = (await save('States', /^Table as CSV: lanes/, 'shuffle-py-states-lanes.csv')).toString();
    assert.equal(table[0], '\uFEFF', 'spreadsheets take it for UTF-8');
    const csv = table.slice(1).trimEnd().split('\r\n');
    assert.equal(csv.length, STEPS + 1, 'a head and a row for each step');
    assert.match(csv[0] ?? '', /^step,text,true state,/);
    assert.match(csv[1] ?? '', /^1,"?row\[i\]/);

    await visualizer.openPanel('Layers');
    await visualizer.heatMap('layer 2');
    const states = unzipSync(await save('Layers', /\.npz/, 'shuffle.py s5-transformer-2.npz'));
    assert.deepEqual(
      Object.keys(states)
        .filter((name) => name.startsWith('hidden'))
        .toSorted(),
      ['hidden.0.npy', 'hidden.1.npy', 'hidden.2.npy'],
    );
    const header = Buffer.from(states['hidden.2.npy']?.subarray(0, 128) ?? []).toString('latin1');
    assert.match(header, /NUMPY.*'descr': '<f4'.*'shape': \(49, 128\)/s);
  });

  it('are reached with Tab in the order in which they stand, and left with Escape', async () => {
    await visualizer.openPanel('Layers');
    await visualizer.heatMap('layer 1');
    const opener = visualizer.layers.getByRole('button', { name: 'Save… Layers' });
    await opener.press('ArrowDown');
    assert.equal(await visualizer.focused(), 'Picture as PNG');
    await workbench.page.keyboard.press('ArrowDown');
    assert.equal(await visualizer.focused(), 'Picture as SVG');
    await workbench.page.keyboard.press('Escape');
    assert.equal(await visualizer.focused(), 'Save… Layers');
    assert.equal(await visualizer.frame.getByRole('menu').count(), 0, 'the menu is closed');
    const stops: string[] = [];
    await visualizer.playhead.focus();
    for (let time = 0; time < 20; time++) {
      await workbench.page.keyboard.press('Tab');
      stops.push(await visualizer.focused());
    }
    const questions = [
      'At which layer is the state still there?',
      'Where did it lose track, step by step?',
      'Would one more layer have helped?',
      'Is it my text or the model?',
      'What is the shortest text that breaks it?',
      'What does it track instead?',
      'How does it hold the state?',
    ];
    assert.deepEqual(stops, [
      ...questions.flatMap((question) => [question, `Help: ${question}`]),
      'Save… Layers',
      'Values',
      'Neurons',
      'Neuron of embedding',
      'Neuron of layer 1',
      'Neuron of layer 2',
    ]);
  });
});

/** The first step that a model gets wrong, counting from one, as the overview says it. */
async function firstWrong(visualizer: Visualizer, model: string): Promise<number> {
  const said = (await visualizer.models.filter({ hasText: model }).textContent()) ?? '';
  const [, step] = /error at (\d+)/.exec(said) ?? [];
  assert.ok(step, `${model} goes wrong somewhere: ${said}`);
  return Number(step);
}
