import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import { readText } from '../../files/read';
import { codeOf } from '../../files/reasons';
import { isChat } from '../../models/chat/model';
import { isAddress, isRemote } from '../../models/remote/address';
import type { Access } from '../../models/remote/ask';
import { SERVERS_VARIABLE, serversText } from '../../models/remote/handed';
import { isSweepPage } from '../../sweeps/page-mark';
import type { ModelLibrary } from '../models/library';
import { readSettings } from '../workbench/configuration';
import { told } from '../workbench/docs';
import { bare } from '../workbench/markdown';
import type { VerbRunner } from './verb-runner';

/** Of a page; one of 10⁵ rows has 8 MB. */
const MOST_BYTES = 64 * 2 ** 20;

/** Runs sweeps in the terminal front, and shows the page of what they measured. */
export class Sweeps {
  constructor(
    private readonly runner: VerbRunner,
    private readonly library: ModelLibrary,
    /** How the server of a model is asked, by the model's place. */
    private readonly accessTo: (place: string) => Access,
  ) {}

  /** @param place the file of the sweep; asked for where it is not said */
  async run(place?: vscode.Uri): Promise<void> {
    if (!vscode.workspace.isTrusted) {
      void vscode.window.showErrorMessage(
        'A sweep runs the models that its file names: trust this workspace to run it.',
      );
      return;
    }
    const [asked] = place
      ? [place]
      : ((await vscode.window.showOpenDialog({
          title: 'Which sweep?',
          openLabel: 'Run',
          filters: { Sweeps: ['json'] },
        })) ?? []);
    if (!asked) return;
    const path = asked.fsPath;
    const html = path.replace(/(\.json)?$/i, '.html');
    if (await isAnothers(html)) {
      void vscode.window.showErrorMessage(
        told(
          `${basename(html)} stands beside the sweep and is no page of one: rename it, for the page would take its place.`,
          500,
        ),
      );
      return;
    }
    const argv = ['sweep', path, `--html=${html}`, `--timeout=${Math.ceil(readSettings().timeout)}`];
    const title = `Sweep: ${bare(basename(path), 100)}`;
    const ending = await this.runner.work(title, argv, { cwd: dirname(path), env: await this.servers() });
    if ('error' in ending) void vscode.window.showErrorMessage(told(ending.error.message, 500));
    if ('text' in ending) await show(html, title);
  }

  /** Only servers that the person has agreed to are asked, whatever a file names. */
  private async servers(): Promise<Record<string, string>> {
    const { models, languages } = await this.library.complete();
    const chats = languages.flatMap((model) => (isChat(model) && isAddress(model.place) ? [model.place] : []));
    const places = [...models.map((model) => model.path).filter(isRemote), ...chats];
    return { [SERVERS_VARIABLE]: serversText(new Map(places.map((place) => [place, this.accessTo(place)]))) };
  }
}

/** Nobody was asked whether a file may be written over. */
async function isAnothers(html: string): Promise<boolean> {
  try {
    return !isSweepPage(await readText(html, MOST_BYTES));
  } catch (error) {
    return codeOf(error) !== 'ENOENT';
  }
}

/** The page has a policy of its own, and loads nothing. */
async function show(html: string, title: string): Promise<void> {
  const text = await readText(html, MOST_BYTES);
  const panel = vscode.window.createWebviewPanel('stateProbe.sweep', title, vscode.ViewColumn.Active, {
    enableScripts: true,
  });
  panel.webview.html = text;
}
