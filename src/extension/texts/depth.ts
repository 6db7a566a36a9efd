import * as vscode from 'vscode';
import { MOST_DEPTH, type Depth } from '../../readers/depth';
import { bare } from '../workbench/markdown';
import type { Text, Texts } from './texts';

const CHOICES: readonly (vscode.QuickPickItem & { depth: Depth | undefined })[] = [
  {
    label: 'A Call Is One Step',
    detail: 'Where a function gives something new; what it changes in place is shown by its steps in any case',
    depth: undefined,
  },
  { label: 'One Call Deep', detail: 'The steps inside of calls, with the variables of the functions', depth: 1 },
  { label: 'Two Calls Deep', detail: 'Also inside of the calls in those', depth: 2 },
  {
    label: 'All the Way Down',
    detail: 'Inside of all calls, as far as there is room for their variables',
    depth: MOST_DEPTH,
  },
];

/**
 * Lets the person choose which calls of a code are shown by the steps inside of them; the choice is kept for its file.
 *
 * @returns false when nothing was chosen
 */
export async function chooseDepth(texts: Texts, { document }: Text): Promise<boolean> {
  const { depth: now, ...others } = (await texts.answers.of(document)) ?? {};
  const choices =
    typeof now === 'object'
      ? [...CHOICES, { label: `Inside of ${bare(now.join(', '), 80)}`, depth: now as Depth }]
      : CHOICES;
  const items = choices.map((choice) => (choice.depth === now ? { ...choice, description: 'as now' } : choice));
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Steps inside of calls',
    placeHolder: 'How deep calls are shown by their own steps',
  });
  if (!picked) return false;
  await texts.answers.keep(document, { ...others, ...(picked.depth !== undefined && { depth: picked.depth }) });
  return true;
}
