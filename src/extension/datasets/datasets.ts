import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import type { Built } from '../../datasets/run/build';
import { SPLITS } from '../../datasets/splits/keys';
import { changeFolder, changePaths, chooseFolders, hiddenIn, workspaceFolders } from './asks';
import type { DatasetEvaluation } from './evaluation';
import { argumentsFor, suggestedName, type Answers, type Origin } from './fields';
import { BACK, fillForm, pickOne, type Row } from './form';
import { freeFolder, placesOf, shownFolder, type Places } from './places';
import { isInside } from '../workbench/paths';
import { told } from '../workbench/docs';
import { bare } from '../workbench/markdown';
import type { DatasetStates, StatesAsked } from './states';
import type { OutputTexts } from '../workbench/output-texts';
import { VerbError } from './terminal-verb';
import type { VerbRunner } from './verb-runner';

interface Parts {
  memory: vscode.Memento;
  runner: VerbRunner;
  evaluation: DatasetEvaluation;
  states: DatasetStates;
  outputs: OutputTexts;
}

/** A data set that is to be made. */
interface Order {
  argv: readonly string[];
  root: string;
  /** Absolute. */
  out: string;
  /** What is written beside it. */
  states: StatesAsked | undefined;
}

/** Makes data sets of files and of generators, by the terminal front in a process of its own. */
export class Datasets {
  constructor(private readonly parts: Parts) {}

  /** @param chosen in the explorer */
  async fromFiles(chosen: readonly vscode.Uri[]): Promise<void> {
    const onDisk = chosen.filter(({ scheme }) => scheme === 'file');
    if (chosen.length > 0 && onDisk.length === 0) {
      void vscode.window.showErrorMessage('A data set is made of files on a disk, and these are not on one.');
      return;
    }
    const paths =
      onDisk.length > 0 ? onDisk.map(({ fsPath }) => fsPath) : (workspaceFolders() ?? (await chooseFolders()));
    if (paths && paths.length > 0) await this.make('files', paths);
  }

  fromGenerator(): Promise<void> {
    return this.make('generator', []);
  }

  private async make(origin: Origin, chosen: readonly string[]): Promise<void> {
    const key = `datasets.${origin}`;
    let answers = this.parts.memory.get<Answers>(key, {});
    let paths = chosen;
    let out: string | undefined;
    let states: StatesAsked | undefined;
    const kind = (): 'monoid' | 'language' =>
      origin === 'generator' && answers['source'] === 'language' ? 'language' : 'monoid';
    const asked = (): StatesAsked | undefined =>
      states?.model.manifest.task.kind === kind() && hasExamples(answers) ? states : undefined;
    const places = (): Places => {
      const workspace = workspaceFolders() ?? [];
      return origin === 'files' ? placesOf(paths, workspace) : { root: workspace[0] ?? homedir(), paths: [] };
    };
    const target = (): string => {
      const { root, paths: relative } = places();
      const name = suggestedName(
        origin,
        answers,
        relative.length === 1 && relative[0] === '.' ? [basename(root)] : relative,
      );
      return out ?? freeFolder(workspaceFolders()?.[0] ?? root, name, existsSync);
    };
    const rows = (now: Answers): Row[] => {
      answers = now;
      const { root, paths: relative } = places();
      const from: Row = {
        label: 'From',
        description: relative.map((path) => (path === '.' ? `all of ${basename(root)}` : path)).join(', '),
        part: 'examples',
        change: async () => {
          paths = (await changePaths()) ?? paths;
        },
      };
      const to: Row = {
        label: 'Folder',
        description: shownFolder(target(), root) + (existsSync(target()) ? ' (stands there already: is replaced)' : ''),
        part: 'output',
        change: async () => {
          out = (await changeFolder(target(), root)) ?? out;
        },
      };
      const beside: Row = {
        label: 'States Of',
        description: statesRow(asked(), hasExamples(answers)),
        part: 'output',
        change: async () => {
          states = await this.parts.states.ask(kind(), asked());
        },
      };
      return origin === 'files' ? [from, to, beside] : [to, beside];
    };
    for (;;) {
      const filled = await fillForm({
        title: origin === 'files' ? 'Data Set from Files' : 'Data Set from a Generator',
        origin,
        answers,
        rows,
        onAnswer: (now) => void this.parts.memory.update(key, now),
      });
      if (!filled) return;
      answers = filled;
      const { root, paths: relative } = places();
      const order = {
        argv: argumentsFor(origin, answers, relative, origin === 'files' ? hiddenIn(root) : []),
        root,
        out: target(),
        states: asked(),
      };
      const decision = await this.preview(order);
      if (decision === 'write') await this.write(order);
      if (decision !== BACK) return;
    }
  }

