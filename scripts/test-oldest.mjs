#!/usr/bin/env node
// A smoke suite on the oldest editor that package.json admits: installs it, builds and packs the extension, and runs there the
// suites of test/host that start it and probe texts. Apart from `npm test`, for it takes minutes.
import path from 'node:path';
import { installChromium, installEditor, installPackages, OLDEST_EDITOR } from './lib/install.mjs';
import { OUT, run, runMain } from './lib/process.mjs';

const SUITES = 'activation,probe';

await runMain(async () => {
  const vsix = path.join(OUT, 'state-probe.vsix');
  await installPackages();
  await installChromium();
  await installEditor(OLDEST_EDITOR);
  for (const command of [['build.mjs', '--production'], ['package.mjs', '--out', vsix], ['build-host-tests.mjs']])
    await run(process.execPath, [path.join('scripts', command[0] ?? ''), ...command.slice(1)]);
  const env = { ...process.env, STATE_PROBE_EDITOR: 'oldest', STATE_PROBE_SUITES: SUITES };
  await run(process.execPath, ['scripts/test-host.mjs', vsix], { env });
});
