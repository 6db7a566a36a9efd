import * as vscode from 'vscode';
import type { StateProbeApi, ProbeResult } from './api';
import { commandTable } from './commands';
import { DatasetEvaluation } from './datasets/evaluation';
import { Decorations } from './marks/decorations';
import { followEachOther } from './following/cursor';
import { registerAgentTools } from './probing/agent-tools';
import { Rereader } from './following/rereader';
import { registerHovers } from './marks/hovers';
import { History } from './history/history';
import { HistoryTree } from './history/tree';
import { FILE_EDITOR, FileEditor } from './models/file-editor';
import { Inference } from './models/inference';
import { Lenses } from './marks/lenses';
import { Live } from './following/live';
import { Moves } from './following/moves';
import { ModelLibrary } from './models/library';
import { Servers } from './models/servers';
import { ModelRunner } from './probing/runner';
import { ModelTree } from './models/tree';
import { faultOf, OwnModels } from './models/own';
import { showWalkthroughOnce, tick } from './workbench/first-run';
import { OutputTexts } from './workbench/output-texts';
import { Answers } from './texts/answers';
import { Problems } from './texts/problems';
import { Prober } from './probing/prober';
import { ProbeRequests } from './probing/requests';
import { ProbeFiles } from './history/files';
import { RecordFiles, RecordMemento } from './history/kept-list';
import { ProbeStore, type Probed } from './probes/store';
import { ChosenTensors } from './probes/tensors';
import { Samples } from './texts/samples';
import { Stops } from './recording/stops';
import { StatusBar } from './models/status';
import { WorkBar } from './workbench/work-bar';
import { Choices } from './texts/choices';
import { Texts } from './texts/texts';
import { VerbRunner } from './datasets/verb-runner';
import { Visualizer } from './visualizer/visualizer';
import { isSame } from './workbench/moved';

/** Makes the parts and joins them; whatever is heavy is loaded by the part that needs it, when it needs it. */
export function activate(context: vscode.ExtensionContext): StateProbeApi {
  const own = <T extends vscode.Disposable>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };
  const root = context.extensionUri;
  const file = (...path: string[]) => vscode.Uri.joinPath(root, ...path);

  const log = own(vscode.window.createOutputChannel('State Probe', { log: true }));
  const problems = own(new Problems());
  const choices = new Choices(context.workspaceState);
  const said = new Answers(context.workspaceState);
  const texts = own(new Texts(problems, choices, said));
  const store = own(new ProbeStore());
  const servers = own(new Servers(context.secrets, context.globalState));
  const inference = own(new Inference((place) => servers.accessTo(place)));
  const library = own(new ModelLibrary(file('models').fsPath, log, servers, (path) => faultOf(path, inference)));
  const status = own(new StatusBar());
  own(new WorkBar());
  const samples = own(new Samples(file('samples')));
  const tensors = own(new ChosenTensors());
  const page = { root, store, tensors, inference, library, log };
  const answers = async () => (await import('./visualizer/answers/table')).answersTo(page);
  const visualizer = own(new Visualizer({ root, store, tensors, answers, log }));
  const runner = new ModelRunner(inference, library, store, status, log);
  const prober = new Prober({ texts, problems, library, runner, store, visualizer, log });
  const stops = own(new Stops());
  const recorder = async () => new (await import('./recording/record')).DebugRecorder(stops, prober, log);
  const outputs = own(new OutputTexts());
  const verbs = own(new VerbRunner(log));
  const evaluation = new DatasetEvaluation(verbs, library, outputs, (place) => servers.accessTo(place));
  const sweeps = async () =>
    new (await import('./datasets/sweeps')).Sweeps(verbs, library, (place) => servers.accessTo(place));
  const datasets = async () => {
    const [{ Datasets }, { DatasetStates }] = await Promise.all([
      import('./datasets/datasets'),
      import('./datasets/states'),
    ]);
    const states = new DatasetStates(verbs, library, (place) => servers.accessTo(place));
    return new Datasets({ memory: context.workspaceState, runner: verbs, evaluation, states, outputs });
  };
  const failures = { inference, library, prober, texts, outputs, log };
  const ownModels = new OwnModels(library, inference, outputs, servers);
  const show = async (uri: vscode.Uri, tensor: string) =>
    (await import('./visualizer/show-tensor')).showTensor({ store, tensors, visualizer }, uri, tensor);
  own(vscode.window.registerCustomEditorProvider(FILE_EDITOR, new FileEditor(root, inference, show)));
  own(new ModelTree(library, (uris) => ownModels.add(uris)));
  const rereader = own(new Rereader(store, texts, log));
  const live = own(new Live(store, texts, prober, choices));
  const isLive = (uri: vscode.Uri) => live.isLive(uri);
  own(new Decorations(store, file('media'), isLive));
  const lenses = own(new Lenses(store, isLive));
  own(live.onDidChange(() => lenses.refresh()));
  const files = new ProbeFiles(context.storageUri);
  const list = context.storageUri ? new RecordFiles(context.storageUri) : new RecordMemento(context.workspaceState);
  const history = own(new History({ list, files, store, library, visualizer, log }));
  own(prober.onDidBegin(({ probed, from }) => history.add(probed, from)));
  own(prober.onDidFinish((probed) => history.finish(probed)));
  own(history.onDidFindUnfinished((probed) => void prober.goOn(probed)));
  const isIn = rereader.isIn.bind(rereader);
  own(new Moves({ store, choices, others: [said, history, live], isIn, log }));
  const historyTree = own(new HistoryTree(history, store, visualizer));
  const restored = history.restore();
  restored.catch((error: unknown) => log.error(String(error)));
  own(registerHovers(store));
  own(registerAgentTools(inference, library));
  own(followEachOther(store));
  own(
    store.onDidChangeCurrent(() => {
      void vscode.commands.executeCommand('setContext', 'stateProbe.hasProbe', store.current !== undefined);
    }),
  );

  own(
    vscode.Disposable.from(
      store.onDidChooseModel(() => tick('lookedInside')),
      store.onDidMovePlayhead(({ by }) => by === 'page' && tick('lookedInside')),
    ),
  );
  showWalkthroughOnce(context.globalState).catch((error: unknown) => log.error(String(error)));

  const commands = commandTable({
    prober,
    requests: new ProbeRequests(prober, { texts, store }),
    store,
    visualizer,
    library,
    ownModels,
    servers,
    live,
    historyTree,
    samples,
    texts,
    problems,
    recorder: once(recorder),
    datasets,
    evaluation,
    sweeps,
    failures,
    page,
    log,
  });
  for (const [id, run] of Object.entries(commands)) own(vscode.commands.registerCommand(id, run));

  return {
    async probe(uri, range, language) {
      const text = await texts.of(await vscode.workspace.openTextDocument(uri), range, language);
      return resultOf(text && (await prober.probe(text, { asked: false })));
    },
    currentProbe: () => resultOf(store.current),
    probes: (uri) => store.all().flatMap((probed) => (isSame(probed.uri, uri) ? [resultOf(probed)] : [])),
    models: async () => ({ ...(await library.catalogue()), chosen: await library.chosen() }),
  };
}

/** Makes something when it is first needed. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

function resultOf(probed: Probed): ProbeResult;
function resultOf(probed: Probed | undefined): ProbeResult | undefined;
function resultOf(probed: Probed | undefined): ProbeResult | undefined {
  return probed && { trace: probed.timeline.trace, probe: probed.probe, uri: probed.uri, text: probed.text };
}
