import * as vscode from 'vscode';
import { answersTo } from './answers/table';
import type { StateProbeApi, ProbeResult } from './api';
import { commandTable } from './commands';
import { Decorations } from './decorations';
import { followEachOther } from './follow';
import { registerHovers } from './hovers';
import { Inference } from './inference';
import { ModelLibrary } from './model-library';
import { ModelRunner } from './model-runner';
import { ModelTree } from './model-tree';
import { Problems } from './problems';
import { Prober } from './prober';
import { ProbeStore, type Probed } from './probe-store';
import { Samples } from './samples';
import { StatusBar } from './status';
import { Texts } from './texts';
import { Visualizer } from './visualizer';

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
  const texts = own(new Texts(problems));
  const store = own(new ProbeStore());
  const library = own(new ModelLibrary(file('models').fsPath, log));
  const status = own(new StatusBar());
  const inference = own(new Inference());
  const samples = own(new Samples(file('samples')));
  const visualizer = own(new Visualizer({ root, store, answers: answersTo({ store, inference, library, log }), log }));
  const runner = new ModelRunner(inference, library, store, status, log);
  const prober = new Prober({ texts, problems, library, runner, store, visualizer, log });
  own(new ModelTree(library));
  own(new Decorations(store, file('media'), () => false));
  own(registerHovers(store));
  own(followEachOther(store));
  own(
    store.onDidChangeCurrent(() => {
      void vscode.commands.executeCommand('setContext', 'stateProbe.hasProbe', store.current !== undefined);
    }),
  );

  const commands = commandTable({ prober, store, visualizer, library, samples, texts, problems, log });
  for (const [id, run] of Object.entries(commands)) own(vscode.commands.registerCommand(id, run));

  return {
    async probe(uri, range, language) {
      const text = await texts.of(await vscode.workspace.openTextDocument(uri), range, language);
      return resultOf(text && (await prober.probe(text, { asked: false })));
    },
    currentProbe: () => resultOf(store.current),
    models: async () => ({ ...(await library.catalogue()), chosen: await library.chosen() }),
  };
}

function resultOf(probed: Probed | undefined): ProbeResult | undefined {
  return probed && { trace: probed.timeline.trace, probe: probed.probe };
}
