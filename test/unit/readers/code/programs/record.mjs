/**
 * Runs the programs in run/ with the real compilers and interpreters and writes what they print to
 * ../recorded/programs.json, so that `npm test` needs none of them. A line `name: values` tells what `name` holds at
 * the end; what else is printed does not matter.
 *
 *     node test/unit/readers/code/programs/record.mjs
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('run/', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'record-'));
const made = join(scratch, 'program');

const run = (command, ...args) => execFileSync(command, args, { encoding: 'utf8' });
const compiled = (...command) => {
  run(...command);
  return run(made);
};
const RUN = {
  '.py': (file) => run('python3', file),
  '.js': (file) => run('node', file),
  '.c': (file) => compiled('gcc', '-w', '-o', made, file),
  '.cpp': (file) => compiled('g++', '-w', '-std=c++17', '-o', made, file),
  '.java': (file) => run('java', file),
  '.go': (file) => run('go', 'run', file),
  '.rs': (file) => compiled('rustc', '-A', 'warnings', '-o', made, file),
};

const recorded = fileURLToPath(new URL('../recorded/programs.json', import.meta.url));
const known = JSON.parse(readFileSync(recorded, 'utf8'));
const answers = {};
for (const file of readdirSync(folder).sort()) {
  const path = join(folder, file);
  const text = createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16);
  // What has not changed says what it said.
  if (known[file]?.text === text) {
    answers[file] = known[file];
    continue;
  }
  const printed = RUN[extname(file)](path).matchAll(/^(\w+): *(.*?) *$/gm);
  answers[file] = { text, ends: Object.fromEntries([...printed].map(([, name, values]) => [name, values])) };
}
rmSync(scratch, { recursive: true });
writeFileSync(recorded, JSON.stringify(answers, null, 2) + '\n');
