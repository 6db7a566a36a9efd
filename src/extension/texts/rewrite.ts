import * as vscode from 'vscode';
import type { SlotMap } from '../../algebra/maps';
import { SourceError } from '../../trace/source';
import { wordOfFive } from './chess-game';
import { told } from '../workbench/docs';
import type { Texts } from './texts';

type Word = readonly SlotMap[];

interface Form extends vscode.QuickPickItem {
  /** Language id of the new document. */
  language: string;
  write(word: Word): Promise<string>;
}

const encoded = async (word: Word) => (await import('../../reductions/chess/index')).encodeChess(word);
const dressed = async (word: Word, dress: 'python' | 'javascript' | 'narrative') =>
  (await import('../../reductions/index')).reduce(word, dress).text;

const CHESS: readonly Form[] = [
  {
    label: 'PGN',
    detail: 'For chess programs; comments name the elements of the word',
    language: 'pgn',
    write: async (word) => (await encoded(word)).pgn,
  },
  {
    label: 'UCI',
    detail: 'a8a7 a1b1 …, one line for each element',
    language: 'chess-moves',
    write: async (word) => (await encoded(word)).uciText,
  },
  {
    label: 'Pairs',
    detail: '(a8, a7) (a1, b1) …, as in the paper',
    language: 'chess-moves',
    write: async (word) => (await encoded(word)).pairsText,
  },
];

const ALL: readonly Form[] = [
  {
    label: 'Three Views Side by Side',
    detail: 'Chess, Python and a story in columns, as in Figure 1 of the paper',
    language: 'plaintext',
    write: async (word) => {
      const { reduce, sideBySide } = await import('../../reductions/index');
      return sideBySide((['chess', 'python', 'narrative'] as const).map((dress) => reduce(word, dress)));
    },
  },
  { label: 'Python', detail: 'A list and swaps', language: 'python', write: (word) => dressed(word, 'python') },
  {
    label: 'JavaScript',
    detail: 'An array and swaps',
    language: 'javascript',
    write: (word) => dressed(word, 'javascript'),
  },
  {
    label: 'Story',
    detail: 'Five people who trade things',
    language: 'state-story',
    write: (word) => dressed(word, 'narrative'),
  },
  {
    label: 'Permutation Word',
    detail: 'Cycles, (1 3)(2 5)',
    language: 'permutation-word',
    write: async (word) => {
      const { formatCycles } = await import('../../algebra/notation');
      return `${word.map((element) => formatCycles(element)).join('\n')}\n`;
    },
  },
  ...CHESS.map((form): Form => ({ ...form, label: `Chess: ${form.label}` })),
];

/**
 * The selected text (all of it, if nothing is selected) as a chess game in a new document: its steps as permutations of
 * five, each as moves by the encoding of *The Illusion of State in State-Space Models*, Appendix B.
 */
export function encodeAsChess(texts: Texts): Promise<void> {
  return rewrite(texts, CHESS, 'Encode as a chess game');
}

/** The word that the selected text tells, in a form of the person's choice. */
export function rewriteAs(texts: Texts): Promise<void> {
  return rewrite(texts, ALL, 'The same word as');
}

async function rewrite(texts: Texts, forms: readonly Form[], title: string): Promise<void> {
  const text = await texts.active('selection or file');
  if (!text) return;
  const form = await vscode.window.showQuickPick(forms, { title, placeHolder: 'Written as' });
  if (!form) return;
  try {
    const content = await form.write(wordOfFive((await texts.read(text)).trace));
    texts.problems.delete(text.document.uri);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: form.language, content }));
  } catch (error) {
    if (!(error instanceof SourceError || error instanceof RangeError)) throw error;
    if (error instanceof SourceError) texts.problems.set(text.document.uri, error);
    const reason = error instanceof SourceError ? error.reason : error.message;
    void vscode.window.showErrorMessage(`This cannot be written so: ${told(reason, 400)}`);
  }
}
