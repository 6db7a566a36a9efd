import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Fake } from '../unit/inference/fake-server';
import { openWorkbench } from './editor';
import type { Workbench } from './workbench';

const SWAPS = '{"tokens":[1,0,0,1],"states":[1,1,1,0]}\n{"tokens":[0,1,1,1],"states":[0,1,0,1]}\n';
const CARD = JSON.stringify({
  format: 'state-probe/dataset@1',
  kind: 'word',
  group: 'S2',
  as: 'word',
  columns: ['tokens', 'states'],
});

describe('a model on a server, in the editor', () => {
  let workbench: Workbench;
  let examples: string;
  const fake = new Fake();
  const row = (text: string | RegExp): Locator =>
    workbench.page.getByRole('tree', { name: 'Models' }).getByRole('treeitem').filter({ hasText: text });

  before(async () => {
    await fake.listen();
    // The list is written to the person's settings.
    const put = async (folder: string): Promise<void> => {
      examples = path.join(folder, 'swaps.jsonl');
      await writeFile(examples, SWAPS);
      await writeFile(path.join(folder, 'dataset.json'), CARD);
    };
    workbench = await openWorkbench(put, { settings: { 'stateProbe.modelFolders': [] } });
  });
  after(async () => {
    await workbench.close();
    fake.close();
  });

  it('is added by its address, after what is sent was agreed to', async () => {
    await workbench.runCommand('State Probe: Add Model…', 'open');
    await workbench.pick('Address', 'Address', 'open');
    await workbench.type('');
    await workbench.answerBox(fake.url);
    await workbench.screenshot('server-consent');
    await workbench.confirm(/Use Server/);
    await workbench.message(/parity follows the contract/).waitFor();
    await workbench.showSection('Models');
    await row('Parity by counting').waitFor();
  });

  it('is shown the token that is kept for it', async () => {
    fake.ways = { token: 'secret' };
    await workbench.runCommand('State Probe: Reload Models');
    await row(/401/).waitFor();
    await workbench.screenshot('server-refuses');
    await workbench.runCommand('State Probe: Set Token for Model Server…', 'open');
    await workbench.pick('127', '127.0.0.1', 'open');
    const box = workbench.page.locator('.quick-input-widget input[type="password"]');
    await box.fill('secret');
    await workbench.screenshot('server-token');
    await box.press('Enter');
    await workbench.message(/is kept in the secret storage/).waitFor();
    await row('Parity by counting').waitFor();
  });

  it('is measured on a data set, and shown its token there', async () => {
    await workbench.runCommand('State Probe: Evaluate Models on Data Set…', 'open');
    await workbench.answerDialog(examples, 'Evaluate');
    await workbench.pick('Parity by', 'Parity by counting', 'open');
    await workbench.page.keyboard.press('Enter');
    await workbench.lines.filter({ hasText: /Parity.by.counting.\(parity\)$/ }).waitFor();
    await workbench.screenshot('server-evaluated');
    const lines = await workbench.lines.allTextContents();
    const told = lines.slice(lines.findIndex((line) => /\(parity\)$/.test(line))).join('\n');
    // Two examples of four steps.
    assert.match(told, /^.*\n.*\n4\s+2\s+100%/);
  });
});
