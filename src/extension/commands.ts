import * as vscode from 'vscode';
import { changeSetting, readSettings } from './configuration';
import { openStep } from './follow';
import { firstErrors } from './marks';
import { chooseModels } from './pick-models';
import { providerItems } from './providers';
import { encodeAsChess, rewriteAs } from './rewrite';
import type { Services } from './services';

/** Every command of the extension; package.json contributes exactly these. */
export function commandTable(services: Services): Record<string, (...args: never[]) => unknown> {
  const { prober, store, visualizer, library, samples, log } = services;
  return {
    'stateProbe.probeSelection': () => prober.probeActive('selection'),
    'stateProbe.probeFile': () => prober.probeActive('file'),
    'stateProbe.chooseCells': () => prober.chooseCells(),
    'stateProbe.chooseObjects': () => prober.chooseObjects(),
    'stateProbe.cancel': () => prober.cancel(),
    'stateProbe.encodeAsChess': () => encodeAsChess(services.texts),
    'stateProbe.rewriteAs': () => rewriteAs(services.texts),
    'stateProbe.openVisualizer': () => visualizer.openTab(),
    'stateProbe.chooseModels': () => chooseModels(library),
    'stateProbe.reloadModels': () => library.reload(),
    'stateProbe.selectProvider': () => selectProvider(),
    'stateProbe.nextStep': () => moveTo(services, (playhead) => playhead + 1),
    'stateProbe.previousStep': () => moveTo(services, (playhead) => playhead - 1),
    'stateProbe.firstError': () => firstError(services),
    'stateProbe.clearMarks': () => {
      store.clear();
      services.problems.clear();
    },
    'stateProbe.openSample': () => samples.open(),
    'stateProbe.datasetFromFiles': async (one?: vscode.Uri, all?: vscode.Uri[]) =>
      (await services.datasets()).fromFiles(all ?? (one ? [one] : [])),
    'stateProbe.datasetFromGenerator': async () => (await services.datasets()).fromGenerator(),
    'stateProbe.evaluateDataset': (place?: vscode.Uri) => services.evaluation.evaluate(place),
    'stateProbe.showLog': () => log.show(),
  };
}

async function selectProvider(): Promise<void> {
  const picked = await vscode.window.showQuickPick(providerItems(readSettings().provider, process.platform), {
    title: 'What shall run the models?',
    placeHolder: 'Where the chosen one is missing, the processor takes over',
    matchOnDetail: true,
  });
  if (picked) await changeSetting('provider', picked.choice);
}

async function moveTo({ store }: Services, next: (playhead: number) => number): Promise<void> {
  const { current } = store;
  if (!current) return;
  store.movePlayhead(current, next(current.playhead), 'command');
  await openStep(current, current.playhead);
}

async function firstError(services: Services): Promise<void> {
  const { current } = services.store;
  if (!current) return;
  const first = firstErrors(current.probe)[0];
  if (first) await moveTo(services, () => first.step);
  else void vscode.window.showInformationMessage('No model that ran went wrong at any step.');
}
