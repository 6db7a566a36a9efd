import assert from 'node:assert/strict';
import { probe as sampleProbe } from '../../../webview/dev/sample';
import { Relation } from '../../../webview/draw/relations';
import type { Model, PageMessage, Probe } from '../../../src/protocol/messages';
import {
  agreementText,
  comparisonNote,
  compareRuns,
  relationText,
  sideText,
  type Side,
} from '../../../webview/panels/compare-data';
import { violations } from './harness';
import { assertGoodInEveryLook, LOOKS } from './looks';
import { openPanel } from '../../open-panel';
import { useHarness } from './use-harness';

/** A run over a world of two slots whose true state is always `0 1`: the beliefs give the outcomes. */
function side(id: string, beliefs: readonly [number, number][], steps = beliefs.length, view = 0): Side {
  const outcome = Uint8Array.from(beliefs, ([a, b]) => (a === -1 ? 2 : a === 0 && b === 1 ? 1 : 0));
  const run = {
    view,
    predicted: Int16Array.from(beliefs.flat()),
    outcome,
    confidence: new Float32Array(steps).fill(0.5),
    firstWrong: null,
    accuracy: 0,
    rightAtEnd: false,
    provider: 'cpu',
    milliseconds: 1,
  };
  const model: Model = { id: 'm', name: 'M', architecture: 'A', layers: [], state: { kind: 'done', run } };
  const world = {
    slots: ['x', 'y'],
    objects: ['1', '2', '3'],
    truth: Int16Array.from({ length: 2 * steps + 2 }, (_, index) => index % 2),
  };
  const probe: Probe = { ...sampleProbe(id, steps), views: [world, world] };
  return { probe, model, run, name: id };
}

describe('comparison of two runs', () => {
  const right = [0, 1] as [number, number];
  const wrong = [1, 0] as [number, number];
  const otherwise = [2, 0] as [number, number];
  const none = [-1, -1] as [number, number];
  const first = side('text', [right, right, wrong, wrong, wrong, none]);

  it('tells at each step who is right and whether errors are alike', () => {
    const result = compareRuns(first, side('text', [right, wrong, right, wrong, otherwise, right]));
    assert.deepEqual(Array.from(result.relations), [
      Relation.BothRight,
      Relation.OnlyFirst,
      Relation.OnlySecond,
      Relation.WrongAlike,
      Relation.WrongDifferently,
      Relation.None,
    ]);
    assert.equal(
      agreementText(result),
      'Both believe in the same state at 2 of 5 steps (40%). They differ first at step 2.',
    );
    assert.equal(relationText(Relation.WrongDifferently, true), 'both are wrong, differently');
  });

  it('compares two texts by the number of the step, as far as both go, and says so', () => {
    const second = side('other', [right, right, otherwise]);
    const result = compareRuns(first, second);
    assert.deepEqual(Array.from(result.relations), [4, 4, 3, 5, 5, 5]);
    assert.equal(agreementText(result), 'Both are right, or both wrong, at 3 of 3 steps (100%). They never differ.');
    assert.match(comparisonNote(first, second, result), /only right and wrong are compared\. .* ends after 3 steps\.$/);
    assert.match(comparisonNote(second, first, compareRuns(second, first)), /Shows 3 of 6 steps of /);
    assert.equal(sideText(second, 4), 'no step 5: the text ends after 3 steps');
    assert.equal(sideText(first, 2), '2 1 (wrong, confidence 50%)');
    assert.equal(sideText(first, 5), 'M gave no state');
    assert.equal(relationText(Relation.WrongAlike, result.beliefs), 'both are wrong');
  });

  it('does not compare beliefs about different objects', () => {
    const second = side('text', [right, wrong, wrong, wrong, wrong, wrong], 6, 1);
    const result = compareRuns(first, second);
    assert.equal(result.beliefs, false);
    assert.equal(result.firstDifference, 1);
    assert.match(comparisonNote(first, second, result), /follow different objects/);
  });

  it('has no share where nothing can be compared', () => {
    assert.match(agreementText(compareRuns(side('text', [none]), side('text', [right]))), /no step at which both/);
  });
});

