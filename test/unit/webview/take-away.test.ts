import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Page } from 'playwright-core';
import { SAMPLE_SEED } from '../../../src/analysis/sample-seed';
import { version } from '../../../package.json';
import { csvBytes } from '../../../src/representation/files/csv';
import { fileName } from '../../../webview/take-away/file-name';
import { openPanel } from '../../open-panel';
import { violations } from './harness';
import { useHarness } from './use-harness';

const check = { seed: 20260101, numRuns: 300 };

async function csv(columns: string[], rows: (string | number | null)[][]): Promise<string> {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await csvBytes({ columns, rows: () => rows }));
}

describe('tables taken away', () => {
  it('are CSV after RFC 4180', async () => {
    assert.equal(
      await csv(
        ['step', 'state'],
        [
          [0, 'a "b", c'],
          [1, null],
          [NaN, 'é\nf'],
        ],
      ),
      '\uFEFFstep,state\r\n0,"a ""b"", c"\r\n1,\r\n,"é\nf"\r\n',
    );
  });

  it('hold no formula, in heads and cells, and leave negative numbers as they are', async () => {
    const text = await csv(['=A1'], [['@SUM(1)'], [' +1'], ['-x'], ['\tx'], [-1.5], ['a=b']]);
    assert.equal(text, "\uFEFF'=A1\r\n'@SUM(1)\r\n' +1\r\n'-x\r\n'\tx\r\n-1.5\r\na=b\r\n");
  });
});

describe('names of files', () => {
  it('say what they hold', () => {
    assert.equal(fileName(['swaps.py: line 3', 'layers'], 'csv'), 'swaps-py-line-3-layers.csv');
    assert.equal(fileName(['Übung 杯'], 'png'), 'Übung-杯.png');
  });

  it('are never empty, nor a device of Windows', () => {
    assert.equal(fileName(['../..'], 'csv'), 'probe.csv');
    assert.equal(fileName(['con'], 'csv'), 'probe-con.csv');
  });

  it('are safe whatever the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (title) => {
        const name = fileName([title], 'svg');
        assert.match(name, /^[\p{L}\p{M}\p{N}_][\p{L}\p{M}\p{N}_-]*\.svg$/u);
        assert.ok(Buffer.byteLength(name) <= 255);
      }),
      check,
    );
  });
});

interface Saved {
  name: string;
  bytes: Buffer;
}

/** Files the page asked the extension to save. */
async function saved(page: Page): Promise<Saved[]> {
  const files = await page.evaluate<{ name: string; data: number[] }[]>(
    `said.filter((m) => m.kind === 'ask' && m.name === 'save').map(({ body }) => ({ name: body.name, data: [...body.data] }))`,
  );
  return files.map(({ name, data }) => ({ name, bytes: Buffer.from(data) }));
}

