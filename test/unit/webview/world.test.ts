import assert from 'node:assert/strict';
import type { Model, Probe } from '../../../src/protocol/messages';
import { defaultModel } from '../../../src/protocol/models';
import { game } from '../../../webview/dev/game';
import { formal } from '../../../webview/dev/kinds';
import { probe as sampleProbe, random } from '../../../webview/dev/sample';
import { boardsOf, squareName } from '../../../src/world/board';
import { lostBy } from '../../../src/world/lost';
import { MAY_NOT, movesOf, pictureOf } from '../../../src/world/places';
import { violations } from './harness';
import { useHarness } from './use-harness';

const named = (probe: Probe, id: string): Model => probe.models.find((model) => model.id === id) ?? assert.fail();

function firstWrong({ state }: Model): number {
  assert.ok(state.kind === 'done' && state.run.firstWrong !== null);
  return state.run.firstWrong;
}

describe('the world at a step', () => {
  it('tells from where things came, for random maps of a row with doubles (seed 5)', () => {
    const next = random(5);
    for (let turn = 0; turn < 500; turn++) {
      const before = Int16Array.from({ length: 7 }, () => Math.floor(next() * 5));
      const map = before.map(() => Math.floor(next() * 7));
      const after = map.map((from) => before[from] ?? -1);
      const moves = movesOf(before, after);
      // Every place that changed has exactly one origin, which held what it holds now; no other place has one.
      assert.deepEqual(
        moves.map(({ to }) => to),
        [...after.keys()].filter((slot) => after[slot] !== before[slot]),
      );
      for (const { from, to } of moves) assert.equal(before[from], after[to]);
    }
  });

  it('holds the truth and what a model believes, place by place', () => {
    const probe = sampleProbe('probe', 64);
    const mamba = named(probe, 'mamba');
    const step = firstWrong(mamba);
    const { places, moves, more, isBelieved } = pictureOf(probe, mamba, step);
    assert.equal(places.length, 5);
    assert.deepEqual([more, isBelieved], [0, true]);
    assert.ok(places.some(({ wrong }) => wrong));
    for (const { holds, believed, wrong } of places) assert.equal(holds.object !== believed?.object, wrong);
    assert.equal(moves.length, 2, 'a swap');
    assert.deepEqual(
      pictureOf(probe, mamba, step - 1).places.filter(({ wrong }) => wrong),
      [],
    );
    assert.equal(pictureOf(probe, null, step).isBelieved, false);
  });

  it('shows of a large world what moves and what is wrong, and counts the rest', () => {
    const objects = Array.from({ length: 200 }, (_, index) => `x${index}`);
    const probe = sampleProbe('large', 30, objects);
    for (let step = 0; step < 30; step++) {
      const { places, moves, more } = pictureOf(probe, null, step);
      assert.equal(places.length + more, 200);
      assert.equal(places.filter(({ moved }) => moved).length, 2);
      assert.equal(moves.length, 2);
      for (const { from, to } of moves) assert.ok(places[from] && places[to]);
    }
  });

  it('says of how many places a belief is wrong, also of those that are not shown', () => {
    const objects = Array.from({ length: 40 }, (_, index) => `x${index}`);
    const probe = sampleProbe('lost', 6, objects);
    const [view] = probe.views;
    const model = named(probe, 'mamba');
    assert.ok(view && model.state.kind === 'done');
    // All forty stand one place further.
    const predicted = view.truth.slice(40).map((object) => (object + 1) % 40);
    const outcome = new Uint8Array(6);
    const lost: Model = {
      ...model,
      state: { kind: 'done', run: { ...model.state.run, predicted, outcome, firstWrong: 0 } },
    };
    const { places, more, moreThatMatter, wrong } = pictureOf(probe, lost, 0);
    assert.deepEqual([places.length, more, moreThatMatter, wrong], [16, 24, 24, 40]);
    assert.equal(lostBy(probe, lost), '40 of 40 places');
  });

  it('names what was mixed up at the first error', () => {
    const probe = sampleProbe('probe', 64);
    assert.match(lostBy(probe, named(probe, 'transformer')) ?? '', /^\d0 ↔ \d0$/);
    assert.equal(lostBy(probe, named(probe, 'wfa')), undefined);
  });

  it('puts a name that says something else behind “lost” in quotation marks', () => {
    const probe = sampleProbe('probe', 64, ['nothing', 'all', 'none', 'everything', 'anything']);
    assert.match(lostBy(probe, named(probe, 'transformer')) ?? '', /^“[a-z]+” ↔ “[a-z]+”$/);
  });

  it('tells of a language the symbols that may come next, or are believed to, and no others', () => {
    const alphabet = Array.from('abcdefgh');
    const probe = formal(alphabet);
    const model = named(probe, 'eight-4');
    assert.ok(model.state.kind === 'done');
    const { predicted } = model.state.run;
    const [view] = probe.views;
    const step = firstWrong(model);
    const { places, moves, more, ofSymbols } = pictureOf(probe, model, step);
    assert.ok(view && ofSymbols);
    const at = alphabet.map((symbol, slot) => ({
      symbol,
      may: view.truth[(step + 1) * alphabet.length + slot] !== MAY_NOT,
      believed: predicted[step * alphabet.length + slot] !== MAY_NOT,
    }));
    const shown = at.filter(({ may, believed }) => may || believed);
    assert.deepEqual(
      places.map(({ name, wrong }) => [name, wrong]),
      shown.map(({ symbol, may, believed }) => [symbol, may !== believed]),
    );
    assert.deepEqual([moves, more], [[], 0], 'nothing goes from symbol to symbol');
    const wrong = at.filter(({ may, believed }) => may !== believed).map(({ symbol }) => symbol);
    assert.equal(lostBy(probe, model), `what may come next (wrong: ${wrong.join(', ')})`);
  });

  it('is shown of the model that goes wrong first, whatever stands first in the list', () => {
    const probe = sampleProbe('probe', 64);
    const lost = ['transformer', 'mamba'].map((id) => named(probe, id));
    const first = lost.toSorted((a, b) => firstWrong(a) - firstWrong(b))[0];
    for (const models of [probe.models, probe.models.toReversed()])
      assert.equal(defaultModel({ ...probe, models }, { picked: null, chosen: null }), first?.id);
    assert.equal(defaultModel(probe, { picked: 'wfa', chosen: null }), 'wfa');
  });
});

