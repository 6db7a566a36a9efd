import { chromium } from 'playwright-core';
import { findChromium } from '../../scripts/lib/install.mjs';

/**
 * Starts the browser that shows the editor, without a window.
 *
 * @param {string} home a folder for the browser's own files
 */
export function launchBrowser(home) {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('Chromium is not installed');
  return chromium.launch({
    executablePath,
    env: { ...process.env, HOME: home },
    // The sandbox needs rights that root in a container does not have; only the local editor is shown.
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-sync'],
  });
}
