import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../../../src/datasets/run/build';
import { checkDataset } from '../../../src/datasets/splits/check';
import type { TraceExample } from '../../../src/datasets/examples/example';
import { findFiles } from '../../../src/datasets/files/find';
import type { FilesPlan } from '../../../src/datasets/plan/plan';
import { traceOfExample } from '../../../src/datasets/examples/trace-of-example';
import { readCode } from '../../../src/readers/code';
import { states } from '../../../src/trace/trace';
import { withVerdict } from '../../../src/trace/verdict';
import { stateProbe } from '../cli/run-cli';
import { examplesIn, planFor, temporaryFolder } from './dataset';

const PROGRAMS: Record<string, [language: string, text: string]> = {
  'light.py': ['python', 'light = 0\nfor c in "0110100":\n    if c == "1":\n        light = 1 - light\n'],
  'automaton.js': [
    'javascript',
    'const t = [[1, 2, 0], [1, 0, 2]];\nlet q = 0;\nfor (const c of [0, 1, 0, 0, 1]) {\n  q = t[c][q];\n}\n',
  ],
  'partial.py': ['python', 't = {("a", "x"): "b", ("b", "y"): "a"}\ns = "a"\nfor c in "xyx":\n    s = t[s, c]\n'],
};

describe('examples with cells', function () {
  this.timeout(60_000);
  const root = temporaryFolder();
  const out = join(temporaryFolder(), 'cells');
  before(async () => {
    for (const [name, [, text]] of Object.entries(PROGRAMS)) writeFileSync(join(root, name), text);
    const found = await findFiles({ root, paths: ['.'] });
    const source: FilesPlan = { kind: 'trace', root, ...found, window: null, minSteps: 1, splitBy: 'file' };
    await build(planFor(source, { formats: ['jsonl'], fractions: [1, 0, 0] }), out);
  });
  const all = () => examplesIn(out, 'train') as TraceExample[];

  it('are the traces of their files again: cells, tables, states, verdict', async () => {
    assert.equal(all().length, 3);
    for (const example of all()) {
      const [language, text] = PROGRAMS[example.source.uri.split('/').at(-1) ?? ''] ?? ['', ''];
      const read = withVerdict(await readCode({ uri: '-', language, text }, {}));
      const again = traceOfExample(example);
      assert.deepEqual(again.cells, read.cells);
      assert.deepEqual(states(again), states(read));
      assert.equal(again.thisRunOnly, read.thisRunOnly);
      assert.deepEqual(
        again.steps.map((step) => ('table' in step ? step.table : step.map)),
        read.steps.map((step) => ('table' in step ? step.table : step.map)),
      );
      assert.equal(again.verdict?.class, read.verdict?.class);
    }
    assert.ok(all().some(({ thisRunOnly }) => thisRunOnly !== undefined));
  });

  it('pass the check, and eval says what reads them and what does not', async () => {
    const checked = await checkDataset(out);
    assert.deepEqual([checked.leakCount, checked.wrongCount], [0, 0]);
    const told = await stateProbe([
      ...['eval', join(out, 'train.jsonl'), '--models', 'parity-mamba-2,s5-wfa-ssm', '--provider', 'cpu'],
    ]);
    assert.equal(told.code, 0, told.err);
    assert.match(told.out, /not run: it reads the language parity, not updates of a state/);
    assert.match(told.out, /WFA-SSM \(exact\)[^]*\n5 +1 +100%/);
  });
});
