import * as vscode from 'vscode';
import { SourceError } from '../trace/source';
import { wordOfFive } from './chess-game';
import type { Texts } from './texts';

const FORMS = [
  { form: 'pgn', label: 'PGN', detail: 'For chess programs; comments name the elements of the word', language: 'pgn' },
  { form: 'uciText', label: 'UCI', detail: 'a8a7 a1b1 …, one line for each element', language: 'chess-moves' },
  { form: 'pairsText', label: 'Pairs', detail: '(a8, a7) (a1, b1) …, as in the paper', language: 'chess-moves' },
] as const;

/**
 * The selected text (all of it, if nothing is selected) as a chess game in a new document: its steps as permutations of
 * five, each as moves by the encoding of *The Illusion of State in State-Space Models*, Appendix B.
 */
export async function encodeAsChess(texts: Texts): Promise<void> {
  const text = await texts.active('selection or file', 'word');
  if (!text) return;
  const form = await vscode.window.showQuickPick(FORMS, { title: 'Encode as a chess game', placeHolder: 'Written as' });
  if (!form) return;
  try {
    const trace = await texts.read(text);
    const { encodeChess } = await import('../reductions/chess');
    const content = encodeChess(wordOfFive(trace))[form.form];
    texts.problems.delete(text.document.uri);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: form.language, content }));
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    texts.problems.set(text.document.uri, error);
    void vscode.window.showErrorMessage(`This cannot be a chess game: ${error.reason}`);
  }
}
