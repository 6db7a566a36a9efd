import * as vscode from 'vscode';
import { answered, questionOf } from '../../readers/answers';
import { UnreadError, type Asked, type Inputs } from '../../readers/reader';
import { bare } from '../workbench/markdown';
import type { Text, Texts } from './texts';

/**
 * Lets the person say with which values a text is read: the call of one of its functions, or what it asks for. The answers
 * are kept for the file.
 *
 * @param asks what is asked; found out by reading the text where it is not known
 * @returns undefined when nothing was answered
 */
export async function askForInputs(texts: Texts, text: Text, asks?: Asked): Promise<Inputs | undefined> {
  let question = asks ?? (await questionAbout(texts, text));
  if (!question) {
    void vscode.window.showInformationMessage('Nothing here asks for example values.');
    return undefined;
  }
  let inputs: Inputs = {};
  while (question) {
    const before = await texts.answers.of(text.document);
    const answer = await vscode.window.showInputBox({
      title: 'Probe with Example Input',
      prompt: bare(questionOf(question), 300),
      value: answerBefore(before, question) ?? question.suggested,
      ignoreFocusOut: true,
    });
    if (answer === undefined || answer.trim() === '') return undefined;
    inputs = answered(inputs, question, answer);
    question = await openQuestion(texts, { ...text, inputs }, question);
  }
  await texts.answers.keep(text.document, inputs);
  return inputs;
}

/** Of a text with functions the one that the person picks; else what it asks for when it is read. */
async function questionAbout(texts: Texts, text: Text): Promise<Asked | undefined> {
  const { selection } = text;
  const all = await texts.functions(text);
  const inside = all.filter(
    ({ range }) => !selection || (range.start.line >= selection.start.line && range.end.line <= selection.end.line),
  );
  const [only, ...more] = inside;
  if (!only) return openQuestion(texts, text);
  const items = inside.map(({ name, call, range }) => ({
    label: bare(name, 80),
    description: `line ${range.start.line + 1}`,
    asks: { kind: 'call', name, suggested: call } as const,
  }));
  const picked = more.length === 0 ? items[0] : await vscode.window.showQuickPick(items, { title: 'Which function?' });
  return picked?.asks;
}

/** What a text asks for next; undefined where it is read, or something else is wrong with it. */
async function openQuestion(texts: Texts, text: Text, before?: Asked): Promise<Asked | undefined> {
  try {
    await texts.read({ ...text, inputs: text.inputs ?? {} }, { most: 0 });
    return undefined;
  } catch (error) {
    const asks = error instanceof UnreadError ? error.asks : undefined;
    // A call that was answered and does not do is told as an error.
    return asks && before && isSame(asks, before) ? undefined : asks;
  }
}

function isSame(one: Asked, other: Asked): boolean {
  return one.kind !== 'line' && other.kind === one.kind && one.name === other.name;
}

function answerBefore(inputs: Inputs | undefined, asks: Asked): string | undefined {
  switch (asks.kind) {
    case 'call':
      return inputs?.call?.includes(asks.name) ? inputs.call : undefined;
    case 'value':
      return inputs?.set?.[asks.name];
    case 'line':
      return undefined;
  }
}
