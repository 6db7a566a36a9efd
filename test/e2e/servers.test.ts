import type { Locator } from 'playwright-core';
import { Fake } from '../unit/inference/fake-server';
import { openWorkbench } from './editor';
import type { Workbench } from './workbench';

describe('a model on a server, in the editor', () => {
  let workbench: Workbench;
  const fake = new Fake();
  const row = (text: string | RegExp): Locator =>
    workbench.page.getByRole('tree', { name: 'Models' }).getByRole('treeitem').filter({ hasText: text });

  before(async () => {
    await fake.listen();
    // The list is written to the person's settings.
    workbench = await openWorkbench(undefined, 'new', { 'stateProbe.modelFolders': [] });
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
    await workbench.activityBarItem.click();
    for (const name of ['Visualizer', 'History']) await workbench.closeSection(name);
    await workbench.openSection('Models');
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
});
