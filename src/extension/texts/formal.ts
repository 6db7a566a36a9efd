import * as vscode from 'vscode';

interface Choice extends vscode.QuickPickItem {
  /** What says the language; an expression is asked for where it is absent. */
  formal?: string;
}

const CHOICES: readonly Choice[] = [
  {
    label: 'Brackets',
    detail: 'Those of any text, all else left out; of code those that are brackets there',
    formal: 'brackets',
  },
  { label: 'Parity', detail: 'Words of 0 and 1 with an even number of ones', formal: 'parity' },
  { label: 'Flip-Flop', detail: 'w1 writes, i0 is ignored, r1 reads what was written last', formal: 'flip-flop' },
  { label: 'Dyck-1', detail: 'Parentheses that are balanced, as deep as one likes', formal: 'dyck-1' },
  { label: 'Dyck(2, 3)', detail: '( ) [ ] well nested, at most three deep', formal: 'bounded-dyck-2-3' },
  { label: 'Shuffle-Dyck-2', detail: '( ) and [ ] balanced, each by itself', formal: 'shuffle-dyck-2' },
  { label: 'aⁿbⁿcⁿ', detail: 'As many a as b as c, in this order', formal: 'anbncn' },
  { label: '(aa)*', detail: 'An even number of a', formal: 'aa' },
  { label: 'Recall', detail: 'a0b1?a0: keys with bits, and questions for them', formal: 'recall-3' },
  { label: 'Copying', detail: 'abba=abba: a string of eight letters, and the string again', formal: 'copy-8' },
  { label: 'Boolean Formula', detail: '(1 and not 0) or 0, evaluated a gate a step', formal: 'formula' },
  { label: 'Graph', detail: 'Edges such as a - b: which vertices are connected?', formal: 'connectivity' },
  { label: 'Linear Equations', detail: 'Lines such as x + 2y = 1, solved one after the other', formal: 'equations' },
  {
    label: 'Another Language or Expression…',
    detail: 'mod-3, tomita-4, dyck sizes, equations modulo 2, or a regular expression between slashes',
  },
];

/** Lets the person say of which language a text is a word; undefined where nothing was said. */
export async function askFormal(): Promise<string | undefined> {
  const title = 'Of which language is this a word?';
  const picked = await vscode.window.showQuickPick(CHOICES, { title, matchOnDetail: true });
  if (!picked || picked.formal !== undefined) return picked?.formal;
  // What checks it brings the languages with it, which a window begins without.
  const { FORMAL_OPTION, formalFault } = await import('../../readers/formal');
  return vscode.window.showInputBox({
    title,
    prompt: FORMAL_OPTION.help,
    placeHolder: '/(ab|c)*d/',
    validateInput: (value) => formalFault(value.trim()),
  });
}
