import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { anchorsOf } from '../../../scripts/lib/docs.mjs';
import type { HostMessage, PageMessage } from '../../../src/protocol/messages';
import { openPanel } from '../../open-panel';
import { showScene, violations, waitUntil } from './harness';
import { LOOKS, takeLook } from './looks';
import { useHarness } from './use-harness';

const SCENES = [
  'empty',
  'loading',
  'starting',
  'failed',
  'short',
  'probe',
  'long',
  'partial',
  'cancelled',
  'chess',
  'many',
  'worlds',
  'none',
  'nothing',
  'unread',
  'others',
  'language',
  'formal',
] as const;

const said = (page: Page): Promise<PageMessage[]> => page.evaluate('window.said');
const tell = (page: Page, message: HostMessage): Promise<unknown> =>
  page.evaluate(`window.tell(${JSON.stringify(message)})`);
const slider = (page: Page) => page.getByRole('slider', { name: 'Step' });
const stepNow = async (page: Page): Promise<number> => Number(await slider(page).getAttribute('aria-valuenow'));
const playheads = async (page: Page): Promise<number[]> =>
  (await said(page)).flatMap((message) => (message.kind === 'playhead' ? [message.step] : []));

/** Keeps whatever a screen reader is told from now on: the next sentence takes the place of the one before. */
const hearAll = `{
  const live = [...document.querySelectorAll('.sr-only[role="status"]')].at(-1);
  window.heard = [];
  new MutationObserver(() => window.heard.push(live.textContent)).observe(live, { childList: true, characterData: true, subtree: true });
}`;

