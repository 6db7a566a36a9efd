import * as vscode from 'vscode';
import type { ProbedModel } from '../../analysis/probe';
import type { Like } from '../../reductions/like';
import type { Probed } from '../probes/probed';
import { bare } from '../workbench/markdown';
import { openAndProbe, SECONDS, searching, type FailureParts } from './search';

const SEED = 1;

/** This editor's ids of what a shrunk text is written in; a program keeps that of its text. */
const IDS: Readonly<Record<string, string>> = {
  chess: 'pgn',
  narrative: 'state-story',
  word: 'permutation-word',
};

/** Opens and probes the shortest text of a probed text's own steps on which a model still fails. */
export async function shrinkProbe(parts: FailureParts, probed: Probed | undefined): Promise<void> {
  const entry = probed && (await failingModel(probed));
  if (!entry) return;
  const { name } = entry.model.manifest;
  const shrunk = await searching(parts, `Shrinking ${probed.probe.title}`, async (client, options) => {
    const { shrink } = await import('../../analysis/failures/shrink');
    return shrink(entry, client, { ...options, seed: SEED, milliseconds: 1000 * SECONDS });
  });
  if (!shrunk) return;
  const [{ shrunkText }, { dressedLike }] = await Promise.all([
    import('../../analysis/failures/shrunk-text'),
    import('../../reductions/like'),
  ]);
  const like = dressedLike(entry.trace, shrunk.trace.steps);
  const said = [`${name} ${shrunkText(shrunk, entry.trace.steps.length).join(' ')}`, ...notes(like)].join(' ');
  parts.log.info(said);
  void vscode.window.showInformationMessage(bare(said, 600));
  if (like) await openAndProbe(parts, IDS[like.dress] ?? like.language, like.text);
}

function notes(like: Like | undefined): string[] {
  if (!like) return ['These steps overwrite something, which is written as no text.'];
  return like.note === undefined ? [] : [`The text is ${like.note}.`];
}

/** The model that is meant: the only one that fails, or the one that the person picks; that of the page stands first. */
async function failingModel(probed: Probed): Promise<ProbedModel | undefined> {
  const failing = probed.probe.models
    .flatMap(({ id }) => probed.entries.get(id) ?? [])
    .filter(({ run }) => run.firstWrong !== null);
  const [only, ...more] = failing;
  if (!only) {
    const why = probed.isRunning ? 'Models still run: try again when they are done.' : 'No model that ran went wrong.';
    void vscode.window.showInformationMessage(`${why} There is nothing to shrink.`);
    return undefined;
  }
  if (more.length === 0) return only;
  const items = failing.map((entry) => ({
    label: bare(entry.model.manifest.name, 120),
    description: `first wrong at step ${((entry.run.firstWrong ?? 0) + 1).toLocaleString('en')}`,
    entry,
  }));
  const isShown = ({ entry }: (typeof items)[number]): boolean => entry.model.manifest.id === probed.chosenModel;
  const picked = await vscode.window.showQuickPick(
    [...items.filter(isShown), ...items.filter((one) => !isShown(one))],
    {
      title: 'Shrink to the shortest text on which it fails',
      placeHolder: 'Which model?',
      matchOnDescription: true,
    },
  );
  return picked?.entry;
}
