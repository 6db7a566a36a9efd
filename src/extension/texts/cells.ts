import * as vscode from 'vscode';
import type { Trace } from '../../trace/trace';
import { bare } from '../workbench/markdown';
import type { Text, Texts } from './texts';

/**
 * Lets the person choose which variables of a code are its world; the choice is kept for the document.
 *
 * @returns false when nothing was chosen
 */
export async function chooseCells(texts: Texts, text: Text): Promise<boolean> {
  const before = texts.tracked(text.document);
  const trace = (await texts.readTracking(text, undefined, { most: 0 }).catch(() => undefined))?.trace;
  if (trace && trace.domain !== 'code') {
    void vscode.window.showInformationMessage('Only code has cells to choose from.');
    return false;
  }
  const found = trace ? variablesOf(trace) : [];
  const typed = await (found.length > 0 ? pick(found, before) : ask(before));
  if (!typed) return false;
  texts.track(text.document, typed.length > 0 ? typed : undefined);
  return true;
}

/** The variables of a trace's slots, lists as a whole, without constants: what `track` takes. */
export function variablesOf({ slots }: Pick<Trace, 'slots'>): string[] {
  const names = slots.filter((slot) => !slot.startsWith('const ')).map((slot) => slot.replace(/\[.*$/, ''));
  return [...new Set(names)];
}

async function pick(found: readonly string[], before: readonly string[] | undefined): Promise<string[] | undefined> {
  const items = found.map((name) => ({ name, label: bare(name, 80), picked: before?.includes(name) ?? true }));
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Variables that are the world',
    placeHolder: 'Tick what is tracked; with nothing ticked the reader chooses',
    canPickMany: true,
  });
  if (!picked) return undefined;
  return picked.length === items.length ? [] : picked.map(({ name }) => name);
}

/** Where the code cannot be read without a choice, there is no list to choose from. */
async function ask(before: readonly string[] | undefined): Promise<string[] | undefined> {
  const answer = await vscode.window.showInputBox({
    title: 'Variables that are the world',
    prompt: 'Names such as a, a[0] or x, with commas between; nothing lets the reader choose',
    value: before?.join(', ') ?? '',
  });
  return answer
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