  /** Shows some examples and asks whether to write them. */
  private async preview(order: Order): Promise<'write' | typeof BACK | undefined> {
    const shown = shownFolder(order.out, order.root);
    const text = await this.parts.runner.text(
      'Preview of the data set',
      [...order.argv, '--preview', `--out=${order.out}`],
      order.root,
    );
    if (text === undefined) return BACK;
    await this.parts.outputs.show(
      `Preview of ${basename(order.out)}`,
      `Examples of ${bare(shown, 200)}, shown before it was written.\n\n${text}`,
    );
    // The list hides the top of the text, which says this too.
    const facts = text.split('\n')[1] ?? '';
    const write = { label: `$(save) Write ${bare(shown, 200)}`, detail: bare(facts, 200) };
    const picked = await pickOne({
      title: 'Preview',
      placeholder: 'Is this the data set?',
      items: [write, { label: '$(arrow-left) Change Something…' }],
      back: true,
    });
    if (picked === undefined || picked === BACK) return picked;
    return picked === write ? 'write' : BACK;
  }

  private async write(order: Order, more: readonly string[] = []): Promise<void> {
    const shown = shownFolder(order.out, order.root);
    const argv = [...order.argv, ...more, `--out=${order.out}`, '--json'];
    const ending = await this.parts.runner.work(`Data set ${shown}`, argv, { cwd: order.root });
    if ('text' in ending) {
      const beside = order.states ? await this.parts.states.write(order.states, order.out, order.root) : '';
      void this.tellDone(order, JSON.parse(ending.text) as Built, beside);
    } else if ('aborted' in ending) void this.tellStopped(order);
    else if (ending.error instanceof VerbError && ending.error.unfinished) void this.tellUnfinished(order);
    else void vscode.window.showErrorMessage(told(`No data set was made: ${ending.error.message}`, 500));
  }

  /** @param beside what came of the states of a model, as a sentence behind others */
  private async tellDone({ out, root }: Order, { statistics, unread }: Built, beside: string): Promise<void> {
    const total = SPLITS.reduce((sum, split) => sum + statistics[split].examples, 0);
    const parts = SPLITS.filter((split) => statistics[split].examples > 0).map(
      (split) => `${statistics[split].examples.toLocaleString('en-US')} ${split}`,
    );
    const left = unread.files + unread.places;
    const more =
      left > 0
        ? ` ${count(unread.files, 'file')} and ${count(unread.places, 'place')} in files could not be read.`
        : '';
    const passed =
      unread.sentences > 0
        ? ` ${count(unread.sentences, 'sentence')} of stories were passed over: they move nothing.`
        : '';
    const [open, reveal, evaluate, list] = ['Open', 'Reveal', 'Evaluate Models on It', 'What Was Not Read'];
    const answer = await vscode.window.showInformationMessage(
      `${bare(shownFolder(out, root), 200)}: ${total.toLocaleString('en-US')} examples (${parts.join(', ')}).${more}${passed}${beside}`,
      open,
      reveal,
      ...(hasLines(out) ? [evaluate] : []),
      ...(left > 0 ? [list] : []),
    );
    const file = (name: string) => vscode.Uri.file(join(out, name));
    if (answer === open) await showCard(file('README.md'));
    else if (answer === reveal) await revealFolder(out);
    else if (answer === evaluate) await this.parts.evaluation.evaluate(vscode.Uri.file(out));
    else if (answer === list) await vscode.window.showTextDocument(file('unreadable.jsonl'));
  }

  private async tellStopped(order: Order): Promise<void> {
    const partial = `${order.out}.partial`;
    // It was stopped before anything was made.
    if (!existsSync(partial)) return;
    const [go, discard] = ['Go On', 'Discard'];
    const answer = await vscode.window.showInformationMessage(
      `Stopped. What is made is kept in ${bare(shownFolder(partial, order.root), 200)}, and the same data set goes on from there.`,
      go,
      discard,
    );
    if (answer === go) await this.write(order);
    else if (answer === discard) await rm(partial, { recursive: true, force: true });
  }

  private async tellUnfinished(order: Order): Promise<void> {
    const anew = 'Begin Anew';
    const answer = await vscode.window.showWarningMessage(
      `${bare(shownFolder(`${order.out}.partial`, order.root), 200)} holds an unfinished data set of other choices, or of files that have changed since.`,
      anew,
    );
    if (answer === anew) await this.write(order, ['--anew']);
  }
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}

/** States are made of examples in JSONL. */
function hasExamples({ format = 'jsonl' }: Answers): boolean {
  return format === '' || format.split(',').includes('jsonl');
}

function statesRow(states: StatesAsked | undefined, isPossible: boolean): string {
  if (!isPossible) return 'none: they are made of examples in JSONL';
  if (!states) return 'none';
  return `${states.model.manifest.name}, ${states.layers === 'all' ? 'all layers' : 'its last layer'}`;
}

function hasLines(out: string): boolean {
  return SPLITS.some((split) => existsSync(join(out, `${split}.jsonl`)));
}

async function showCard(uri: vscode.Uri): Promise<void> {
  try {
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  } catch {
    await vscode.window.showTextDocument(uri);
  }
}

async function revealFolder(out: string): Promise<void> {
  const uri = vscode.Uri.file(out);
  const isHere = (workspaceFolders() ?? []).some((folder) => isInside(out, folder));
  await vscode.commands.executeCommand(isHere ? 'revealInExplorer' : 'revealFileInOS', uri);
}
