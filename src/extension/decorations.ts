import * as vscode from 'vscode';
import { onSettingsChange, readSettings } from './configuration';
import { errorMarks, stateMarks, type LineMark } from './marks';
import type { Probed, ProbeStore } from './probe-store';

/** Draws the marks of probed documents into every editor that shows one. */
export class Decorations implements vscode.Disposable {
  private readonly types: Types;
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly store: ProbeStore,
    media: vscode.Uri,
  ) {
    this.types = makeTypes(media);
    this.subscriptions = [
      store.onDidChangeMarks((uri) => this.draw(uri)),
      vscode.window.onDidChangeVisibleTextEditors(() => this.draw()),
      vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
        if (store.of(textEditor.document.uri)) this.drawIn(textEditor);
      }),
      onSettingsChange(() => this.draw()),
    ];
  }

  dispose(): void {
    this.types.states.dispose();
    this.types.errors.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** In every editor, or in those that show one document. */
  private draw(uri?: vscode.Uri): void {
    for (const editor of vscode.window.visibleTextEditors) {
      if (!uri || editor.document.uri.toString() === uri.toString()) this.drawIn(editor);
    }
  }

  private drawIn(editor: vscode.TextEditor): void {
    const { states, errors } = marksOf(this.store.of(editor.document.uri), linesAround(editor));
    const at = (mark: LineMark) => endOf(editor.document, mark.line);
    editor.setDecorations(
      this.types.states,
      states.map((mark) => ({ range: at(mark), renderOptions: { after: { contentText: mark.text } } })),
    );
    editor.setDecorations(
      this.types.errors,
      errors.map((mark) => ({ range: at(mark), renderOptions: { after: { contentText: mark.text } } })),
    );
  }
}

interface Types {
  states: vscode.TextEditorDecorationType;
  errors: vscode.TextEditorDecorationType;
}

/**
 * The editor orders texts behind one position by the keys of their types, as strings. Errors come first, for a long
 * state may reach beyond the window's edge. Keys end in a counter: a pair such as 9 and 10 is in the wrong order, and
 * the next pair is not.
 */
function makeTypes(media: vscode.Uri): Types {
  const errors = errorType(media);
  const states = stateType();
  if (errors.key < states.key) return { states, errors };
  errors.dispose();
  states.dispose();
  return { errors: errorType(media), states: stateType() };
}

function stateType(): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    after: { color: new vscode.ThemeColor('stateProbe.trueState'), margin: '0 0 0 2em' },
  });
}

function errorType(media: vscode.Uri): vscode.TextEditorDecorationType {
  const icon = (name: string) => ({ gutterIconPath: vscode.Uri.joinPath(media, name) });
  return vscode.window.createTextEditorDecorationType({
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    after: { color: new vscode.ThemeColor('stateProbe.wrong'), margin: '0 0 0 2em' },
    dark: icon('wrong-dark.svg'),
    light: icon('wrong-light.svg'),
    gutterIconSize: 'contain',
    overviewRulerColor: new vscode.ThemeColor('stateProbe.wrong'),
    overviewRulerLane: vscode.OverviewRulerLane.Right,
  });
}

/** Lines above and below what is seen that have their marks too, so that scrolling shows none late. */
const MARGIN = 60;

/** A text of its own makes every decoration a style rule of its own, so that only lines in sight get one. */
function* linesAround({ visibleRanges, document }: vscode.TextEditor): Generator<number> {
  for (const { start, end } of visibleRanges) {
    const last = Math.min(end.line + MARGIN, document.lineCount - 1);
    for (let line = Math.max(0, start.line - MARGIN); line <= last; line++) yield line;
  }
}

function marksOf(probed: Probed | undefined, lines: Iterable<number>): { states: LineMark[]; errors: LineMark[] } {
  const { showStates, showErrors } = readSettings();
  if (!probed?.index) return { states: [], errors: [] };
  return {
    states: showStates ? stateMarks(probed.timeline, probed.index, new Set(lines)) : [],
    errors: showErrors ? errorMarks(probed.probe, probed.index) : [],
  };
}

function endOf(document: vscode.TextDocument, line: number): vscode.Range {
  const { end } = document.lineAt(Math.min(line, document.lineCount - 1)).range;
  return new vscode.Range(end, end);
}
