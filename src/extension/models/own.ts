import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { CheckResult } from '../../inference/protocol';
import { isEditorPlace } from '../../models/chat/editor';
import { chatModelAt, isChatPlace } from '../../models/chat/model';
import { isAddress, isRemote, shownPlace } from '../../models/remote/address';
import { changeSetting, readSettings } from '../workbench/configuration';
import { withLateProgress } from '../workbench/late-progress';
import { told } from '../workbench/docs';
import { bare } from '../workbench/markdown';
import type { OutputTexts } from '../workbench/output-texts';
import { FILE_EDITOR } from './file-editor';
import type { Inference } from './inference';
import type { ModelLibrary } from './library';
import type { Servers } from './servers';

const ONNX = /\.onnx$/i;

/** What the command may be given: an entry of the Models view, or a file in the explorer. */
export type CheckTarget = vscode.Uri | { kind: string; problem?: { path: string }; model?: { path: string } };

/** Models of one's own: whether their files follow the contract, and how they come into the list. */
export class OwnModels {
  constructor(
    private readonly library: ModelLibrary,
    private readonly inference: Inference,
    private readonly outputs: OutputTexts,
    private readonly servers: Servers,
  ) {}

  /** Shows everything that the contract asks of a file, and what it lacks. */
  async check(target?: CheckTarget): Promise<void> {
    const path = pathOf(target) ?? (await askForModels('check'))?.[0]?.fsPath;
    if (path !== undefined) await this.show(path);
  }

  /** Shows what is in a file, whether it follows the contract or not. */
  async open(target?: CheckTarget): Promise<void> {
    const path = pathOf(target) ?? (await askForModels('open'))?.[0]?.fsPath;
    if (path === undefined) return;
    if (isRemote(path)) {
      void vscode.window.showInformationMessage('A server shows nothing of its model’s graph: open a file.');
      return;
    }
    await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.file(path), FILE_EDITOR);
  }

  /**
   * Takes files, folders or addresses of models on servers into the list of models.
   *
   * @param chosen asked for, if absent
   */
  async add(chosen?: readonly vscode.Uri[]): Promise<void> {
    const places = chosen ? await placesOf(chosen) : await askForPlaces();
    const paths: string[] = [];
    for (const place of places)
      if (!(isRemote(place) || isEditorPlace(place)) || (await this.mayAdd(place))) paths.push(place);
    if (paths.length === 0) return;
    const { modelFolders } = readSettings();
    const more = paths.filter((path) => !modelFolders.includes(path));
    if (more.length > 0) await changeSetting('modelFolders', [...modelFolders, ...more]);
    for (const path of paths)
      if (isChatPlace(path)) tellOfChat(path);
      else if (ONNX.test(path) || isRemote(path)) await this.tell(path);
      else await tellOfLanguage(path);
  }

  /** Whether a model's server is one that the person agrees to; what names none is said to. */
  private async mayAdd(place: string): Promise<boolean> {
    const { agreesTo } = await import('./server-boxes');
    try {
      return await agreesTo(this.servers, place);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      void vscode.window.showErrorMessage(
        `${bare(basename(shownPlace(place)), 100)} is not added: ${told(reason, 300)}`,
      );
      return false;
    }
  }

  /** What becomes of a file that was added. */
  private async tell(path: string): Promise<void> {
    const result = await this.result(path);
    if (!result) return;
    const { checkSummary, isAccepted } = await import('../../inference/check-file');
    const name = bare(basename(path), 100);
    if (isAccepted(result)) {
      void vscode.window.showInformationMessage(
        `${name} ${bare(checkSummary(result), 200)}. Tick it in the Models view.`,
      );
      return;
    }
    const show = 'Show Checks';
    const answer = await vscode.window.showWarningMessage(
      `${name} is not used: ${told(checkSummary(result), 300)}`,
      show,
    );
    if (answer === show) await this.show(path, result);
  }

  private async show(path: string, known?: CheckResult): Promise<void> {
    const result = known ?? (await this.result(path));
    if (!result) return;
    const { checkText } = await import('../../inference/check-file');
    const about = 'What the contract asks, and how it was found out: docs/model-contract.md.';
    await this.outputs.show(`Check of ${basename(path)}`, `${checkText(path, result)}\n\n${about}\n`);
  }

  /** Undefined where it may not be run, or the person cancelled it. */
  private async result(path: string): Promise<CheckResult | undefined> {
    const refusal = await this.library.refusalOf(path);
    if (refusal !== undefined) {
      void vscode.window.showWarningMessage(bare(`${basename(path)} ${refusal}`, 400));
      return undefined;
    }
    const { checkModelFile } = await import('../../inference/check-file');
    const client = await this.inference.background();
    const controller = new AbortController();
    try {
      return await withLateProgress(
        `Checking ${bare(basename(path), 100)}`,
        () => checkModelFile(path, client, { signal: controller.signal }),
        () => controller.abort(),
      );
    } catch (error) {
      if (controller.signal.aborted) return undefined;
      throw error;
    }
  }
}

/** Those of what was dropped that may be models; of the others is said why not. */
async function placesOf(uris: readonly vscode.Uri[]): Promise<string[]> {
  const places: string[] = [];
  for (const uri of uris) {
    const text = uri.toString(true);
    const refusal = isAddress(text) ? undefined : await refusalOf(uri);
    if (refusal === undefined) places.push(isAddress(text) ? text : uri.fsPath);
    else void vscode.window.showErrorMessage(refusal);
  }
  return places;
}

