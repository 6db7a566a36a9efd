import assert from 'node:assert/strict';
import type { LengthAccuracy, ModelAccuracy, PageMessage } from '../../../src/protocol/messages';
import {
  defaultModels,
  intervalText,
  merged,
  readFresh,
  shareAt,
  smallestDepths,
  wordsText,
  missingText,
} from '../../../webview/panels/accuracy-data';
import { depthsText } from '../../../webview/panels/depths-data';
import { violations } from './harness';
import { assertGoodInEveryLook, LOOKS } from './looks';
import { closePanel, openPanel } from '../../open-panel';
import { useHarness } from './use-harness';

function at(length: number, full: number): LengthAccuracy {
  return { length, full, sequences: 100, steps: full };
}

function model(
  id: string,
  architecture: string,
  depth: number,
  published: LengthAccuracy[],
  task = 'S5',
): ModelAccuracy {
  return { model: id, name: id, architecture, depth, task, published };
}

describe('what the panel of accuracy says', () => {
  it('compares with other architectures of the same task at first, at most four', () => {
    const all = [
      model('a', 'Mamba', 1, [at(4, 1)]),
      model('b', 'Mamba', 2, [at(4, 1)]),
      model('c', 'RNN', 1, [at(4, 1)]),
      model('d', 'S4', 1, []),
      model('e', 'LSTM', 1, [at(4, 1)], 'S3'),
      ...['v', 'w', 'x', 'y'].map((id) => model(id, id, 1, [at(4, 1)])),
    ];
    assert.deepEqual(defaultModels(all, 'b'), ['b', 'c', 'v', 'w', 'x']);
    assert.deepEqual(defaultModels(all, 'e'), ['e']);
    assert.deepEqual(defaultModels([], 'e'), []);
  });

  it('finds the smallest depth that is right at a length and at all shorter ones', () => {
    const all = [
      model('m1', 'Mamba', 1, [at(4, 1), at(8, 0.5), at(16, 0.95)]),
      model('m4', 'Mamba', 4, [at(4, 0.99), at(8, 0.9)]),
      model('r1', 'RNN', 1, [at(16, 0.2)]),
      model('none', 'LSTM', 1, []),
    ];
    assert.deepEqual(smallestDepths(all, [4, 8, 16, 32]), [
      // One layer is right again at 16, but was not at 8.
      { task: 'S5', architecture: 'Mamba', depths: [1, 4, 0, null], tried: [1, 4] },
      { task: 'S5', architecture: 'RNN', depths: [null, null, 0, null], tried: [1] },
    ]);
  });

  it('begins with the paper’s picture where its architectures are there in several depths', () => {
    const all = [
      model('wfa', 'wfa-ssm', 1, [at(4, 1)]),
      model('rnn', 'elman-rnn', 1, [at(4, 1)]),
      ...[1, 2].map((depth) => ({ ...model(`m${depth}`, 'mamba', depth, [at(4, 1)]), name: `Mamba, ${depth} layers` })),
      { ...model('negative', 'mamba', 2, [at(4, 1)]), name: 'Mamba with eigenvalues in [-1, 1], 2 layers' },
      { ...model('s4', 's4', 1, [at(4, 1)]), name: 'S4, 1 layer' },
    ];
    assert.deepEqual(defaultModels(all, 'm2'), ['m2', 'rnn', 'm1']);
    assert.deepEqual(defaultModels(all, 'wfa'), ['wfa', 'rnn', 'm1', 'm2']);
    // One of other eigenvalues is none of the same family, in the table of depths either.
    assert.deepEqual(
      smallestDepths(all, [4]).map(({ architecture, tried }) => [architecture, tried]),
      [
        ['wfa-ssm', [1]],
        ['elman-rnn', [1]],
        ['Mamba', [1, 2]],
        ['Mamba with eigenvalues in [-1, 1]', [2]],
        ['S4', [1]],
      ],
    );
  });

  it('says whether more layers would have helped on the text', () => {
    const of = (...firstWrong: (number | null)[]) =>
      depthsText(firstWrong.map((step, at) => ({ depth: 2 ** at, firstWrong: step })));
    assert.equal(of(), '');
    assert.equal(of(3), '');
    assert.equal(of(null, null), '1 layer is enough: right at every step.');
    assert.equal(
      of(3, 7, null),
      'Yes: 4 layers are right at every step; first wrong at step 4 with 1 layer, 8 with 2.',
    );
    assert.equal(
      of(3, 7),
      'It would have gone further, but not to the end: first wrong at step 4 with 1 layer, 8 with 2.',
    );
    assert.equal(of(3, 3, 2), 'No: first wrong at step 4 with 1 layer, 4 with 2, 3 with 4.');
  });

  it('reads a length between those that were measured by their ratio', () => {
    const measured = [at(4, 1), at(16, 0.5), at(64, 0)];
    assert.deepEqual(
      [2, 4, 8, 16, 32, 100].map((length) => shareAt(measured, length)),
      [1, 1, 0.75, 0.5, 0.25, 0],
    );
  });

  it('replaces earlier figures of the same length', () => {
    assert.deepEqual(merged([at(4, 1), at(16, 0)], [at(16, 0.5), at(8, 1)]), [at(4, 1), at(8, 1), at(16, 0.5)]);
  });

  it('says intervals and numbers of words in short', () => {
    assert.equal(intervalText({ ...at(4, 1), fullInterval: [0.95, 0.992] }), '95–99.2%');
    assert.equal(intervalText(at(4, 1)), '');
    assert.equal(wordsText([at(4, 1), { ...at(8, 1), sequences: 1000 }]), '100 to 1,000 words');
    assert.equal(wordsText([at(4, 1)]), '100 words');
  });

  it('says which lengths were not measured, and each reason once', () => {
    const missing = [
      { length: 64, reason: 'no memory' },
      { length: 8, reason: 'gone' },
      { length: 128, reason: 'no memory' },
    ];
    assert.deepEqual(missingText(missing), [
      'not measured at lengths 64, 128: no memory',
      'not measured at length 8: gone',
    ]);
  });

  it('reads what to measure, and says what is wrong with it', () => {
    const good = { lengths: '64, 8 8;16', count: '20', seed: '0' };
    assert.deepEqual(readFresh(good), { lengths: [8, 16, 64], count: 20, seed: 0 });
    const fieldOf = (change: Partial<typeof good>) => {
      const read = readFresh({ ...good, ...change });
      return 'field' in read ? read.field : null;
    };
    for (const lengths of ['', ' , ', '0', '8, x', '1.5', '-3', '100001'])
      assert.equal(fieldOf({ lengths }), 'lengths');
    assert.equal(fieldOf({ lengths: Array.from({ length: 17 }, (_, n) => n + 1).join() }), 'lengths');
    for (const count of ['', '0', '1e3', '1000001']) assert.equal(fieldOf({ count }), 'count');
    for (const seed of ['', '-1', '4294967296']) assert.equal(fieldOf({ seed }), 'seed');
  });
});