/** By the menu of the panel about layers. Skipped on a machine without a browser. */
describe('menus that save what a panel shows', function () {
  this.timeout(60_000);
  const harness = useHarness();

  async function opened(title?: string): Promise<{ page: Page; complaints: string[] }> {
    const { page, complaints } = await harness().open({ scene: 'probe', height: 3000, panels: ['States', 'Layers'] });
    await page.getByRole('img', { name: /^Heat map of layer 1: 64 neurons/ }).waitFor();
    if (title !== undefined)
      await page.evaluate(
        `{ const state = sampleScenes.probe(); state.probe.title = ${JSON.stringify(title)}; tell({ kind: 'state', state }); }`,
      );
    return { page, complaints };
  }
  async function save(page: Page, item: string, panel = 'Layers'): Promise<Saved> {
    const before = (await saved(page)).length;
    await page.getByRole('button', { name: `Save… ${panel}` }).click();
    await page.getByRole('menuitem', { name: item }).first().click();
    await page.getByText('Saved: ').first().waitFor({ state: 'attached' });
    const file = (await saved(page))[before];
    assert.ok(file);
    return file;
  }

  it('make a PNG of twice the size, with all the panel draws', async () => {
    const { page, complaints } = await opened();
    const { name, bytes } = await save(page, 'Picture as PNG');
    assert.match(name, /-layers\.png$/);
    assert.equal(bytes.subarray(0, 8).toString('latin1'), '\x89PNG\r\n\x1a\n');
    const across = (await page.getByRole('img', { name: /^Heat map of layer 1/ }).boundingBox())?.width ?? 0;
    assert.ok(across > 0);
    assert.ok(Math.abs(bytes.readUInt32BE(16) - 2 * (across + 24)) <= 2, `${bytes.readUInt32BE(16)} for ${across}`);
    const maps = await page.getByRole('img', { name: /^Heat map of/ }).count();
    assert.ok(maps > 1 && bytes.readUInt32BE(20) > 2 * 128 * maps);
    await harness().leave(page);
    assert.deepEqual(complaints, []);
  });

  it('make an SVG that is XML whatever the title, with an image for each drawing and the rest as text', async () => {
    const title = 'a<script>alert(1)</script>&"\u0001\ud800 ]]>';
    const { page, complaints } = await opened(title);
    const { name, bytes } = await save(page, 'Picture as SVG');
    assert.match(name, /^a-script-alert-1[^/<>"]*\.svg$/);
    const parsed = await page.evaluate<{
      errors: number;
      texts: string[];
      inside: { text: string; right: boolean }[];
      images: string[];
      scripts: number;
    }>(`(() => {
      const file = new DOMParser().parseFromString(${JSON.stringify(bytes.toString('utf8'))}, 'image/svg+xml');
      const all = (name) => [...file.getElementsByTagName(name)];
      return {
        errors: all('parsererror').length,
        scripts: all('script').length,
        texts: all('text').filter((text) => text.parentNode === file.documentElement).map((text) => text.textContent),
        inside: all('text').filter((text) => text.parentNode !== file.documentElement).map((text) => ({
          text: text.textContent, right: text.getAttribute('text-anchor') === 'end',
        })),
        images: all('image').map((image) => image.getAttribute('href').slice(0, 22)),
      };
    })()`);
    assert.equal(parsed.errors, 0);
    assert.equal(parsed.scripts, 0);
    assert.equal(parsed.texts[0], 'a<script>alert(1)</script>&"\ufffd\ufffd ]]>');
    // Below them what they are of, in small print.
    const print = parsed.texts.slice(parsed.images.length + 1);
    assert.equal(print[0], `State Probe ${version}`);
    assert.match(print[1] ?? '', /^Transformer, .*: SHA-256 [0-9a-f]{12}…, run on cpu$/);
    assert.equal(print.length, 2);
    assert.ok(parsed.images.length > 1);
    // The first and the last neuron of every heat map, before it.
    for (const text of ['1', '64']) assert.ok(parsed.inside.some((letters) => letters.right && letters.text === text));
    assert.ok(parsed.images.every((href) => href === 'data:image/png;base64,'));
    await harness().leave(page);
    assert.deepEqual(complaints, []);
  });

  it('name the seed of the random words where there are any, and every model where all are drawn', async () => {
    const { page } = await opened();
    const print = async (panel: string): Promise<string[]> => {
      const { bytes } = await save(page, 'Picture as SVG', panel);
      return [...bytes.toString('utf8').matchAll(/font-size="10"[^>]*>((?:State Probe|[^<]*: SHA-256)[^<]*)</g)].map(
        ([, text]) => text ?? '',
      );
    };
    const states = await print('States');
    assert.ok(states.length > 3, states.join());
    for (const line of states.slice(1)) assert.match(line, /: SHA-256 [0-9a-f]{12}…, run on cpu$/);
    await openPanel(page, 'Parts of the state');
    const [first] = await print('Parts of the state');
    assert.equal(first, `State Probe ${version}; random words of seed ${SAMPLE_SEED}`);
    await harness().leave(page);
  });

  it('make a CSV of a table', async () => {
    const { page } = await opened();
    const { name, bytes } = await save(page, 'Table as CSV: lanes', 'States');
    assert.match(name, /\.csv$/);
    const lines = bytes.toString('utf8').split('\r\n');
    assert.match(lines[0] ?? '', /^\uFEFFstep,/);
    assert.ok(lines.length > 64, `${lines.length} lines`);
    await harness().leave(page);
  });

  it('ask for hidden states of all layers, and say when something could not be saved', async () => {
    const { page } = await opened();
    await page.getByRole('button', { name: 'Save… Layers' }).click();
    await page.getByRole('menuitem', { name: 'safetensors' }).click();
    await page.getByText('Saved: Hidden states as safetensors').first().waitFor({ state: 'attached' });
    const body = await page.evaluate<unknown>(`said.find((m) => m.name === 'saveStates').body`);
    const layers = await page.getByRole('img', { name: /^Heat map of/ }).count();
    const outputs = Array.from({ length: layers }, (_, index) => `hidden.${index}`);
    assert.deepEqual(body, { probe: 'probe', model: 'transformer', outputs, format: 'safetensors' });
    await page.evaluate(`window.refuse.push('save')`);
    await page.getByRole('button', { name: 'Save… Layers' }).click();
    await page.getByRole('menuitem', { name: 'Picture as PNG' }).click();
    await page.getByText('Could not save: save is refused here').first().waitFor({ state: 'attached' });
    await harness().leave(page);
  });

  it('are used by keyboard', async () => {
    const { page } = await opened();
    const opener = page.getByRole('button', { name: 'Save… Layers' });
    const focused = () => page.evaluate<string>('document.activeElement.textContent');
    await opener.focus();
    await page.keyboard.press('ArrowDown');
    assert.equal(await focused(), 'Picture as PNG');
    await page.keyboard.press('ArrowUp');
    assert.equal(await focused(), 'Hidden states as safetensors');
    assert.deepEqual(await violations(page), []);
    await page.keyboard.press('Escape');
    assert.equal(await opener.getAttribute('aria-expanded'), 'false');
    assert.equal(await focused(), 'Save…');
    await harness().leave(page);
  });
});
