// Pictures of the page without VS Code, to look at: every scene at every width and in every theme, in .test-out/page/.
//   node --import tsx webview/dev/shots.mjs [--scene probe] [--theme dark] [--width 600] [--panel Layers] [--height 900]
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser } from '../../test/browser.mjs';
import { Harness } from '../../test/unit/webview/harness.ts';

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
  'game',
  'program',
  'story',
  'word',
  'hostile',
  'many',
  'worlds',
  'none',
  'nothing',
  'unread',
  'others',
  'language',
];
const { values } = parseArgs({
  options: {
    scene: { type: 'string', multiple: true, default: SCENES },
    theme: { type: 'string', multiple: true, default: ['dark', 'light', 'hc-dark', 'hc-light'] },
    width: { type: 'string', multiple: true, default: ['240', '320', '600', '1200'] },
    panel: { type: 'string', multiple: true, default: [] },
    // As much as is seen of a side bar at first; by default all of the page.
    height: { type: 'string' },
  },
});

const root = path.join(import.meta.dirname, '../..');
const out = path.join(root, '.test-out/page');
await mkdir(out, { recursive: true });
const axe = await readFile(path.join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
const browser = await launchBrowser();
const harness = await Harness.start(browser);
console.log(`main.js ${harness.sizes.js} bytes, main.css ${harness.sizes.css} bytes, minified`);
for (const scene of values.scene)
  for (const theme of values.theme)
    for (const width of values.width.map(Number)) {
      const place = width > 700 ? 'editor' : 'view';
      const { page, complaints } = await harness.open({ scene, theme, width, place, panels: values.panel });
      await page.waitForTimeout(400);
      const height = await page.evaluate('document.documentElement.scrollHeight');
      const shown = values.height === undefined ? Math.min(3000, Math.max(400, height)) : Number(values.height);
      await page.setViewportSize({ width, height: shown });
      await page.waitForTimeout(200);
      await page.screenshot({ path: path.join(out, `${scene}-${theme}-${width}.png`) });
      await page.evaluate(axe);
      const found = await page.evaluate(
        'axe.run().then(({ violations }) => violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 160)).join(" | ")}`))',
      );
      for (const line of [...complaints, ...found]) console.log(`${scene} ${theme} ${width}: ${line}`);
      await page.close();
    }
await browser.close();
