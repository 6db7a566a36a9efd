import { stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import * as vscode from 'vscode';
import { CHAT_COUNT, TOLD } from '../../analysis/chat/defaults';
import { isStoriesFile } from '../../datasets/files/start';
import type { Model } from '../../models/catalogue';
import { isChat, type ChatModel } from '../../models/chat/model';
import { isAddress } from '../../models/remote/address';
import type { Access } from '../../models/remote/ask';
import { readSettings } from '../workbench/configuration';
import { withChatArguments } from './chat-arguments';
import { modelArguments } from './model-arguments';
import { shownFolder } from './places';
import { told } from '../workbench/docs';
import { bare } from '../workbench/markdown';
import type { ModelLibrary } from '../models/library';
import type { OutputTexts } from '../workbench/output-texts';
import type { VerbRunner } from './verb-runner';

/** What `state-probe eval` takes of a data set when it is not told. */
const MOST_EVALUATED = 1000;

/** Runs models over data sets. */
export class DatasetEvaluation {
  constructor(
    private readonly runner: VerbRunner,
    private readonly library: ModelLibrary,
    private readonly outputs: OutputTexts,
    /** How the server of a model is asked, by the model's place. */
    private readonly accessTo: (place: string) => Access,
  ) {}

  /**
   * Runs models over the examples of a data set and shows how they did, by length.
   *
   * @param place its folder, or one of its JSONL files; asked for where it is not said
   */
  async evaluate(place?: vscode.Uri): Promise<void> {
    const [asked] = place
      ? [place]
      : ((await vscode.window.showOpenDialog({
          title: 'Evaluate models on which data set?',
          openLabel: 'Evaluate',
          filters: { 'Data sets and stories': ['jsonl', 'json'] },
        })) ?? []);
    if (!asked) return;
    const path = asked.scheme === 'file' ? await examplesFile(asked.fsPath) : undefined;
    if (path === undefined) {
      void vscode.window.showErrorMessage(
        `${bare(asked.path, 200)} holds no examples in JSONL that models could be run on.`,
      );
      return;
    }
    const picked = await this.modelsFor(path);
    if (!picked) return;
    const [models, chats] = [picked.filter((one): one is Model => !isAsked(one)), picked.filter(isAsked)];
    if (chats.length > 0 && !(await mayBeAsked(chats))) return;
    const root = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(path))?.uri.fsPath ?? dirname(path);
    const shown = shownFolder(path, root);
    const settings = readSettings();
    const places = chats.map(({ place }) => place);
    const { argv: more, env } = modelArguments(models, settings, this.accessTo, places);
    const named = [...models.map(({ manifest }) => manifest.id), ...places].join(',');
    const run = (asking: readonly string[]): Promise<string | undefined> =>
      this.runner.text(
        `Models on ${bare(shown, 100)}`,
        ['eval', path, `--models=${named}`, ...more, ...asking],
        root,
        env,
      );
    const text = await (chats.length > 0 ? withChatArguments(settings.chat, run) : run([]));
    const isStories = await isStoriesFile(path);
    const how = [
      ...(models.length === 0
        ? []
        : [
            isStories
              ? 'all stories, by objects and steps'
              : `at most ${MOST_EVALUATED.toLocaleString('en-US')} examples, by length`,
          ]),
      ...(chats.length === 0 ? [] : [`chat models on at most ${CHAT_COUNT}, by length`]),
    ];
    if (text !== undefined)
      await this.outputs.show(
        `Evaluation on ${basename(dirname(path))}, ${basename(path, extname(path))}`,
        `Models on ${shown}: ${how.join('; ')}.\n\n${text}`,
      );
  }

  /** The models that the person ticks, of those that can read the examples, or can be asked about them. */
  private async modelsFor(path: string): Promise<(Model | ChatModel)[] | undefined> {
    const { readExamples } = await import('../../datasets/examples/read');
    let fits: ((task: { kind: string; name: string }) => boolean) | undefined;
    try {
      const isStories = await isStoriesFile(path);
      if (isStories) fits = ({ kind }) => kind === 'monoid';
      for await (const example of isStories ? [] : readExamples(path)) {
        fits = ({ kind, name }) =>
          example.kind === 'language' ? kind === 'language' && name === example.language : kind === 'monoid';
        break;
      }
    } catch (error) {
      void vscode.window.showErrorMessage(told(error instanceof Error ? error.message : String(error), 400));
      return undefined;
    }
    const { models, languages } = await this.library.complete();
    const able = models.filter((model) => fits?.(model.manifest.task) ?? false);
    // Words of formal languages are asked of none.
    const isTold = fits?.({ kind: 'monoid', name: '' }) ?? false;
    const chats = languages.filter((model): model is ChatModel => isChat(model) && isAddress(model.place) && isTold);
    if (able.length + chats.length === 0) {
      void vscode.window.showInformationMessage('No model here reads such examples.');
      return undefined;
    }
    const chosen = await this.library.chosen();
    const anyChosen = able.some((model) => chosen.includes(model));
    const items: (vscode.QuickPickItem & { model: Model | ChatModel })[] = [
      ...able.map((model) => ({
        label: bare(model.manifest.name, 120),
        description: bare(model.manifest.task.name, 80),
        picked: !anyChosen || chosen.includes(model),
        model,
      })),
      // What they are asked costs somebody something: nobody has it by pressing Enter.
      ...chats.map((model) => ({ label: bare(model.name, 120), description: bare(model.architecture, 120), model })),
    ];
    const picked = await vscode.window.showQuickPick(items, {
      title: 'Which models?',
      placeHolder: 'Tick the models, then press Enter',
      canPickMany: true,
    });
    return picked && picked.length > 0 ? picked.map(({ model }) => model) : undefined;
  }
}

function isAsked(model: Model | ChatModel): model is ChatModel {
  return 'place' in model;
}

/** Whether the person wants to have chat models asked, once it is said how much and where. */
async function mayBeAsked(chats: readonly ChatModel[]): Promise<boolean> {
  const ask = 'Ask';
  const servers = [...new Set(chats.map(({ place }) => new URL(place).origin))].join(', ');
  const names = bare(chats.map(({ name }) => name).join(', '), 300);
  const said = await vscode.window.showWarningMessage(
    `Ask ${names} about this data set?`,
    {
      modal: true,
      detail: `At most ${CHAT_COUNT} examples, words in up to ${TOLD.length} dresses, and each as often as the settings under stateProbe.chat say. The examples’ texts are sent to ${bare(servers, 300)}.`,
    },
    ask,
  );
  return said === ask;
}

/** The file to evaluate on: the one that was named, or of a data set's folder the test examples, if there are any. */
async function examplesFile(path: string): Promise<string | undefined> {
  if (/\.jsonl?$/i.test(path)) return path;
  for (const split of ['test', 'validation', 'train']) {
    const file = join(path, `${split}.jsonl`);
    const size = await stat(file).then(
      (found) => found.size,
      () => 0,
    );
    if (size > 0) return file;
  }
  return undefined;
}
