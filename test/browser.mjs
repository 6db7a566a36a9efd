import { chromium } from 'playwright-core';
import { findChromium } from '../scripts/lib/install.mjs';

/**
 * Starts a browser without a window, for pages and editors of this project only. Nothing of it draws on a GPU: where there is
 * none, the processor would play one.
 *
 * @param {{ home?: string }} [options] a folder for the browser's own files
 * @throws {Error} saying what to install, where there is none
 */
export function launchBrowser({ home } = {}) {
  const executablePath = findChromium();
  if (executablePath === undefined)
    throw new Error('there is no Chromium here: install one, or set CHROMIUM to its path');
  return chromium.launch({
    executablePath,
    env: { ...process.env, ...(home !== undefined && { HOME: home }) },
    args: [
      // The sandbox needs rights that root in a container does not have.
      '--no-sandbox',
      ...['--disable-gpu', '--font-render-hinting=none'],
      // Several threads clean up and paint sooner, and take more of the processor in all, which other suites need.
      ...['--js-flags=--single-threaded-gc', '--num-raster-threads=1'],
      ...['--disable-quic', '--disable-background-networking', '--disable-sync'],
    ],
  });
}