describe('panel of accuracy by length', function () {
  this.timeout(60_000);
  const harness = useHarness();

  const opened = async () => {
    const result = await harness().open({ scene: 'probe', height: 3500 });
    await openPanel(result.page, 'Accuracy by length');
    return result;
  };

  it('shows the chosen model first, and those that are ticked', async () => {
    const { page, complaints } = await opened();
    await page
      .getByRole('img', {
        name: /^Accuracy by length\. 1 Transformer, 2 layers: 0% at length 512, this text lost at token \d+; /,
      })
      .waitFor();
    const heads = page.locator('.figures').first().locator('tbody th');
    assert.equal(await heads.count(), 7, 'every depth of two architectures, and the RNN');
    await page.getByLabel('Elman RNN', { exact: true }).uncheck();
    assert.equal(await heads.count(), 6);
    assert.equal(await page.getByLabel('Transformer, 2 layers', { exact: true }).isDisabled(), true);
    await page.getByRole('radio', { name: /^Mamba/ }).click();
    assert.equal(await heads.first().textContent(), '1 Mamba, 2 layers, 400 words');
    assert.deepEqual(complaints, []);
    await harness().leave(page);
  });

  it('stands below this text at every depth of an architecture', async () => {
    const { page } = await opened();
    const rows = page.locator('.depths li');
    await page
      .getByText(/^It would have gone further, but not to the end: first wrong at step 11 with 1 layer, /)
      .waitFor();
    assert.equal(await rows.count(), 3);
    // The one that was chosen to run is not run again.
    const asked = (await page.evaluate<PageMessage[]>('window.said')).flatMap((message) =>
      message.kind === 'ask' && message.name === 'runOnText' ? [message.body.model] : [],
    );
    assert.deepEqual(asked, ['transformer-1', 'transformer-4']);
    await page.evaluate('window.refuse = ["runOnText"]');
    await page.getByRole('combobox', { name: 'Architecture' }).selectOption('Mamba');
    await page.getByText('runOnText is refused here').first().waitFor();
    assert.equal(await rows.count(), 3);
    await harness().leave(page);
  });

  it('measures the models here when asked to, once the input is good', async () => {
    const { page } = await opened();
    await page.getByLabel('Seed').fill('x');
    await page.getByRole('button', { name: 'Measure these models here' }).click();
    await page.getByText('The seed is a whole number').waitFor();
    assert.equal(await page.evaluate('document.activeElement.className'), 'fresh-seed');
    assert.deepEqual(await violations(page), []);
    await page.getByLabel('Seed').fill('7');
    await page.getByLabel('Lengths').fill('8, 24, 5000');
    await page.getByLabel('Seed').press('Enter');
    await page.getByText('Measured 7 of 7 models.').first().waitFor();
    await page
      .getByText('Mamba, 2 layers: not measured at length 5000: attention over 5000 tokens takes more than')
      .waitFor();
    await page.getByRole('rowheader', { name: '1 measured here, 100 words' }).waitFor();
    await page.getByRole('columnheader', { name: '24', exact: true }).waitFor();
    const said = await page.evaluate<PageMessage[]>('window.said');
    const asks = said.flatMap((message) =>
      message.kind === 'ask' && message.name === 'freshAccuracy' ? [message] : [],
    );
    assert.deepEqual(asks[0]?.body, { model: 'transformer', lengths: [8, 24, 5000], count: 100, seed: 7 });
    // They are still there when the panel is opened again.
    await closePanel(page, 'Accuracy by length');
    await openPanel(page, 'Accuracy by length');
    await page.getByRole('rowheader', { name: '1 measured here, 100 words' }).waitFor();
    await harness().leave(page);
  });

  it('says what could not be measured or loaded, cancels, and tries again', async () => {
    const { page } = await opened();
    await page.evaluate('window.refuse = ["freshAccuracy"]');
    await page.getByRole('button', { name: 'Measure these models here' }).click();
    await page.getByText('Mamba, 2 layers: freshAccuracy is refused here').waitFor();
    await page.evaluate('window.refuse = []; window.hold = ["freshAccuracy"]');
    await page.getByRole('button', { name: 'Measure these models here' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Cancelled. Measured 0 of 7 models.').first().waitFor();
    const said = await page.evaluate<PageMessage[]>('window.said');
    assert.ok(said.some(({ kind }) => kind === 'cancel'));
    await page.evaluate('window.refuse = ["accuracy"]');
    await closePanel(page, 'Accuracy by length');
    await openPanel(page, 'Accuracy by length');
    await page.getByText('accuracy is refused here').waitFor();
    await page.evaluate('window.refuse = []');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('img', { name: /^Accuracy by length/ }).waitFor();
    await harness().leave(page);
  });

  it('is accessible and fits, in every look', async () => {
    const result = await opened();
    const { page } = result;
    await assertGoodInEveryLook(result, LOOKS, 'Accuracy by length', () =>
      page.getByRole('img', { name: /^Accuracy by length/ }).waitFor(),
    );
    await harness().leave(page);
  });
});
