import type { BrowserContext, Page } from 'playwright-core';
import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { launchBrowser } from '../browser.mjs';
import { installExtension, makeProfile, removeProfile, serve, windowUrl, writeSettings } from '../editor/server.mjs';
import type { Profile, Server } from '../editor/server.mjs';
import { HOLD_STILL } from '../editor/still.mjs';
import { patience } from '../../scripts/lib/patience.mjs';
import { OUT, ROOT } from '../../scripts/lib/process.mjs';
import { packProvider } from './provider/pack';
import { WINDOW, Workbench } from './workbench';

/** How long anything in the editor may take to answer, in milliseconds. */
const ANSWERED = 30_000;

const SCREENSHOTS = path.join(OUT, 'screenshots');
/** Every screen is pictured for whoever wants to look at them, what fails for everybody. */
const PICTURES = process.env['STATE_PROBE_SCREENSHOTS'] === undefined ? undefined : SCREENSHOTS;

/** A VS Code with the packed extension, and the browser to look at it: one for all suites. */
interface Editor {
  profile: Profile;
  server: Server;
  /** All windows are tabs of one browser, whose cache holds the workbench's scripts. */
  context: BrowserContext;
}

/** A window on a folder. Suites use it one after the other: opening one anew takes longer than most tests. */
interface Window {
  page: Page;
  folder: string;
}

type Settings = Readonly<Record<string, unknown>>;

let editor: Editor | undefined;
let idle: Window | undefined;
/** How often the settings were written for a window that is open. */
let changes = 0;
/** A test that failed may have left anything behind. */
let isSpoiled = false;

/** Mocha's root hooks: `.mocharc.json` requires this file. */
export const mochaHooks = {
  async beforeAll(): Promise<void> {
    const vsix = process.env['STATE_PROBE_VSIX'];
    if (vsix === undefined) throw new Error('STATE_PROBE_VSIX must name the packed extension');
    const profile = await makeProfile();
    await installExtension(profile, vsix, await packProvider(profile.folder));
    const server = await serve(profile);
    const browser = await launchBrowser({ home: profile.home });
    const context = await browser.newContext({ viewport: WINDOW, reducedMotion: 'reduce' });
    context.setDefaultTimeout(patience(ANSWERED));
    await context.addInitScript({ content: HOLD_STILL });
    editor = { profile, server, context };
  },
  async afterEach(this: Mocha.Context): Promise<void> {
    const test = this.currentTest;
    // One that is tried again has no state yet: what it looked like the first time would be lost.
    if (test === undefined || test.isPassed() || test.isPending()) return;
    isSpoiled ||= test.isFailed();
    const name = `${test.fullTitle()}${test.isFailed() ? '' : ', first'}`.replaceAll(/\W+/g, '-');
    const pages = editor?.context.pages() ?? [];
    // What it looked like tells more than what was waited for.
    await Promise.all(
      pages.map((page, k) => page.screenshot({ path: path.join(SCREENSHOTS, `failed-${name}-${k}.png`) })),
    ).catch(() => undefined);
  },
  async afterAll(): Promise<void> {
    await editor?.context.browser()?.close();
    await editor?.server.stop();
    if (editor !== undefined) await removeProfile(editor.profile);
  },
};

/**
 * A window on a fresh copy of `samples/`, without a probe, a history or an open file. Close it in the end.
 *
 * @param prepare what else is to be in the folder. A window that is open learns some time later of a `.vscode/settings.json`:
 *   whoever writes one waits for what it does, or sets it for the user.
 * @param options `isNew` where a test is about what a person sees who opens the editor for the first time, or about a setting
 *   that counts from the start on; `settings`: of the user, as long as this window is open; `isLast` where the editor itself
 *   writes settings that an open window cannot be brought to forget
 */
export async function openWorkbench(
  prepare?: (folder: string) => Promise<void>,
  { isNew = false, isLast = false, settings }: { isNew?: boolean; isLast?: boolean; settings?: Settings } = {},
): Promise<Workbench> {
  const { profile, server, context } = running();
  const used = idle;
  idle = undefined;
  const isReused = used !== undefined && !isNew;
  const folder = isReused ? used.folder : path.join(profile.folder, `workspace-${performance.now()}`, 'samples');
  await fill(folder, prepare);
  if (!isReused) {
    await used?.page.close();
    await writeSettings(profile, settings ?? {});
  } else if (settings) await changeSettings(used.page, settings);
  const page = isReused ? used.page : await context.newPage();
  const workbench = new Workbench(page, folder, PICTURES, async () => {
    const isKept = !isSpoiled && !isLast;
    isSpoiled = false;
    if (isKept) {
      await workbench.clear();
      if (settings) await changeSettings(page, {});
      idle = { page, folder };
    } else {
      await page.close();
      await writeSettings(profile, {});
    }
  });
  if (!isReused) {
    await page.goto(windowUrl(server.authority, folder));
    await workbench.waitForExtension();
  }
  return workbench;
}

/** Other settings for a window that is open, which has read them when this is done. */
async function changeSettings(page: Page, settings: Settings): Promise<void> {
  const title = `Settings ${++changes}`;
  await writeSettings(running().profile, settings, title);
  await page.waitForFunction((read) => document.title === read, title);
}

/** What an earlier suite wrote there goes. */
async function fill(folder: string, prepare?: (folder: string) => Promise<void>): Promise<void> {
  await mkdir(folder, { recursive: true });
  await Promise.all((await readdir(folder)).map((name) => rm(path.join(folder, name), { recursive: true })));
  await cp(path.join(ROOT, 'samples'), folder, { recursive: true });
  await prepare?.(folder);
}

function running(): Editor {
  if (editor === undefined) throw new Error('The editor has not started');
  return editor;
}
