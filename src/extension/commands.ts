import * as vscode from 'vscode';
import { openDocs } from './workbench/docs';
import { showWork } from './workbench/work-bar';
import { openStep } from './probes/reveal';
import type { HistoryRecord } from './history/records';
import { chooseModels } from './models/pick';
import type { CheckTarget } from './models/own';
import { firstErrors } from './probes/first-errors';
import type { Probed, ProbeStore } from './probes/store';
import { encodeAsChess, rewriteAs, rewriteProbe } from './texts/rewrite';
import { askWhere } from './visualizer/answers/files';
import { saveView } from './visualizer/save-view';
import type { Way } from '../readers/depth';
import type { Services } from './services';

/** Every command of the extension; package.json contributes these, but for `showRecord`, which needs a record. */
export function commandTable(services: Services): Record<string, (...args: never[]) => unknown> {
  const { prober, requests, store, visualizer, library, live, historyTree, samples, page, log } = services;
  return {
    'stateProbe.probeSelection': () => requests.probeActive('selection'),
    'stateProbe.probeFile': () => requests.probeActive('file'),
    'stateProbe.probeWithInput': (at?: { uri: vscode.Uri; line: number }) => requests.probeWithInput(at),
    'stateProbe.toggleLive': (id?: unknown) => live.toggle(typeof id === 'string' ? store.byId(id) : undefined),
    'stateProbe.showProbe': (id?: unknown) => showProbe(services, probeMeant(store, id)),
    'stateProbe.probeAgain': (id?: unknown) => again(services, probeMeant(store, id)),
    'stateProbe.removeProbe': (id?: unknown) => removeProbe(services, probeMeant(store, id)),
    'stateProbe.showRecord': (record?: HistoryRecord) => record && historyTree.show(record),
    'stateProbe.renameRecord': (record?: HistoryRecord) => historyTree.rename(record),
    'stateProbe.deleteRecord': (record?: HistoryRecord) => historyTree.delete(record),
    'stateProbe.undoDelete': () => historyTree.undo(),
    'stateProbe.clearHistory': () => historyTree.clear(),
    'stateProbe.chooseCells': () => requests.chooseCells(),
    'stateProbe.chooseObjects': (id?: unknown, objects?: readonly string[]) => {
      const probed = typeof id === 'string' ? store.byId(id) : undefined;
      return probed ? requests.follow(probed, objects) : requests.chooseObjects();
    },
    'stateProbe.probeAsFormal': () => requests.probeAsFormal(),
    'stateProbe.chooseSteps': () => requests.chooseSteps(),
    'stateProbe.chooseDepth': () => requests.chooseDepth(),
    'stateProbe.stepInto': (id?: unknown, at?: number) => step(services, probeMeant(store, id), 'into', at),
    'stateProbe.stepOut': (id?: unknown, at?: number) => step(services, probeMeant(store, id), 'out', at),
    'stateProbe.recordFromDebugger': async (given?: object) => (await services.recorder()).record(given),
    'stateProbe.saveTrace': () => saveTrace(services),
    'stateProbe.cancel': () => prober.cancel(),
    'stateProbe.showWork': () => showWork(),
    'stateProbe.encodeAsChess': () => encodeAsChess(services.texts),
    'stateProbe.rewriteAs': (id?: unknown) => rewrite(services, typeof id === 'string' ? store.byId(id) : undefined),
    'stateProbe.shrink': async (id?: unknown) => {
      const probed = probeMeant(store, id);
      await (await import('./failures/shrink')).shrinkProbe(services.failures, probed);
    },
    'stateProbe.examineLanguageModel': async (id?: unknown) =>
      (await import('./probing/examine')).examineLanguageModel(services.failures, probeMeant(store, id)),
    'stateProbe.findFailure': async () => (await import('./failures/find')).findAFailure(services.failures),
    'stateProbe.openVisualizer': () => visualizer.openTab(),
    'stateProbe.saveView': () => saveView(services.page, store.current),
    'stateProbe.chooseModels': () => chooseModels(library),
    'stateProbe.runOthers': (id?: unknown) => runOthers(services, probeMeant(store, id)),
    'stateProbe.reloadModels': () => library.reload(),
    'stateProbe.checkModelFile': (target?: CheckTarget) => services.ownModels.check(target),
    'stateProbe.openModel': (target?: CheckTarget) => services.ownModels.open(target),
    'stateProbe.addModel': () => services.ownModels.add(),
    'stateProbe.setServerToken': async () => (await import('./models/server-boxes')).setToken(services.servers),
    'stateProbe.selectProvider': async () =>
      (await import('./models/select-provider')).selectProvider(page.inference, library),
    'stateProbe.nextStep': () => moveTo(services, (playhead) => playhead + 1),
    'stateProbe.previousStep': () => moveTo(services, (playhead) => playhead - 1),
    'stateProbe.firstError': () => firstError(services),
    'stateProbe.clearMarks': () => {
      for (const { uri } of store.all()) live.stop(uri);
      store.clear();
      services.problems.clear();
    },
    'stateProbe.openSample': () => samples.open(),
    'stateProbe.trySample': () => trySample(services),
    'stateProbe.datasetFromFiles': async (one?: vscode.Uri, all?: vscode.Uri[]) =>
      (await services.datasets()).fromFiles(all ?? (one ? [one] : [])),
    'stateProbe.datasetFromGenerator': async () => (await services.datasets()).fromGenerator(),
    'stateProbe.evaluateDataset': (place?: vscode.Uri) => services.evaluation.evaluate(place),
    'stateProbe.runSweep': async (place?: vscode.Uri) => (await services.sweeps()).run(place),
    'stateProbe.openDocs': (name?: unknown, anchor?: unknown) => openDocs(page.root, name, anchor),
    'stateProbe.showLog': () => log.show(),
  };
}

