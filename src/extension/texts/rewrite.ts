import * as vscode from 'vscode';
import { extend, type SlotMap } from '../../algebra/maps';
import type { Told } from '../../reductions/dressed';
import { SourceError } from '../../trace/source';
import type { Trace } from '../../trace/trace';
import { seenIn, usualView } from '../../trace/views';
import { wordOfFive } from './chess-game';
import { told } from '../workbench/docs';
import type { Text, Texts } from './texts';

/** The word that a text tells. */
interface Telling {
  word: readonly SlotMap[];
  /** Of one that is told with swaps: what is known of its places and steps. */
  told?: Told;
}

interface Form extends vscode.QuickPickItem {
  /** Language id of the new document. */
  language: string;
  /** Slots of the largest world that is written so; by default any. */
  most?: number;
  write(telling: Telling): Promise<string>;
}

/** Pieces in the paper's encoding. */
const PIECES = 5;
/** Names that there are for a story. */
const PEOPLE = 22;

const encoded = async ({ word }: Telling) =>
  (await import('../../reductions/chess/index')).encodeChess(word.map((map) => extend(map, PIECES)));
const dressed = async ({ word, told }: Telling, dress: 'python' | 'javascript' | 'narrative') =>
  (await import('../../reductions/index')).reduce(word, dress, { told }).text;

const CHESS: readonly Form[] = [
  {
    label: 'PGN',
    detail: 'For chess programs; comments name the elements of the word',
    language: 'pgn',
    most: PIECES,
    write: async (telling) => (await encoded(telling)).pgn,
  },
  {
    label: 'UCI',
    detail: 'a8a7 a1b1 …, one line for each element',
    language: 'chess-moves',
    most: PIECES,
    write: async (telling) => (await encoded(telling)).uciText,
  },
  {
    label: 'Pairs',
    detail: '(a8, a7) (a1, b1) …, as in the paper',
    language: 'chess-moves',
    most: PIECES,
    write: async (telling) => (await encoded(telling)).pairsText,
  },
];

const ALL: readonly Form[] = [
  {
    label: 'Three Views Side by Side',
    detail: 'Chess, Python and a story in columns, as in Figure 1 of the paper',
    language: 'plaintext',
    most: PIECES,
    write: async ({ word, told }) => {
      const { reduce, sideBySide } = await import('../../reductions/index');
      const whole = word.map((map) => extend(map, PIECES));
      return sideBySide(
        (['chess', 'python', 'narrative'] as const).map((dress) =>
          reduce(dress === 'chess' ? whole : word, dress, { told }),
        ),
      );
    },
  },
  { label: 'Python', detail: 'A list and swaps', language: 'python', write: (telling) => dressed(telling, 'python') },
  {
    label: 'JavaScript',
    detail: 'An array and swaps',
    language: 'javascript',
    write: (telling) => dressed(telling, 'javascript'),
  },
  {
    label: 'Story',
    detail: 'Five people who trade things',
    language: 'state-story',
    most: PEOPLE,
    write: (telling) => dressed(telling, 'narrative'),
  },
  {
    label: 'Permutation Word',
    detail: 'Cycles, (1 3)(2 5)',
    language: 'permutation-word',
    write: async ({ word, told }) => (await import('../../reductions/index')).cyclesText(word, told),
  },
  ...CHESS.map((form): Form => ({ ...form, label: `Chess: ${form.label}` })),
];

/**
 * The selected text (all of it, if nothing is selected) as a chess game in a new document: its steps as permutations of
 * five, each as moves by the encoding of *The Illusion of State in State-Space Models*, Appendix B.
 */
export async function encodeAsChess(texts: Texts): Promise<void> {
  await rewrite(texts, await texts.active('selection or file'), CHESS, 'Encode as a chess game');
}

/** The word that the selected text tells, in a form of the person's choice. */
export async function rewriteAs(texts: Texts): Promise<void> {
  await rewrite(texts, await texts.active('selection or file'), ALL, TITLE);
}

/** A probed text in a form of the person's choice: its document, to be probed as well; undefined where there is none. */
export async function rewriteProbe(
  texts: Texts,
  { uri, trace }: { uri: vscode.Uri; trace: Trace },
): Promise<vscode.TextDocument | undefined> {
  return write(texts, uri, () => Promise.resolve(trace), ALL, TITLE);
}

const TITLE = 'The same word as';

async function rewrite(texts: Texts, text: Text | undefined, forms: readonly Form[], title: string): Promise<void> {
  if (text) await write(texts, text.document.uri, async () => (await texts.read(text)).trace, forms, title);
}

async function write(
  { problems }: Texts,
  uri: vscode.Uri,
  read: () => Promise<Trace>,
  forms: readonly Form[],
  title: string,
): Promise<vscode.TextDocument | undefined> {
  try {
    const telling = await tellingOf(await read());
    const places = telling.word[0]?.length ?? 0;
    const fitting = forms.filter(({ most = places }) => places <= most);
    if (fitting.length === 0) throw new RangeError(`${places} places are needed, and a game has ${PIECES} pieces`);
    problems.delete(uri);
    const form = await vscode.window.showQuickPick(fitting, { title, placeHolder: telling.note ?? 'Written as' });
    if (!form) return undefined;
    const content = await form.write(telling);
    const document = await vscode.workspace.openTextDocument({ language: form.language, content });
    await vscode.window.showTextDocument(document);
    if (telling.note !== undefined) void vscode.window.showInformationMessage(telling.note);
    return document;
  } catch (error) {
    if (!(error instanceof SourceError || error instanceof RangeError)) throw error;
    if (error instanceof SourceError) problems.set(uri, error);
    const reason = error instanceof SourceError ? error.reason : error.message;
    void vscode.window.showErrorMessage(`This cannot be written so: ${told(reason, 400)}`);
    return undefined;
  }
}

/** What a text overwrites is exchanged with spare places, for nothing else is a word of permutations. */
async function tellingOf(trace: Trace): Promise<Telling & { note?: string }> {
  const { overwrites } = await import('../../trace/with-swaps');
  const seen = seenIn(usualView(trace), trace);
  if (!overwrites(seen)) return { word: wordOfFive(trace) };
  const { swapped, swapsNote } = await import('../../reductions/swapped');
  const { word, told: known, spares } = swapped(seen);
  return { word, told: known, note: swapsNote(word[0]?.length ?? 0, spares) };
}