async function askForPlaces(): Promise<string[]> {
  const kinds = [
    { label: '$(file) Files…', description: 'ONNX files on this machine', from: 'files' as const },
    {
      label: '$(folder) Folder…',
      description: 'a language model: model.onnx, tokenizer.json and config.json',
      from: 'folder' as const,
    },
    {
      label: '$(cloud) Address…',
      description: 'a model on a server, or a chat model',
      from: 'server' as const,
    },
    {
      label: '$(comment-discussion) Language Model of This Editor…',
      description: 'one that an extension brings, asked in words',
      from: 'editor' as const,
    },
  ];
  const kind = await vscode.window.showQuickPick(kinds, { title: 'Add which models?' });
  if (!kind) return [];
  if (kind.from === 'folder') return placesOf((await askForFolder()) ?? []);
  if (kind.from === 'files') return placesOf((await askForModels('add')) ?? []);
  if (kind.from === 'editor') return (await import('./editor-boxes')).askForEditorModel();
  const { askForAddress } = await import('./server-boxes');
  const address = await askForAddress();
  return address === undefined ? [] : [address];
}

async function askForFolder(): Promise<vscode.Uri[] | undefined> {
  return vscode.window.showOpenDialog({
    title: 'Add the language model in which folder?',
    openLabel: 'Add',
    canSelectFiles: false,
    canSelectFolders: true,
  });
}

/** What becomes of a folder that was added, where it holds a language model; of another one the list tells. */
async function tellOfLanguage(path: string): Promise<void> {
  const { isLanguageFolder, readLanguageModel } = await import('../../models/language-model/folder');
  if (!(await isLanguageFolder(path))) return;
  const found = await readLanguageModel(path);
  const name = bare(basename(path), 100);
  if ('reason' in found) void vscode.window.showWarningMessage(`${name} is not used: ${told(found.reason, 300)}`);
  else
    void vscode.window.showInformationMessage(
      `${name} is a language model of ${found.layers} layers. Tick it in the Models view, then probe a program, a story or a game.`,
    );
}

function tellOfChat(place: string): void {
  const { name, architecture } = chatModelAt(place);
  void vscode.window.showInformationMessage(
    bare(
      `${name} is added. Tick it in the Models view: each probe of a program or a story then sends its text to this ${architecture}.`,
      400,
    ),
  );
}

/** Why something is not taken into the list, where it is neither a file of a model nor a folder. */
async function refusalOf(uri: vscode.Uri): Promise<string | undefined> {
  const name = bare(basename(uri.path), 100);
  if (uri.scheme !== 'file') return `${name} is not on a disk of this machine, as models must be.`;
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    const isTaken = Boolean(type & vscode.FileType.Directory) || ONNX.test(uri.path) || isRemote(uri.fsPath);
    return isTaken
      ? undefined
      : `${name} is no model: add ONNX files (.onnx), folders that hold some, or addresses of models on servers.`;
  } catch {
    return `${name} cannot be added: there is no such file or folder.`;
  }
}

/** For the list: why a model does not follow the contract; what is known to is not asked again. */
export async function faultOf(path: string, inference: Inference): Promise<string | undefined> {
  const { checkModelFile, checkSummary, isAccepted } = await import('../../inference/check-file');
  const result = await checkModelFile(path, await inference.background(), { brief: true });
  return isAccepted(result) ? undefined : checkSummary(result);
}

/** Models that are dropped on the Models view are added to it. */
export class ModelDrops<Node> implements vscode.TreeDragAndDropController<Node> {
  readonly dropMimeTypes = ['text/uri-list'];
  readonly dragMimeTypes: readonly string[] = [];

  constructor(private readonly add: (uris: readonly vscode.Uri[]) => Promise<void>) {}

  async handleDrop(_target: Node | undefined, transfer: vscode.DataTransfer): Promise<void> {
    const list = (await transfer.get('text/uri-list')?.asString()) ?? '';
    await this.add(urisOf(list));
  }
}

/** Of a `text/uri-list` (RFC 2483): one in each line, `#` begins a comment. */
function urisOf(list: string): vscode.Uri[] {
  const lines = list.split(/\r?\n/).map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('#')).map((line) => vscode.Uri.parse(line, true));
}

function pathOf(target: CheckTarget | undefined): string | undefined {
  if (target === undefined) return undefined;
  if (target instanceof vscode.Uri) return target.scheme === 'file' ? target.fsPath : undefined;
  return target.problem?.path ?? target.model?.path;
}

const ASKED = {
  add: { title: 'Add which models?', openLabel: 'Add' },
  check: { title: 'Check which model file?', openLabel: 'Check' },
  open: { title: 'Open which model file?', openLabel: 'Open' },
} as const;

async function askForModels(what: keyof typeof ASKED): Promise<vscode.Uri[] | undefined> {
  const isMany = what === 'add';
  return vscode.window.showOpenDialog({
    ...ASKED[what],
    canSelectMany: isMany,
    filters: { 'ONNX models': ['onnx'], ...(isMany && { 'Addresses of models (*.state-probe.json)': ['json'] }) },
  });
}
