/** The built page in headless Chromium, under its own content security policy, with sample data instead of VS Code. */
import { build } from 'esbuild';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { patience } from '../../../scripts/lib/patience.mjs';
import { pageHtml } from '../../../src/protocol/html';
import { launchBrowser } from '../../browser.mjs';
import { openPanel } from '../../open-panel';

/** Mocha and npm run in the project's root. */
const ROOT = process.cwd();
const ORIGIN = 'https://page.test';
const NONCE = 'abc123';
/** How long the page may take to answer, in milliseconds. */
const ANSWERED = 30_000;

/** A script and its style sheet as `npm run build` makes them. */
export async function bundle(entry: string, minify: boolean): Promise<Bundle> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    outfile: 'out.js',
    bundle: true,
    minify,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'chrome132',
    logLevel: 'silent',
  });
  const text = (ending: string): string => outputFiles.find((file) => file.path.endsWith(ending))?.text ?? '';
  return { js: text('.js'), css: text('.css') };
}

export interface OpenOptions {
  scene: string;
  theme?: string;
  width?: number;
  height?: number;
  place?: 'view' | 'editor';
  /** Titles of panels that a person has opened. */
  panels?: readonly string[];
}

/** Every theme and every width in which a panel is looked at, each once. */
export const LOOKS = [
  ['dark', 600],
  ['light', 1200],
  ['hc-dark', 240],
  ['hc-light', 600],
] as const;

export interface Opened {
  page: Page;
  /** Errors, warnings and broken policies, as they come. */
  complaints: string[];
}

type Bundle = Record<'js' | 'css', string>;
type Files = Record<string, { contentType: string; body: string }>;

function filesOf(name: string, { js, css }: Bundle): Files {
  return {
    [`/${name}.js`]: { contentType: 'text/javascript', body: js },
    [`/${name}.css`]: { contentType: 'text/css', body: css },
  };
}

export class Harness {
  private file: Promise<[Bundle, Bundle]> | undefined;

  private constructor(
    private readonly browser: Browser,
    private readonly files: Files,
    private readonly host: string,
    readonly sizes: { js: number; css: number },
  ) {}

  /** @throws {Error} on a machine without a browser */
  static async start(): Promise<Harness> {
    const [main, host] = await Promise.all([bundle('webview/main.ts', true), bundle('webview/dev/host.ts', false)]);
    return new Harness(await launchBrowser(), filesOf('main', main), host.js, {
      js: Buffer.byteLength(main.js),
      css: Buffer.byteLength(main.css),
    });
  }

  async open(options: OpenOptions): Promise<Opened> {
    const opened = await this.load(options, 'main', this.files, this.host);
    await opened.page.waitForSelector('#content > *');
    for (const title of options.panels ?? []) await openPanel(opened.page, title);
    return opened;
  }

  /** The page of an ONNX file. */
  async openFile(options: OpenOptions): Promise<Opened> {
    const [script, host] = await (this.file ??= Promise.all([
      bundle('webview/file/main.ts', true),
      bundle('webview/dev/file-host.ts', false),
    ]));
    const opened = await this.load(options, 'file', filesOf('file', script), host.js);
    await opened.page.waitForSelector('h1');
    return opened;
  }

  private async load(
    { scene, theme = 'dark', width = 600, height = 900, place = 'view' }: OpenOptions,
    name: string,
    files: Files,
    host: string,
  ): Promise<Opened> {
    const page = await this.browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce' });
    page.setDefaultTimeout(patience(ANSWERED));
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    const html = pageHtml({
      nonce: NONCE,
      cspSource: ORIGIN,
      scriptUri: `${ORIGIN}/${name}.js`,
      styleUri: `${ORIGIN}/${name}.css`,
      place,
    });
    await page.route(`${ORIGIN}/**`, (route) => {
      const { pathname } = new URL(route.request().url());
      return route.fulfill(files[pathname] ?? { contentType: 'text/html', body: html });
    });
    await page.addInitScript(host);
    await page.goto(`${ORIGIN}/#scene=${scene}&theme=${theme}`);
    return { page, complaints };
  }

  async stop(): Promise<void> {
    await this.browser.close();
  }
}

/** Waits until an expression holds. Not `waitForFunction`: the page's policy forbids that to evaluate text a second time. */
export async function waitUntil(page: Page, expression: string): Promise<void> {
  const end = Date.now() + 30_000;
  while (!(await page.evaluate<boolean>(expression))) {
    if (Date.now() > end) throw new Error(`after 30 seconds this did not hold: ${expression}`);
    await page.waitForTimeout(20);
  }
}

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core has against the page as it stands. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { found, passes } = await page.evaluate<{ found: string[]; passes: number }>(
    `axe.run().then((r) => ({ found: r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html).join('\\n')), passes: r.passes.length }))`,
  );
  assert.ok(passes > 5, 'axe-core has looked at something');
  return found;
}
