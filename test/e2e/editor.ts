import type { Browser } from 'playwright-core';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { launchBrowser } from '../editor/browser.mjs';
import { installExtension, makeProfile, removeProfile, serve, windowUrl } from '../editor/server.mjs';
import type { Profile, Server } from '../editor/server.mjs';
import { OUT, ROOT } from '../../scripts/lib/process.mjs';
import { WINDOW, Workbench } from './workbench';

/** A VS Code with the packed extension, and the browser to look at it: one for all suites. */
interface Editor {
  profile: Profile;
  server: Server;
  browser: Browser;
}

let editor: Editor | undefined;

/** Mocha's root hooks: `.mocharc.json` requires this file. */
export const mochaHooks = {
  async beforeAll(): Promise<void> {
    const vsix = process.env['STATE_PROBE_VSIX'];
    if (vsix === undefined) throw new Error('STATE_PROBE_VSIX must name the packed extension');
    const profile = await makeProfile();
    await installExtension(profile, vsix);
    editor = { profile, server: await serve(profile), browser: await launchBrowser(profile.home) };
  },
  async afterAll(): Promise<void> {
    await editor?.browser.close();
    await editor?.server.stop();
    if (editor !== undefined) await removeProfile(editor.profile);
  },
};

/**
 * Opens a window on a fresh copy of `samples/`. Close it in the end.
 *
 * @param prepare what else is to be in the folder
 */
export async function openWorkbench(prepare?: (folder: string) => Promise<void>): Promise<Workbench> {
  const { profile, server, browser } = running();
  const folder = path.join(profile.folder, `workspace-${performance.now()}`, 'samples');
  await cp(path.join(ROOT, 'samples'), folder, { recursive: true });
  await prepare?.(folder);
  const page = await browser.newPage({ viewport: WINDOW });
  await page.goto(windowUrl(server.authority, folder));
  const workbench = new Workbench(page, path.join(OUT, 'screenshots'));
  await workbench.waitForExtension();
  return workbench;
}

function running(): Editor {
  if (editor === undefined) throw new Error('The editor has not started');
  return editor;
}