describe('panel of comparison', function () {
  this.timeout(60_000);
  const harness = useHarness();

  const opened = async (scene = 'probe') => {
    const result = await harness().open({ scene, height: 3500 });
    await openPanel(result.page, 'Compare');
    return result;
  };

  it('shows another model below the chosen one, and goes to the first difference', async () => {
    const { page, complaints } = await opened();
    await page.getByLabel('With').selectOption('Mamba, 2 layers');
    const text = (await page.locator('.agreement p').textContent()) ?? '';
    const step = /They differ first at step (\d+)\.$/.exec(text)?.[1];
    assert.ok(step !== undefined, text);
    await page.getByRole('img', { name: `Differences. ${text}` }).waitFor();
    await page.getByRole('button', { name: `Go to step ${step}` }).click();
    await page.getByRole('heading', { name: new RegExp(`^Step ${step}: (only the|both are wrong, diff)`) }).waitFor();
    const said = await page.evaluate<PageMessage[]>('window.said');
    assert.deepEqual(
      said.filter(({ kind }) => kind === 'playhead'),
      [{ kind: 'playhead', probe: 'probe', step: Number(step) - 1 }],
    );
    const words = page.locator('.both dt');
    assert.deepEqual(await words.allTextContents(), ['True state', 'Transformer, 2 layers', 'Mamba, 2 layers']);
    // Another model is chosen: the comparison stays with what was picked.
    await page.getByRole('radio', { name: /^Elman RNN/ }).click();
    assert.equal(await page.getByLabel('With').inputValue(), 'mmamba');
    assert.deepEqual(complaints, []);
    await harness().leave(page);
  });

  it('shows the same model on a shorter and on a longer text', async () => {
    const { page } = await opened();
    await page.getByLabel('With').selectOption('this model on rotate.js, lines 2–41 (40 steps)');
    await page.getByText('rotate.js, lines 2–41 ends after 40 steps.').waitFor();
    assert.deepEqual(await page.locator('.both dt').allTextContents(), [
      'True state, on shuffle.py, lines 3–66',
      'True state, on rotate.js, lines 2–41',
      'on shuffle.py, lines 3–66',
      'on rotate.js, lines 2–41',
    ]);
    await page
      .getByRole('slider', { name: /^Step|Playhead/i })
      .first()
      .focus();
    await page.keyboard.press('End');
    await page.getByText('no step 64: the text ends after 40 steps').waitFor();
    await page.getByLabel('With').selectOption('this model on riffle.py (200 steps)');
    await page.getByText('Shows 64 of 200 steps of riffle.py.').waitFor();
    assert.deepEqual(await violations(page), []);
    await page.getByRole('radio', { name: /^WFA-SSM/ }).click();
    await page.getByText('was not chosen to run on that text').waitFor();
    await harness().leave(page);
  });

  it('says why a text cannot be had, and tries again', async () => {
    const { page } = await opened();
    await page.getByLabel('With').waitFor();
    await page.evaluate('window.refuse = ["probe"]');
    await page.getByLabel('With').selectOption('this model on riffle.py (200 steps)');
    await page.getByText('probe is refused here').waitFor();
    await page.evaluate('window.refuse = []');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Shows 64 of 200 steps of riffle.py.').waitFor();
    await harness().leave(page);
  });

  it('is accessible and fits, in every look', async () => {
    const result = await opened();
    const { page } = result;
    await assertGoodInEveryLook(result, LOOKS, 'Compare', () =>
      page.getByRole('img', { name: /^Differences/ }).waitFor(),
    );
    await harness().leave(page);
  });

  it('shows names from a hostile file as text', async () => {
    const { page } = await opened('hostile');
    await page.getByRole('img', { name: /^Differences/ }).waitFor();
    assert.equal(await page.locator('.compare :is(img, script, [onclick])').count(), 0);
    assert.notEqual(await page.title(), 'owned');
    assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 600);
    await harness().leave(page);
  });
});
