import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refusalBy } from '../../../../src/extension/models/trust';

describe('models of a workspace that is not trusted', () => {
  let root: string;
  const at = (...names: string[]) => join(root, ...names);

  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'state-probe-trust-')));
    for (const folder of ['work', 'work-of-mine', 'elsewhere', 'extension/models'])
      mkdirSync(at(folder), { recursive: true });
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('are refused, and no others', async () => {
    const refusal = await refusalBy([at('work')], at('extension/models'));
    for (const path of [at('work'), at('work/x.onnx'), at('work/deep/..x/y.onnx')])
      assert.match(refusal(path) ?? '', /not trusted/);
    for (const path of [at('work-of-mine/x.onnx'), at('elsewhere/x.onnx'), root])
      assert.equal(refusal(path), undefined);
  });

  it('are those of each of its folders, a linked one among them', async () => {
    symlinkSync(at('elsewhere'), at('link'));
    const refusal = await refusalBy([at('work'), at('link')], at('extension/models'));
    assert.match(refusal(at('elsewhere/x.onnx')) ?? '', /not trusted/);
    assert.match(refusal(at('work/x.onnx')) ?? '', /not trusted/);
  });

  it('do not count the bundled ones, where the extension itself is the workspace', async () => {
    const refusal = await refusalBy([at('extension'), at('gone')], at('extension/models'));
    assert.equal(refusal(at('extension/models/x.onnx')), undefined);
    assert.match(refusal(at('extension/x.onnx')) ?? '', /not trusted/);
    assert.match(refusal(at('gone/x.onnx')) ?? '', /not trusted/);
  });

  it('are none where the workspace is trusted', async () => {
    assert.equal((await refusalBy([], at('extension/models')))(at('work/x.onnx')), undefined);
  });
});
