import assert from 'node:assert/strict';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { onnxFile } from '../unit/models/onnx-fixture';
import { parityManifest, paritySpec } from '../unit/models/tiny-models';
import { openWorkbench } from './editor';
import type { Workbench } from './workbench';

/** A model of its own that follows two things. */
function writeModel(file: string, id: string, name: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, onnxFile(paritySpec(parityManifest({ id, name }))));
}

describe('models in a restricted window', () => {
  let workbench: Workbench;
  /** Of the person's own models, outside of the workspace. */
  let home: string;
  let workspace: string;
  const row = (text: string | RegExp): Locator =>
    workbench.page.getByRole('tree', { name: 'Models' }).getByRole('treeitem').filter({ hasText: text });

  before(async () => {
    home = realpathSync(mkdtempSync(path.join(tmpdir(), 'state-probe-models-')));
    writeModel(path.join(home, 'mine.onnx'), 'mine', 'Counter of mine');
    workbench = await openWorkbench(
      (folder) => {
        workspace = folder;
        writeModel(path.join(folder, 'brought/along.onnx'), 'along', 'Counter brought along');
        symlinkSync(path.join(folder, 'brought/along.onnx'), path.join(home, 'linked.onnx'));
        return Promise.resolve();
      },
      {
        isNew: true,
        isLast: true,
        settings: { 'security.workspace.trust.enabled': true, 'stateProbe.modelFolders': [home, 'brought'] },
      },
    );
    // All rows are in sight, the last of which are the person's own.
    await workbench.page.setViewportSize({ width: 1440, height: 1400 });
    await workbench.showSection('Models');
  });
  after(async () => {
    await workbench.close();
    rmSync(home, { recursive: true });
  });

  it('are those from elsewhere; what really lies in the workspace is named with the reason, though the user’s setting named it', async () => {
    await row('Counter of mine').waitFor();
    await row(/linked\.onnx.*not trusted/).waitFor();
    await row(/brought.*not trusted/).waitFor();
    assert.equal(await row('Counter brought along').count(), 0);
  });

  it('come, change and go with their files', async () => {
    // An export goes on for a while.
    writeFileSync(path.join(home, 'fresh.onnx'), onnxFile(paritySpec()).subarray(0, 40));
    await row(/fresh\.onnx/).waitFor();
    writeModel(path.join(home, 'fresh.onnx'), 'fresh', 'Counter just exported');
    await row('Counter just exported').waitFor();
    writeModel(path.join(home, 'fresh.onnx'), 'fresh', 'Counter trained on');
    await row('Counter trained on').waitFor();
    rmSync(path.join(home, 'fresh.onnx'));
    await row('Counter trained on').waitFor({ state: 'detached' });
  });

  it('of the workspace run once it is trusted', async () => {
    await workbench.runCommand('Workspaces: Manage Workspace Trust');
    await workbench.page.getByRole('button', { name: 'Trust', exact: true }).click();
    await row('Counter brought along').first().waitFor();
    assert.equal(await row(/not trusted/).count(), 0);
  });

  it('are found in a folder that comes later, and lost with it', async () => {
    const file = path.join(workspace, 'brought/along.onnx');
    const away = path.join(workspace, 'away');
    copyFileSync(file, path.join(home, 'kept.onnx'));
    rmSync(path.join(home, 'linked.onnx'));
    renameSync(path.join(workspace, 'brought'), away);
    await row(/brought.*no such file or folder/).waitFor();
    rmSync(path.join(home, 'kept.onnx'));
    await row('Counter brought along').waitFor({ state: 'detached' });
    renameSync(away, path.join(workspace, 'brought'));
    await row('Counter brought along').waitFor();
  });
});
