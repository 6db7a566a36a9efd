import * as vscode from 'vscode';
import { fiveMovers, fiveObjects, FIVE_SLOTS } from '../../trace/five-objects';
import type { Trace } from '../../trace/trace';
import { usualView } from '../../trace/views';
import { bare } from '../workbench/markdown';
import type { TextSource } from './stored-text';
import type { Texts } from './texts';

/**
 * Lets the person choose which five objects of a larger world are followed; the choice is kept for the document.
 *
 * @returns false when nothing was chosen
 */
export async function chooseObjects(texts: Texts, document: Pick<TextSource, 'uri'>, trace: Trace): Promise<boolean> {
  if (fiveObjects(trace) === trace) {
    void vscode.window.showInformationMessage('This world is small enough to be read as a whole.');
    return false;
  }
  const usual = fiveMovers(trace).map((index) => trace.objects[index] ?? '');
  const before = texts.followed(document) ?? usual;
  const items = trace.objects.map((name) => ({ name, label: bare(name, 80), picked: before.includes(name) }));
  // What is followed now stands first: a game has more objects than fit a list.
  items.sort((a, b) => Number(b.picked) - Number(a.picked));
  const chosen = await pickFive(
    items,
    usualView(trace) === 'moving-slots' ? 'the slots that move' : 'those that move the most',
  );
  if (!chosen) return false;
  texts.follow(document, chosen.length > 0 ? chosen : undefined);
  return true;
}

type Item = vscode.QuickPickItem & { name: string };

/**
 * Asks again until there are five, or none for the reader's own choice.
 *
 * @param others what is followed then
 */
async function pickFive(items: readonly Item[], others: string): Promise<string[] | undefined> {
  const picked = await vscode.window.showQuickPick(items, {
    title: 'The five objects to follow',
    placeHolder: `Tick five; with nothing ticked ${others} are followed`,
    canPickMany: true,
  });
  if (!picked || picked.length === 0 || picked.length === FIVE_SLOTS.length) return picked?.map(({ name }) => name);
  const again = 'Choose Again';
  const answer = await vscode.window.showWarningMessage(
    `Five objects can be followed, and ${picked.length} are ticked.`,
    again,
  );
  if (answer !== again) return undefined;
  return pickFive(
    items.map((item) => ({ ...item, picked: picked.includes(item) })),
    others,
  );
}