describe('the board at a step', () => {
  const probe = game();

  it('is that of the game', () => {
    const { truth } = boardsOf(probe, null, 12) ?? assert.fail();
    const fen = Array.from({ length: 8 }, (_, row) =>
      Array.from({ length: 8 }, (_, column) => {
        const piece = truth.pieces[row * 8 + column];
        const letter = piece ? (piece.kind === 'knight' ? 'n' : piece.kind.charAt(0)) : '.';
        return piece?.color === 'white' ? letter.toUpperCase() : letter;
      }).join(''),
    );
    // Légal's mate as books show it.
    assert.deepEqual(fen, [
      'rn.q.bnr',
      'ppp.kB.p',
      '...p..p.',
      '...NN...',
      '....P...',
      '........',
      'PPPP.PPP',
      'R.BbK..R',
    ]);
    assert.deepEqual(
      truth.moves.map(({ from, to }) => [squareName(from), squareName(to)]),
      [['c3', 'd5']],
    );
  });

  it('has the five followed pieces on their squares, or captured', () => {
    for (let step = 0; step < probe.steps.count; step++) {
      const { truth } = boardsOf(probe, null, step) ?? assert.fail();
      assert.equal(truth.followed.size + truth.gone.length, 5);
      for (const [square, { piece, wrong }] of truth.followed) {
        assert.equal(truth.pieces[square]?.name, piece.name);
        assert.equal(wrong, false);
      }
    }
  });

  it('differs in a belief only where followed pieces stand, and says where it is wrong', () => {
    for (const model of probe.models)
      for (let step = 0; step < probe.steps.count; step++) {
        const { truth, believed } = boardsOf(probe, model, step) ?? assert.fail();
        assert.ok(believed);
        const wrong = [...believed.followed].filter(([, followed]) => followed.wrong).map(([square]) => square);
        const differs = [...truth.pieces.keys()].filter(
          (square) => truth.pieces[square]?.name !== believed.pieces[square]?.name,
        );
        assert.deepEqual(
          differs,
          wrong.toSorted((a, b) => a - b),
        );
      }
  });

  it('is there for games alone', () => {
    assert.equal(boardsOf(sampleProbe('probe', 4), null, 0), null);
  });
});

