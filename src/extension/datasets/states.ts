import * as vscode from 'vscode';
import type { Model } from '../../models/catalogue';
import type { Access } from '../../models/remote/ask';
import type { ModelLibrary } from '../models/library';
import { readSettings } from '../workbench/configuration';
import { bare } from '../workbench/markdown';
import { BACK, pickOne } from './form';
import { modelArguments } from './model-arguments';
import { statesText, type StatesTold } from './states-text';
import type { VerbRunner } from './verb-runner';

/** Whose hidden states are written beside a data set, and of which layers. */
export interface StatesAsked {
  model: Model;
  layers: 'last' | 'all';
}

/** Writes the hidden states of a model beside a data set, by the terminal front. */
export class DatasetStates {
  constructor(
    private readonly runner: VerbRunner,
    private readonly library: ModelLibrary,
    /** How the server of a model is asked, by the model's place. */
    private readonly accessTo: (place: string) => Access,
  ) {}

  /**
   * Which model, and which of its layers.
   *
   * @param kind of the tasks whose models read such examples
   * @returns what was chosen; undefined for none, and `now` where the person went back
   */
  async ask(kind: 'monoid' | 'language', now: StatesAsked | undefined): Promise<StatesAsked | undefined> {
    const { models } = await this.library.catalogue();
    const none = { label: 'None', description: 'no states are written', model: undefined };
    const picked = await pickOne<vscode.QuickPickItem & { model: Model | undefined }>({
      title: 'States of a Model',
      placeholder: 'Whose hidden states are written beside the examples?',
      items: [
        none,
        ...models
          .filter(({ manifest }) => manifest.task.kind === kind)
          .map((model) => ({
            label: bare(model.manifest.name, 120),
            description: bare(model.manifest.task.name, 80),
            model,
          })),
      ],
      active: ({ model }) => model !== undefined && model.path === now?.model.path,
      back: true,
    });
    if (picked === undefined || picked === BACK) return now;
    const { model } = picked;
    if (!model) return undefined;
    const [last, all] = [
      { label: 'The last layer', layers: 'last' as const },
      {
        label: 'All layers',
        detail: 'A file for the states of each step grows with every layer',
        layers: 'all' as const,
      },
    ];
    const layers = await pickOne<vscode.QuickPickItem & { layers: StatesAsked['layers'] }>({
      title: 'States of a Model: Layers',
      placeholder: 'Which layers?',
      items: [last, all],
      active: (item) => item.layers === now?.layers,
      back: true,
    });
    return layers === undefined || layers === BACK ? now : { model, layers: layers.layers };
  }

  /** Writes them into a data set that is there. @returns what came of it, as a sentence for people */
  async write({ model, layers }: StatesAsked, out: string, cwd: string): Promise<string> {
    const { argv, env } = modelArguments([model], readSettings(), this.accessTo);
    const { id, name } = model.manifest;
    const ending = await this.runner.work(
      `States of ${bare(name, 100)}`,
      ['dataset', out, `--with-states=${id}`, `--layers=${layers}`, ...argv, '--json'],
      { cwd, env },
    );
    if ('error' in ending)
      return ` The states of ${bare(name, 100)} were not written: ${bare(ending.error.message, 300)}`;
    if ('aborted' in ending)
      return ` The states of ${bare(name, 100)} are not whole: make the same data set again, or see state-probe dataset --with-states.`;
    return ` ${bare(statesText(JSON.parse(ending.text) as StatesTold, name), 400)}`;
  }
}
