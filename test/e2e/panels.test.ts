import { openWorkbench } from './editor';
import type { Visualizer } from './visualizer';
import type { Workbench } from './workbench';

/** Fitting linear probes runs a model over hundreds of words; on a busy machine that takes a while. */
const FITTED = 60_000;

/** What only the extension can answer, in the editor and of real models; each panel alone is tested with its page. */
describe('the panels of the visualizer', function () {
  this.timeout(2 * FITTED);
  let workbench: Workbench;
  let visualizer: Visualizer;
  before(async () => {
    workbench = await openWorkbench();
    await workbench.openFile('shuffle.py');
    await workbench.runCommand('State Probe: Probe File');
    await workbench.runCommand('State Probe: Open Visualizer');
    visualizer = await workbench.visualizer('editor');
    await visualizer.waitForModels();
    await visualizer.models.filter({ hasText: 'Transformer, 4 layers' }).click();
  });
  after(() => workbench.close());

  const open = async (title: string): Promise<void> => {
    await visualizer.frame.getByRole('button', { name: title, exact: true }).click();
  };

  it('say from which layer the state can be read, and until when', async () => {
    await open('Where the state lives');
    await visualizer.frame.getByText(/The true state can be read without an error/).waitFor({ timeout: FITTED });
    await visualizer.frame.getByRole('img', { name: /^State read from layer 4/ }).waitFor();
    await workbench.screenshot('panel-linear-probes');
    await open('Where the state lives');
  });

  it('show the states of every layer in a plane', async () => {
    await open('Trajectories');
    await visualizer.frame.getByRole('img', { name: /^States of layer 4 after 49 steps/ }).waitFor({ timeout: FITTED });
    await workbench.screenshot('panel-trajectories');
    await open('Trajectories');
  });

  it('compare every step with every other', async () => {
    await open('Similarity of steps');
    await visualizer.frame
      .getByRole('application', { name: /^Cosine of the hidden states of layer 4, steps 1 to 49/ })
      .waitFor({ timeout: FITTED });
    await workbench.screenshot('panel-similarity');
    await open('Similarity of steps');
  });

  it('show attention, which this architecture has', async () => {
    await open('Inside the architecture');
    await visualizer.frame
      .getByRole('application', { name: /which steps each step reads/ })
      .first()
      .waitFor({ timeout: FITTED });
    await workbench.screenshot('panel-inside');
    await open('Inside the architecture');
  });

  it('compare two models on the text', async () => {
    await open('Compare');
    await visualizer.frame.getByRole('img', { name: /^Differences\. / }).waitFor();
    await workbench.screenshot('panel-compare');
    await open('Compare');
  });

  it('show accuracy by length', async () => {
    await open('Accuracy by length');
    await visualizer.frame.getByRole('region', { name: 'Accuracy, table' }).waitFor();
    await workbench.screenshot('panel-accuracy');
    await open('Accuracy by length');
  });
});
