#!/usr/bin/env node
// Runs the tests of the Python package where there is a Python with pytest; says so, and passes, where there is none. What needs
// NumPy or PyTorch is skipped where that is missing; nothing is installed. STATE_PROBE_PYTHON names another Python.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ROOT, runMain, say } from './lib/process.mjs';

const python = process.env['STATE_PROBE_PYTHON'] ?? 'python3';
const FOLDER = path.join(ROOT, 'python');

await runMain(() => {
  const known = spawnSync(python, ['-c', 'import sys, pytest; sys.exit(sys.version_info < (3, 11))'], {
    stdio: 'ignore',
  });
  if (known.status !== 0) {
    say(`The tests of the Python package were skipped: '${python}' is no Python 3.11 or newer with pytest.`);
    return Promise.resolve();
  }
  const { status, error } = spawnSync(python, ['-m', 'pytest', '-q', '-rs', '-p', 'no:cacheprovider'], {
    cwd: FOLDER,
    stdio: 'inherit',
    env: { ...process.env, PYTHONPATH: FOLDER },
  });
  if (error) throw error;
  process.exitCode = status ?? 1;
  return Promise.resolve();
});
