import * as vscode from 'vscode';
import type { Steps } from '../../readers/elements';
import type { Text, Texts } from './texts';

const CHOICES: readonly (vscode.QuickPickItem & { steps: Steps | undefined })[] = [
  {
    label: 'Elements of the Word',
    detail: 'In a game in the encoding of the paper, and in code whose comments name elements; elsewhere each move',
    steps: undefined,
  },
  { label: 'Each Move by Itself', detail: 'Every move on the whole board, every update of a program', steps: 'moves' },
];

/**
 * Lets the person choose what is a step of a text that tells a word; the choice is kept for its file.
 *
 * @returns false when nothing was chosen
 */
export async function chooseSteps(texts: Texts, { document }: Text): Promise<boolean> {
  const { steps: now, ...others } = (await texts.answers.of(document)) ?? {};
  const items = CHOICES.map((choice) => (choice.steps === now ? { ...choice, description: 'as now' } : choice));
  const picked = await vscode.window.showQuickPick(items, { title: 'What a step is', placeHolder: 'A step is' });
  if (!picked) return false;
  await texts.answers.keep(document, { ...others, ...(picked.steps && { steps: picked.steps }) });
  return true;
}
