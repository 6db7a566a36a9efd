import * as vscode from 'vscode';
import { toEditorRange } from '../workbench/editor-types';
import { storedText } from '../texts/stored-text';
import { openDocument } from '../workbench/documents';
import type { Probed, ProbeStore } from './store';

/**
 * Selects the playhead's step and brings it into sight where its document is shown; the focus stays where it is. Of
 * several editors with the document one moves along: the other ones may have been opened to see another place.
 */
export function showInEditor(probed: Probed): void {
  const range = probed.index?.rangeOf(probed.playhead);
  const editor = range && editorOf(probed);
  if (editor) select(editor, toEditorRange(range));
}

const GONE = 'the text is not there any more: its file was deleted, or moved where the editor did not see it';

/** The document of a probe, or why there is none to be had. */
export async function documentOf({ uri }: Pick<Probed, 'uri'>): Promise<vscode.TextDocument | string> {
  // The editor would make an empty one of this name.
  if (uri.scheme === 'untitled' && !openDocument(uri)) return GONE;
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch (error) {
    if ((await storedText(uri)) === 'gone') return GONE;
    return `the text cannot be opened: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Shows a step's document, selects the step and gives the editor the focus. */
export async function openStep(store: ProbeStore, probed: Probed, step: number): Promise<void> {
  // A document that was closed comes back with its marks when it is opened and read.
  const document = await documentOf(probed);
  if (typeof document === 'string') throw new Error(`${probed.probe.title}: ${document}.`);
  await store.settled(probed);
  const range = probed.index?.rangeOf(step);
  if (!range) throw new Error('The text was changed or closed since: probe it again to see where this step stands.');
  select(await showDocument(probed), toEditorRange(range));
}

/** Shows a probe's document where it is shown already, else in the active group. */
export async function showDocument(probed: Probed, preserveFocus = false): Promise<vscode.TextEditor> {
  const column = editorOf(probed)?.viewColumn;
  return vscode.window.showTextDocument(probed.uri, {
    preview: false,
    preserveFocus,
    ...(column !== undefined && { viewColumn: column }),
  });
}

function editorOf({ uri }: Probed): vscode.TextEditor | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const candidates = [...(activeTextEditor ? [activeTextEditor] : []), ...visibleTextEditors];
  return candidates.find(({ document }) => document.uri.toString() === uri.toString());
}

/**
 * Selections that the extension has set and that the editor has not told of yet, oldest first. The editor tells them with
 * the kind of a command that a person ran, and late: while arrow keys are held the playhead is already elsewhere, and would
 * be pulled back to another visit of the same lines.
 */
const own: { document: vscode.TextDocument; selection: vscode.Selection }[] = [];

/** Whether a selection is one of these, or one of the person's own. */
export function isOwn(
  { document }: vscode.TextEditor,
  selections: readonly vscode.Selection[],
  kind: vscode.TextEditorSelectionChangeKind,
): boolean {
  if (kind !== vscode.TextEditorSelectionChangeKind.Command) {
    own.length = 0; // the person is in the editor now
    return false;
  }
  const [selected, ...more] = selections;
  if (!selected || more.length > 0) return false;
  const at = own.findIndex((set) => set.document === document && set.selection.isEqual(selected));
  own.splice(0, at + 1); // those before have been passed over
  return at >= 0;
}

function select(editor: vscode.TextEditor, range: vscode.Range): void {
  const selection = new vscode.Selection(range.start, range.end);
  const { document } = editor;
  const last = own.findLast((set) => set.document === document)?.selection;
  // Of what changes nothing the editor does not tell. What it has told last is older than what was set since, as long as that
  // was not told: a step that goes back to that selection does change it.
  const isChange = !editor.selection.isEqual(selection) || last?.isEqual(selection) === false;
  if (isChange) own.push({ document, selection });
  editor.selection = selection;
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
