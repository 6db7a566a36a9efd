/** The built page in headless Chromium, under its own content security policy, with sample data instead of VS Code. */
import { build } from 'esbuild';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { patience } from '../../../scripts/lib/patience.mjs';
import { pageHtml } from '../../../src/protocol/html';
import { openPanel } from '../../open-panel';

/** Mocha and npm run in the project's root. */
const ROOT = process.cwd();
const ORIGIN = 'https://page.test';
const NONCE = 'abc123';
/** How long the page may take to answer, in milliseconds. */
const ANSWERED = 30_000;

const bundles = new Map<string, Promise<Bundle>>();

/** A script and its style sheet as `npm run build` makes them, once for all suites of a process. */
export function bundle(entry: string, minify: boolean): Promise<Bundle> {
  const key = `${entry} ${minify}`;
  const made = bundles.get(key) ?? makeBundle(entry, minify);
  bundles.set(key, made);
  return made;
}

async function makeBundle(entry: string, minify: boolean): Promise<Bundle> {
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

/** A tab of the browser, for pages of one kind one after the other: to open one anew takes half as long again. */
interface Tab {
  page: Page;
  /** By path; anything else is the page itself. */
  files: Files;
  html: string;
  complaints: string[];
}

export class Harness {
  private file: Promise<[Files, Bundle]> | undefined;
  private readonly used = new Map<Page, Tab>();
  private readonly idle: Tab[] = [];
  private loaded = 0;

  private constructor(
    private readonly browser: Browser,
    private readonly files: Files,
    private readonly host: string,
    readonly sizes: { js: number; css: number },
  ) {}

  static async start(browser: Browser): Promise<Harness> {
    const [main, host] = await Promise.all([bundle('webview/main.ts', true), bundle('webview/dev/host.ts', false)]);
    return new Harness(browser, filesOf('main', main), host.js, {
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
    const [files, host] = await (this.file ??= Promise.all([
      bundle('webview/file/main.ts', true).then((script) => filesOf('file', script)),
      bundle('webview/dev/file-host.ts', false),
    ]));
    const opened = await this.load(options, 'file', files, host.js);
    await opened.page.waitForSelector('h1');
    return opened;
  }

  /** Gives the tab of a page back that is not needed any more. */
  async leave(page: Page): Promise<void> {
    const tab = this.used.get(page);
    if (!tab) throw new Error('this page is not open');
    this.used.delete(page);
    // A page remembers where one was a moment after one came there: one that is left must not write that down any more. It
    // stands there until the next one takes its place.
    await page.evaluate('Storage.prototype.setItem = () => {}; sessionStorage.clear()');
    // A pointer that stays would hover over what comes.
    await page.mouse.move(-1, -1);
    this.idle.push(tab);
  }

  private async load(
    { scene, theme = 'dark', width = 600, height = 900, place = 'view' }: OpenOptions,
    name: string,
    files: Files,
    host: string,
  ): Promise<Opened> {
    const at = this.idle.findIndex((tab) => tab.files === files);
    const [tab = await this.newTab(files, host)] = at < 0 ? [] : this.idle.splice(at, 1);
    const { page } = tab;
    this.used.set(page, tab);
    tab.complaints = [];
    tab.html = pageHtml({
      nonce: NONCE,
      cspSource: ORIGIN,
      scriptUri: `${ORIGIN}/${name}.js`,
      styleUri: `${ORIGIN}/${name}.css`,
      place,
    });
    await page.setViewportSize({ width, height });
    // Each has an address of its own, so that it is loaded anew.
    await page.goto(`${ORIGIN}/?${++this.loaded}#scene=${scene}&theme=${theme}`);
    return { page, complaints: tab.complaints };
  }

  private async newTab(files: Files, host: string): Promise<Tab> {
    const page = await this.browser.newPage({ reducedMotion: 'reduce' });
    const tab: Tab = { page, files, html: '', complaints: [] };
    page.setDefaultTimeout(patience(ANSWERED));
    page.on('pageerror', (error) => tab.complaints.push(error.message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) tab.complaints.push(message.text());
    });
    await page.route(`${ORIGIN}/**`, (route) => {
      const { pathname } = new URL(route.request().url());
      return route.fulfill(tab.files[pathname] ?? { contentType: 'text/html', body: tab.html });
    });
    await page.addInitScript(host);
    return tab;
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

/** Shows another scene on a page that is open, as the extension does. */
export async function showScene(page: Page, scene: string): Promise<void> {
  await page.evaluate(`window.show('${scene}')`);
}

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe-core has against the page as it stands, or against the question of one of its panels. Elements that are as they
 * should be are not listed, which takes time.
 *
 * @param panel its title
 */
export async function violations(page: Page, panel?: string): Promise<string[]> {
  if (await page.evaluate<boolean>('!window.axe')) await page.evaluate(axe);
  const { found, passes } = await page.evaluate<{ found: string[]; passes: number }>(`{
    const heads = [...document.querySelectorAll('.panel h3')];
    const part = ${panel === undefined} ? document : heads.find((head) => head.textContent.trim() === ${JSON.stringify(panel)}).closest('.question');
    axe.run(part, { resultTypes: ['violations'] }).then((r) => ({
      found: r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html).join('\\n')),
      passes: r.passes.length,
    }));
  }`);
  assert.ok(passes > 5, 'axe-core has looked at something');
  return found;
}
