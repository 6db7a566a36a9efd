import * as vscode from 'vscode';
import type { ProbedModel } from '../../analysis/probe';
import type { Progress } from '../../inference/protocol';
import { askWhere } from './answers/files';
import { insideOf } from './answers/inside';
import type { AnswerParts } from './answers/parts';
import { withLateProgress } from '../workbench/late-progress';
import { bare } from '../workbench/markdown';
import type { Probed } from '../probes/store';
import { writePieces } from '../workbench/write-pieces';

export interface SaveViewParts extends AnswerParts {
  /** Where the extension is installed. */
  root: vscode.Uri;
}

/** Saves what the visualizer shows of a probe as one HTML file, which any browser shows; the person says where. */
export async function saveView(parts: SaveViewParts, probed: Probed | undefined): Promise<void> {
  if (!probed) return;
  const { probe } = probed;
  const target = await askWhere(`${probe.title.replace(/\.(?=\w+$)/, '-')}.html`);
  if (!target) return;
  const controller = new AbortController();
  const { signal } = controller;
  try {
    const work = (report: (message: string) => void): Promise<void> =>
      write(parts, probed, target, {
        signal,
        onProgress: ({ message, done, total }) => report(`${message} (${done} of ${total})`),
      });
    await withLateProgress(`Saving the view of ${probe.title}`, work, () => controller.abort());
  } catch (error) {
    if (signal.aborted) return;
    const reason = error instanceof Error ? error.message : String(error);
    parts.log.error(`the view was not saved: ${reason}`);
    void vscode.window.showErrorMessage(`The view was not saved: ${bare(reason, 400)}`);
    return;
  }
  await offer(target);
}

async function write(
  parts: SaveViewParts,
  probed: Probed,
  target: vscode.Uri,
  options: { signal: AbortSignal; onProgress: (progress: Progress) => void },
): Promise<void> {
  const { library, root } = parts;
  const { probe, playhead, chosenModel, entries } = probed;
  const [{ savedView }, { accuracyOf }] = await Promise.all([
    import('../../page/saved/save'),
    import('../../page/accuracy'),
  ]);
  const { models } = await library.catalogue();
  const view = {
    probe: { ...probe, playhead, ...(chosenModel !== undefined && { chosenModel }) },
    entries: new Map(entries),
    // Not the process that a person waits for who looks at the page meanwhile.
    insideOf: async (entry: ProbedModel) =>
      (await insideOf(parts, { probe: probe.id, model: entry.model.manifest.id }, 'background')).inside,
    accuracy: accuracyOf(models, probe),
    date: new Date(),
  };
  const folder = vscode.Uri.joinPath(root, 'dist', 'webview').fsPath;
  await writePieces(target, savedView(view, folder, options), options.signal);
}

/** A browser can open what lies on the disk of the computer that one sits at. */
async function offer(target: vscode.Uri): Promise<void> {
  const isLocal = target.scheme === 'file' && vscode.env.remoteName === undefined;
  const isDesktop = isLocal && vscode.env.uiKind === vscode.UIKind.Desktop;
  const name = target.path.split('/').at(-1) ?? '';
  const open = 'Open';
  const reveal = 'Reveal';
  const answer = await vscode.window.showInformationMessage(
    `Saved the view as ${bare(name, 200)}.`,
    ...(isDesktop ? [open, reveal] : [reveal]),
  );
  if (answer === open) await vscode.env.openExternal(target);
  // Beyond the desktop the editor's own list of files is the one place to show it in.
  else if (answer === reveal)
    await vscode.commands.executeCommand(isDesktop ? 'revealFileInOS' : 'revealInExplorer', target);
}