describe('the first screen', function () {
  this.timeout(60_000);
  const harness = useHarness();

  for (const scene of ['program', 'game', 'story', 'word', 'formal'])
    it(`has the world, the answer and a strip for each model within 900 pixels of a side bar (${scene})`, async () => {
      const { page, complaints } = await harness().open({ scene, width: 300, height: 900 });
      const last = await page.getByRole('radio').last().boundingBox();
      assert.equal(await page.getByRole('radio').count(), 8);
      assert.ok(last && last.y + last.height <= 900, JSON.stringify(last));
      // The list scrolls in itself where there are many.
      const hidden = `{ const list = document.querySelector('.chips'); list.scrollHeight - list.clientHeight }`;
      assert.ok((await page.evaluate<number>(hidden)) <= 1);
      await page
        .locator('.answer')
        .filter({ hasText: / lost .* at step \d+/ })
        .waitFor();
      assert.deepEqual(await violations(page), []);
      assert.deepEqual(complaints, []);
      await harness().leave(page);
    });

  for (const scene of ['program', 'others'])
    it(`is reached in all its controls by Tab alone, each with a focus that is seen (${scene})`, async () => {
      const { page } = await harness().open({ scene, width: 300, height: 900 });
      const controls = await page.evaluate<string[]>(`{
        const all = 'button, vscode-button, summary, a[href], input, select, [tabindex="0"]';
        const can = (one) => !one.disabled && one.tabIndex >= 0 && one.checkVisibility() && !one.closest('vscode-button button');
        window.controls = [...document.querySelectorAll(all)].filter(can);
        window.controls.map((one) => one.getAttribute('aria-label') ?? one.textContent.trim());
      }`);
      assert.ok(controls.length > 15, controls.join('; '));
      const reached = new Set<number>();
      for (let press = 0; press < 2 * controls.length; press++) {
        await page.keyboard.press('Tab');
        const [at, isSeen] = await page.evaluate<[number, boolean]>(`{
          const host = document.activeElement;
          const inner = host.shadowRoot?.activeElement ?? host;
          const { outlineStyle, boxShadow, borderColor } = getComputedStyle(inner);
          const own = getComputedStyle(document.documentElement).getPropertyValue('--vscode-focusBorder');
          const seen = outlineStyle !== 'none' || boxShadow !== 'none' || borderColor === own;
          [window.controls.findIndex((one) => one === host || one.contains(host)), seen];
        }`);
        if (at < 0) continue;
        assert.ok(isSeen, `the focus is not seen at ${controls[at] ?? ''}`);
        reached.add(at);
      }
      assert.deepEqual(
        controls.filter((_, at) => !reached.has(at)),
        [],
      );
      await harness().leave(page);
    });

  it('moves nothing for people who want no motion, but what they play', async () => {
    for (const scene of ['starting', 'program', 'partial']) {
      const { page } = await harness().open({ scene });
      const moving = `document.getAnimations().filter(({ playState }) => playState === 'running').length`;
      await page.getByRole('button').first().hover();
      assert.equal(await page.evaluate(moving), 0, scene);
      await harness().leave(page);
    }
  });

  it('says which five pieces are followed and why, and lets others be chosen on the board, by mouse and keys', async () => {
    const { page } = await harness().open({ scene: 'game', width: 300, height: 900 });
    const says = page.getByText(
      /^Five of 32 pieces are followed, those that move the most, kings last: black bishop c8, black king e8, /,
    );
    await says.click();
    await page.getByRole('button', { name: 'Follow Others…' }).click();
    const follow = page.getByRole('button', { name: 'Follow These Five' });
    const piece = (name: string) => page.getByRole('button', { name, exact: true });
    assert.equal(await piece('black king e8').getAttribute('aria-pressed'), 'true');
    await piece('black king e8').click();
    await page.getByText('Click pieces on the board: 4 of 5 are chosen.').waitFor();
    assert.equal(await follow.isDisabled(), true);
    await piece('white rook a1').press('Enter');
    assert.equal(await piece('white rook a1').getAttribute('aria-pressed'), 'true');
    assert.deepEqual(await violations(page), []);
    await follow.click();
    const asked = await page.evaluate<{ name?: string; body: { objects: string[] } }[]>('window.said');
    const objects = asked.find(({ name }) => name === 'follow')?.body.objects;
    assert.deepEqual(objects?.toSorted(), [
      ...['black bishop c8', 'white bishop f1', 'white knight g1', 'white queen d1', 'white rook a1'],
    ]);
    await page.getByRole('img', { name: /^True\./ }).waitFor();
    await harness().leave(page);
  });

  it('says of an exact model how far it is right in a text that was cut', async () => {
    const { page } = await harness().open({ scene: 'partial' });
    await page.getByRole('radio', { name: /^Transformer/ }).click();
    await page
      .locator('.answer')
      .getByText(/The exact model WFA-SSM \(Theorem 5\.2\) is right through the first 64 of 70,000 steps\./)
      .waitFor();
    await harness().leave(page);
  });

  it('goes on and back by its buttons, and plays from five steps before the first error to the end', async () => {
    const { page } = await harness().open({ scene: 'game' });
    const slider = page.getByRole('slider', { name: 'Step' });
    const at = async (): Promise<number> => Number(await slider.getAttribute('aria-valuenow'));
    assert.equal(await page.getByRole('button', { name: 'Step back' }).isDisabled(), true);
    await page.getByRole('button', { name: 'Step on' }).click();
    assert.equal(await at(), 2);
    await page.getByRole('button', { name: 'First error' }).click();
    const error = await at();
    await page.getByRole('button', { name: 'Play' }).click();
    assert.equal(await at(), Math.max(1, error - 5));
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await page.getByRole('heading', { name: new RegExp(`^Step ${error + 1} `) }).waitFor();
    await page.getByRole('button', { name: 'Step back' }).click();
    await page.getByRole('button', { name: 'Play' }).waitFor();
    await harness().leave(page);
  });
});