/** The best sample, opened and probed: nothing else need be there. */
async function trySample({ samples, texts, prober }: Services): Promise<void> {
  const { document } = await samples.show();
  const text = await texts.of(document);
  if (text) await prober.probe(text, { asked: true });
}

/** The probe with this id, as a CodeLens gives it; from the palette the one at the cursor, else the current one. */
function probeMeant(store: ProbeStore, id: unknown): Probed | undefined {
  if (typeof id === 'string') return store.byId(id);
  const editor = vscode.window.activeTextEditor;
  return (editor && store.at(editor.document.uri, editor.selection.active)) ?? store.current;
}

async function showProbe({ store, visualizer }: Services, probed: Probed | undefined): Promise<void> {
  if (!probed) return;
  store.makeCurrent(probed);
  visualizer.show(undefined);
  if (!visualizer.isVisible()) await visualizer.revealView();
}

async function again({ requests }: Services, probed: Probed | undefined): Promise<void> {
  if (probed) await requests.again(probed);
}

/** Adds to the choice the models that were offered, because none of the chosen ones reads the text, and probes it again. */
async function runOthers({ requests, library }: Services, probed: Probed | undefined): Promise<void> {
  const others = probed?.probe.others ?? [];
  if (!probed || others.length === 0) {
    void vscode.window.showInformationMessage(
      'Nothing to add: probe a text that none of the chosen models reads first.',
    );
    return;
  }
  await library.change(new Map(others.map(({ id }) => [id, true])));
  await requests.again(probed);
}

/** A probe of the page is written anew and probed; else the active text is written. */
async function rewrite({ texts, prober }: Services, probed: Probed | undefined): Promise<void> {
  if (!probed) {
    await rewriteAs(texts);
    return;
  }
  const written = await rewriteProbe(texts, { uri: probed.uri, trace: probed.timeline.trace });
  const text = written && (await texts.of(written));
  if (text) await prober.probe(text, { asked: true });
}

async function step({ requests }: Services, probed: Probed | undefined, way: Way, at?: number): Promise<void> {
  if (probed) await requests.step(probed, at ?? probed.playhead, way);
  else void vscode.window.showInformationMessage('Probe a text first: then calls at its steps can be stepped into.');
}

/** The trace of what the page shows, as `state-probe trace --json` prints one. */
async function saveTrace({ store }: Services): Promise<void> {
  const { current } = store;
  if (!current) return;
  const target = await askWhere(`${current.probe.title}.trace.json`);
  if (!target) return;
  const text = `${JSON.stringify(current.timeline.trace)}\n`;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
}

/** Without a probe there is nothing for live mode to follow. */
function removeProbe({ store, live }: Services, probed: Probed | undefined): void {
  if (!probed) return;
  store.remove(probed);
  if (store.of(probed.uri).length === 0) live.stop(probed.uri);
}

async function moveTo({ store }: Services, next: (playhead: number) => number): Promise<void> {
  const { current } = store;
  if (!current) return;
  store.movePlayhead(current, next(current.playhead), 'command');
  await openStep(store, current, current.playhead);
}

async function firstError(services: Services): Promise<void> {
  const { current } = services.store;
  if (!current) return;
  const first = firstErrors(current.probe)[0];
  if (first) await moveTo(services, () => first.step);
  else void vscode.window.showInformationMessage('No model that ran went wrong at any step.');
}