/** In a real browser, under the page's own security policy. Skipped on a machine without one. */
describe('the visualizer page', function () {
  this.timeout(60_000);
  const harness = useHarness();

  it('shows every scene without a complaint by the browser or axe-core', async () => {
    const { page, complaints } = await harness().open({ scene: SCENES[0], width: 320 });
    for (const scene of SCENES) {
      await showScene(page, scene);
      assert.deepEqual(await violations(page), [], scene);
      assert.deepEqual(complaints, [], scene);
    }
    await harness().leave(page);
  });

  it('is as good in every look', async () => {
    const { page, complaints } = await harness().open({ scene: 'probe' });
    for (const look of [...LOOKS, ['light', 240], ['hc-dark', 1200], ['hc-light', 1200]] as const) {
      await takeLook(page, look);
      assert.deepEqual(await violations(page), [], look.join());
      assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), look.join());
      assert.deepEqual(complaints, [], look.join());
    }
    await harness().leave(page);
  });

  it('takes names for text, whatever is in them', async () => {
    const { page, complaints } = await harness().open({ scene: 'hostile' });
    await page.waitForTimeout(300);
    assert.equal(await page.title(), 'State Probe');
    assert.equal(await page.locator('main img, main script, main [onclick]').count(), 0);
    assert.deepEqual(complaints, []);
    assert.deepEqual(await violations(page), []);
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
    assert.ok(wide <= 600, `nothing sticks out: ${wide}`);
    await harness().leave(page);
  });

  it('moves the playhead by keyboard, tells the extension, and says what is there', async () => {
    const { page } = await harness().open({ scene: 'probe' });
    await slider(page).focus();
    const press = async (key: string): Promise<number> => {
      await page.keyboard.press(key);
      return stepNow(page);
    };
    assert.equal(await press('ArrowRight'), 2);
    assert.equal(await press('ArrowLeft'), 1);
    assert.equal(await press('ArrowLeft'), 1, 'not before the first step');
    assert.equal(await press('PageUp'), 7);
    assert.equal(await press('PageDown'), 1);
    assert.equal(await press('End'), 64);
    assert.equal(await press('ArrowUp'), 64, 'not beyond the last step');
    assert.equal(await press('Home'), 1);
    assert.deepEqual(await playheads(page), [1, 0, 6, 0, 63, 0]);
    await press('ArrowRight');
    await page.getByText(/^Step 2 of 64: a\[\d\].*True state [\d ]+; Transformer, 2 layers right/).waitFor();
    await harness().leave(page);
  });

  it('moves the playhead by a click and a drag on a lane', async () => {
    const { page } = await harness().open({ scene: 'probe', width: 1200, panels: ['States'] });
    const lane = page.getByRole('img', { name: /^True state/ });
    const box = await lane.boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + box.width / 2, box.y + 5);
    await page.mouse.down();
    const middle = await stepNow(page);
    assert.ok(middle > 25 && middle < 40, `step ${middle}`);
    await page.mouse.move(box.x + box.width + 50, box.y + 5, { steps: 4 });
    await page.mouse.up();
    assert.equal(await stepNow(page), 64);
    await page.keyboard.press('ArrowLeft');
    assert.equal(await stepNow(page), 63, 'arrow keys go on from there');
    await harness().leave(page);
  });

  it('follows the cursor in the editor without an echo, and not that of another probe', async () => {
    const { page } = await harness().open({ scene: 'probe' });
    await tell(page, { kind: 'playhead', probe: 'probe', step: 30 });
    await tell(page, { kind: 'playhead', probe: 'another', step: 5 });
    await tell(page, { kind: 'playhead', probe: 'probe', step: 9999 });
    await waitUntil(page, `document.querySelector('[role=slider]').getAttribute('aria-valuenow') === '31'`);
    assert.deepEqual(await playheads(page), []);
    await harness().leave(page);
  });

  it('tells the problem that models read from that of the whole world, and steps that change nothing in it', async () => {
    const { page } = await harness().open({ scene: 'chess', panels: ['States'] });
    const verdicts = page.locator('.verdict summary');
    assert.deepEqual(
      (await verdicts.allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim()),
      [
        'as models read it star-free No group in these steps: star-free.',
        'the whole world non-solvable group The steps generate S9.',
      ],
    );
    await page.getByText('pale: a step that changes nothing in this view').waitFor();
    await slider(page).focus();
    for (let step = 1; step < 4; step++) await page.keyboard.press('ArrowRight');
    await page.getByText(/^Step 4 of 14: a8a1, changes nothing that is followed\./).waitFor();
    await harness().leave(page);
  });

  it('shows the layers of the model that is chosen, by mouse or arrow keys', async () => {
    const { page } = await harness().open({ scene: 'probe', panels: ['Layers'] });
    await page.getByRole('radio', { name: /Elman RNN/ }).click();
    await page.getByText(/^Elman RNN: right at every step\./).waitFor();
    await page.keyboard.press('Home');
    await page.getByRole('radio', { name: /^Transformer, 2 layers/, checked: true }).waitFor();
    await page.getByText('In theory it cannot: without chain of thought, at log precision it stays in TC⁰').waitFor();
    await page.getByText('half of the words wrong by token 10.').waitFor();
    await page.getByRole('img', { name: /^Heat map of layer 2/ }).scrollIntoViewIfNeeded();
    await page.getByRole('img', { name: /^Heat map of layer 2: 64 neurons by 64 steps, values from/ }).waitFor();
    const chosen = (await said(page)).flatMap((message) => (message.kind === 'chooseModel' ? [message.model] : []));
    assert.deepEqual(chosen, ['elman', 'transformer']);
    await harness().leave(page);
  });

  it('asks for hidden states in bounded pieces, each once', async () => {
    const { page } = await harness().open({ scene: 'long', panels: ['Layers'] });
    await page.getByRole('img', { name: /^Heat map of layer 1/ }).scrollIntoViewIfNeeded();
    await page.getByRole('img', { name: /^Heat map of layer 1: 64 neurons by 2000 steps, values/ }).waitFor();
    await page.waitForTimeout(500);
    const asks = (await said(page)).flatMap((message) =>
      message.kind === 'ask' && message.name === 'rows' ? [message.body] : [],
    );
    const layer = asks.filter((ask) => ask.output === 'hidden.1' && ask.form === 'raw');
    assert.deepEqual(
      layer.map(({ from, to, stride }) => [from, to, stride]),
      [
        [0, 512, 1],
        [512, 1024, 1],
        [1024, 1536, 1],
        [1536, 2000, 1],
      ],
    );
    await harness().leave(page);
  });

  it('says why a request was refused, and tries again when asked to', async () => {
    const { page } = await harness().open({ scene: 'probe', width: 1200, height: 1400, panels: ['Layers'] });
    await page.evaluate('window.refuse = ["rows", "openStep"]');
    await page.getByRole('button', { name: 'Show in source' }).click();
    await page.getByRole('alert').getByText('openStep is refused here').waitFor();
    assert.deepEqual(await violations(page), []);
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await page.getByText('openStep is refused here').waitFor({ state: 'hidden' });
    await page.getByRole('radio', { name: /Elman RNN/ }).click();
    await page.getByText('rows is refused here').first().waitFor();
    await page.evaluate('window.refuse = []');
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await page.getByRole('img', { name: /^Heat map of embedding: 128 neurons by 64 steps, values/ }).waitFor();
    await harness().leave(page);
  });

  it('fills up as models finish, keeping the focus', async () => {
    const { page } = await harness().open({ scene: 'partial' });
    const chip = page.getByRole('radio', { name: /Elman RNN/ });
    assert.match((await chip.textContent()) ?? '', /waiting/);
    await slider(page).focus();
    await page.evaluate(
      `window.tell({ kind: 'model', probe: 'partial', model: window.sampleScenes.probe().probe.models.find(({ id }) => id === 'elman') })`,
    );
    await page.getByRole('radio', { name: /Elman RNN.*right through the first 64 of 70,000 steps/ }).waitFor();
    assert.equal(await page.evaluate('document.activeElement.getAttribute("role")'), 'slider');
    assert.ok(await page.getByText('no kernel for the operator').first().isVisible());
    assert.ok(await page.getByText(/^Shows 64 of 70,000 steps/).isVisible());
    await harness().leave(page);
  });

  it('says on top and of every model that the text is another one now, as long as it is', async () => {
    const { page } = await harness().open({ scene: 'probe' });
    const tell = (title: string, text: object | undefined) =>
      page.evaluate(`window.tell(${JSON.stringify({ kind: 'text', probe: 'probe', title, text })})`);
    const notice = page.getByText('The text has changed since: all of this is about an older one.');
    const elman = page.getByRole('radio', { name: /Elman RNN/ });
    await slider(page).focus();
    await page.evaluate(hearAll);
    await tell('swaps.py, lines 4–9', { state: 'reading' });
    await page.getByText('reading the text again …').waitFor();
    assert.equal(await notice.first().isVisible(), false);
    await tell('swaps.py, lines 4–9', { state: 'older', unreadable: 'no <b>such</b> slot' });
    await notice.first().waitFor();
    await page.getByText('It cannot be read as it is: no <b>such</b> slot.').first().waitFor();
    await page.getByRole('heading', { level: 1, name: 'swaps.py, lines 4–9' }).waitFor();
    // The step, which is told a moment later, may have taken its place.
    await waitUntil(page, `window.heard.some((text) => text.startsWith('The text has changed since'))`);
    assert.match((await elman.textContent()) ?? '', /older text/);
    const picture = page.getByRole('heading', { name: /^Older text · Step \d/ });
    await picture.waitFor();
    assert.equal(await page.evaluate('document.activeElement.getAttribute("role")'), 'slider');
    assert.deepEqual(await violations(page), []);
    await page.getByRole('button', { name: 'Probe Again' }).click();
    assert.ok(await page.evaluate(`window.said.some((told) => told.body?.name === 'probeAgain')`));
    // The next key: what was said stays until more is known.
    await tell('swaps.py, lines 4–9', { state: 'reading' });
    assert.equal(await notice.first().isVisible(), true);
    await tell('swaps.py, lines 3–9', undefined);
    await notice.first().waitFor({ state: 'hidden' });
    assert.doesNotMatch((await elman.textContent()) ?? '', /older text/);
    await picture.waitFor({ state: 'hidden' });
    // Nor is it heard any more, once the step has been told anew.
    await waitUntil(page, `!/changed since|Older text/.test(window.heard.at(-1))`);
    await harness().leave(page);
  });

  it('says that it was cancelled, and offers what comes next to the key that was pressed', async () => {
    const { page } = await harness().open({ scene: 'partial' });
    await page.getByRole('button', { name: 'Cancel' }).focus();
    await page.keyboard.press('Enter');
    for (const id of ['rnn-exact', 'elman'])
      await page.evaluate(
        `window.tell({ kind: 'model', probe: 'partial', model: { ...window.sampleScenes.partial().probe.models.find(({ id }) => id === '${id}'), state: { kind: 'cancelled' } } })`,
      );
    await page.getByText('Cancelled: 2 of 5 models did not run.').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Cancel' }).count(), 0);
    assert.equal(await page.evaluate('document.activeElement.textContent'), 'Probe Again');
    assert.ok(await page.getByRole('radio', { name: /Elman RNN.*cancelled/ }).isVisible());
    assert.deepEqual(await violations(page), []);
    await harness().leave(page);
  });

  it('remembers step, model and zoom while it is hidden', async () => {
    const { page } = await harness().open({ scene: 'probe' });
    await page.getByRole('radio', { name: /Mamba/ }).click();
    await slider(page).focus();
    await page.keyboard.press('End');
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await page.waitForTimeout(400);
    const before = await page.evaluate<number>('document.querySelector(".scroller > div").offsetWidth');
    await page.reload();
    await page.getByRole('radio', { name: /Mamba/, checked: true }).waitFor();
    assert.equal(await stepNow(page), 64);
    await page.waitForTimeout(200);
    assert.equal(await page.evaluate('document.querySelector(".scroller > div").offsetWidth'), before);
    await harness().leave(page);
  });

  it('zooms with the wheel and its buttons, and scrolls with its scroll bar', async () => {
    const { page } = await harness().open({ scene: 'long', width: 1200, panels: ['States'] });
    const scroller = page.getByRole('group', { name: 'Scroll through the steps' });
    assert.ok(await scroller.isHidden(), 'all steps are in view');
    const lane = page.getByRole('img', { name: /^True state/ });
    await lane.hover();
    await page.keyboard.down('Control');
    for (let turn = 0; turn < 10; turn++) await page.mouse.wheel(0, -200);
    await page.keyboard.up('Control');
    await scroller.waitFor();
    const widthOf = (): Promise<number> => page.evaluate('document.querySelector(".scroller > div").offsetWidth');
    const wide = await widthOf();
    assert.ok(wide > 20_000, `zoomed to ${wide}`);
    await page.evaluate('document.querySelector(".scroller").scrollLeft = 5000');
    const box = await lane.boundingBox();
    assert.ok(box);
    await page.waitForTimeout(100);
    await page.mouse.click(box.x + box.width - 3, box.y + 4);
    assert.ok((await stepNow(page)) > 5000 / (wide / 2000));
    await page.getByRole('button', { name: 'Show all steps' }).click();
    await scroller.waitFor({ state: 'hidden' });
    await harness().leave(page);
  });

  it('takes another theme at once', async () => {
    const { page } = await harness().open({ scene: 'probe', theme: 'dark' });
    const corner = `(() => { const c = document.querySelector('.ruler canvas'); return [...c.getContext('2d').getImageData(c.width - 2, 1, 1, 1).data].join(); })()`;
    await waitUntil(page, `${corner} === '31,31,31,255'`);
    await page.evaluate('window.setTheme("light")');
    await waitUntil(page, `${corner} === '255,255,255,255'`);
    await harness().leave(page);
  });

  it('follows progress without taking the focus from Cancel', async () => {
    const { page } = await harness().open({ scene: 'starting' });
    await page.getByRole('button', { name: 'Cancel' }).focus();
    await tell(page, { kind: 'state', state: { kind: 'loading', title: 'T', message: 'M', done: 3, total: 4 } });
    await page.getByText('M', { exact: true }).waitFor();
    assert.equal(await page.getByRole('progressbar', { name: 'Progress' }).getAttribute('value'), '3');
    assert.equal(await page.evaluate('document.activeElement.textContent'), 'Cancel');
    await harness().leave(page);
  });

  it('without a model shows the truth, and where to choose models', async () => {
    const { page } = await harness().open({ scene: 'none', panels: ['States'] });
    await page.getByRole('img', { name: /^True state after each of 8 steps/ }).waitFor();
    await page.getByRole('button', { name: 'Choose Models' }).click();
    assert.ok((await said(page)).some((message) => message.kind === 'ask' && message.name === 'command'));
    assert.deepEqual(await violations(page), []);
    await harness().leave(page);
  });

  it('shows what the text asks on the card, with the true answer and each model’s', async () => {
    const { page } = await harness().open({ scene: 'short' });
    const asked = page.locator('.card .asked');
    assert.equal(await asked.locator('.asked-text').innerText(), 'What is in the first place? → y (A)');
    const lines = await asked.getByRole('listitem').allTextContents();
    assert.deepEqual(
      lines.map((line) => line.replace(/: [^:]*$/, '')),
      ['right: y (A)', 'wrong: z (B)'],
    );
    assert.equal(lines[0]?.split('; ').length, 2);
    assert.equal(await page.locator('.probe-header .note', { hasText: 'first place' }).count(), 0);
    await harness().leave(page);
  });

  it('says of a language model what it was asked, and why no model reads a text once', async () => {
    const { page } = await harness().open({ scene: 'language', width: 300 });
    const cut = await page.evaluate<string[]>(
      `[...document.querySelectorAll('.chip-name')].filter((name) => name.scrollWidth > name.clientWidth).map((name) => name.textContent)`,
    );
    assert.ok(!cut.includes('SmolLM2-135M-Instruct'), 'its name is whole');
    await page.getByRole('radio', { name: 'SmolLM2-135M-Instruct' }).click();
    await page
      .getByText(/Asked about a text of 612 tokens; its tokenizer splits two of the objects in two\.$/)
      .waitFor();
    assert.equal(await page.getByText('the text has 70,112 tokens').filter({ visible: true }).count(), 1);
    // Its layers, as probes on random texts read them, place by place and as a whole, beside their controls.
    await openPanel(page, 'Every layer at every step');
    const map = page.getByRole('application', { name: /^Share of the places .* in 8 layers after \d+ steps/ });
    await map.focus();
    for (let row = 0; row < 7; row++) await page.keyboard.press('ArrowDown');
    await page.getByText(/^bag of words, step 1, wrong: /).waitFor();
    const table = page.getByRole('table', { name: 'Readings by layer' });
    assert.deepEqual(await table.getByRole('columnheader').allTextContents(), [
      ...['Layer', 'Steps right', 'Places, held out', 'Labels in another order'],
    ]);
    await page
      .getByText(/^The true state can be read without an error up to step \d+ \(token \d+\) from layer 6; /)
      .waitFor();
    await page.getByLabel('Read from each layer by').selectOption('a probe for the whole state');
    await page.getByRole('application', { name: /^Whether the whole state is right in 8 layers/ }).waitFor();
    assert.deepEqual(await violations(page), []);
    await openPanel(page, 'Patching');
    await page.getByLabel('by that of').selectOption({ label: 'this text after step …' });
    await page.getByLabel('Step', { exact: true }).last().fill('3');
    await page.getByRole('button', { name: 'Replace', exact: true }).click();
    await page.getByText(/^The model believes otherwise after \d+ of \d+ steps\.$/).waitFor();
    await page.getByText('Which state carries the belief?').waitFor();
    await openPanel(page, 'Linear probes');
    await page.getByText('stands under Every layer at every step').filter({ visible: true }).first().waitFor();
    await harness().leave(page);
    const { page: unread } = await harness().open({ scene: 'unread', width: 300 });
    const box = unread
      .getByRole('status')
      .filter({ hasText: 'None of the chosen models reads this text: its tokens only' });
    await box.waitFor();
    assert.equal(await unread.locator('.chip-reason').filter({ visible: true }).count(), 0);
    await harness().leave(unread);
  });

  it('has its panels under questions, each with what the documentation says of it', async () => {
    const { page, complaints } = await harness().open({ scene: 'probe', width: 300 });
    const questions = await page.locator('.question-toggle').allInnerTexts();
    assert.deepEqual(questions.slice(0, 2), [
      'At which layer is the state still there?',
      'Where did it lose track, step by step?',
    ]);
    const anchors = anchorsOf(readFileSync('docs/visualizer.md', 'utf8'));
    for (const question of questions) {
      assert.equal(
        await page.getByRole('button', { name: question, exact: true }).getAttribute('aria-expanded'),
        'false',
      );
      await page.getByRole('button', { name: `Help: ${question}`, exact: true }).click();
    }
    const opened = (await said(page)).flatMap((message) =>
      message.kind === 'ask' && message.name === 'openDocs' ? [message.body] : [],
    );
    assert.equal(opened.length, questions.length);
    for (const { page: name, anchor } of opened) {
      assert.equal(name, 'visualizer');
      assert.ok(anchors.includes(anchor ?? ''), `docs/visualizer.md has a heading for #${anchor ?? ''}`);
    }
    // The panels behind a question are named while it is closed.
    await page.getByText('Linear probes').first().waitFor();
    assert.deepEqual(complaints, []);
    await harness().leave(page);
  });

  it('lets people begin, cancel and get help', async () => {
    const { page } = await harness().open({ scene: 'empty' });
    for (const [scene, label, name] of [
      ['empty', 'Probe Selection', 'probeSelection'],
      ['empty', 'Try a Sample', 'trySample'],
      ['loading', 'Cancel', 'cancel'],
      ['failed', 'Show Log', 'showLog'],
      ['partial', 'Cancel', 'cancel'],
      ['cancelled', 'Probe Again', 'probeAgain'],
      ['probe', 'Choose…', 'chooseModels'],
      ['others', 'Run These Models', 'runOthers'],
      ['others', 'Rewrite with Swaps…', 'rewriteAs'],
      ['unread', 'Choose Variables to Track…', 'chooseCells'],
    ] as const) {
      await showScene(page, scene);
      await page.getByRole('button', { name: label }).click();
      const asked = (await said(page)).flatMap((message) =>
        message.kind === 'ask' && message.name === 'command' ? [message.body.name] : [],
      );
      assert.deepEqual(asked, [name]);
      await page.evaluate('window.said.length = 0');
    }
    await harness().leave(page);
  });
});
