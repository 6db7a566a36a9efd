import * as vscode from 'vscode';
import type { ReadingThread } from '../../readers/thread/reading-thread';
import type { Inference } from '../models/inference';
import type { ModelLibrary } from '../models/library';

/** As package.json contributes them. */
const NAMES = ['state_probe_trace', 'state_probe_run', 'state_probe_verdict'];

/** Offers the tools of `state-probe mcp` to agents in the editor; what they need is loaded with the first call. */
export function registerAgentTools(inference: Inference, library: ModelLibrary): vscode.Disposable {
  let reader: ReadingThread | undefined;
  const tools = NAMES.map((name) =>
    vscode.lm.registerTool<object>(name, {
      async invoke({ input }, token) {
        const [{ callTool }, reading] = await Promise.all([
          import('../../agents/tools'),
          import('../../readers/thread/reading-thread'),
        ]);
        reader ??= new reading.ReadingThread();
        const { models } = await library.catalogue();
        const controller = new AbortController();
        token.onCancellationRequested(() => controller.abort());
        const parts = {
          ...{ reader, models },
          client: await inference.background(),
          isBundled: (model: (typeof models)[number]) => library.isBundled(model),
        };
        const found = await callTool(name, input, parts, controller.signal);
        return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(JSON.stringify(found))]);
      },
    }),
  );
  return new vscode.Disposable(() => {
    for (const tool of tools) tool.dispose();
    reader?.dispose();
  });
}
