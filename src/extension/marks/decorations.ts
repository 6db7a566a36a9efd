import * as vscode from 'vscode';
import { onSettingsChange, readSettings } from '../workbench/configuration';
import { safeMarkdown, toEditorRange } from '../workbench/editor-types';
import { errorMarks, stateMarks, type ErrorMark, type LineMark } from './marks';
import type { Probed, ProbeStore } from '../probes/store';

/** The playhead may be dragged: marks that show its visit are drawn again at most this often. */
const REDRAW_MS = 60;

/** Draws the marks of probed documents into every editor that shows one. */
export class Decorations implements vscode.Disposable {
  private readonly types: Types;
  private readonly subscriptions: vscode.Disposable[];
  private readonly late = new Map<string, NodeJS.Timeout>();

  constructor(
    private readonly store: ProbeStore,
    media: vscode.Uri,
    private readonly isLive: (uri: vscode.Uri) => boolean,
  ) {
    this.types = makeTypes(media);
    this.subscriptions = [
      store.onDidChangeMarks((uri) => this.draw(uri)),
      store.onDidChangeModel(({ probed, model }) => {
        if (probed.isRunning && model.state.kind === 'done') this.draw(probed.uri);
      }),
      store.onDidMovePlayhead(({ probed }) => this.drawSoon(probed.uri)),
      store.onDidChooseModel(({ uri }) => this.drawSoon(uri)),
      vscode.window.onDidChangeVisibleTextEditors(() => this.draw()),
      vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
        if (store.of(textEditor.document.uri).length > 0) this.drawIn(textEditor);
      }),
      onSettingsChange(() => this.draw()),
    ];
  }

  dispose(): void {
    for (const timer of this.late.values()) clearTimeout(timer);
    for (const type of Object.values(this.types)) type.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private drawSoon(uri: vscode.Uri): void {
    const key = uri.toString();
    if (this.late.has(key)) return;
    const draw = () => {
      this.late.delete(key);
      this.draw(uri);
    };
    this.late.set(key, setTimeout(draw, REDRAW_MS));
  }

  /** In every editor, or in those that show one document. */
  private draw(uri?: vscode.Uri): void {
    for (const editor of vscode.window.visibleTextEditors) {
      if (!uri || editor.document.uri.toString() === uri.toString()) this.drawIn(editor);
    }
  }

  private drawIn(editor: vscode.TextEditor): void {
    const { document } = editor;
    const lines = new Set(linesAround(editor));
    const drawn: Record<keyof Types, vscode.DecorationOptions[]> = {
      states: [],
      errors: [],
      beliefs: [],
      steps: [],
      old: [],
    };
    for (const probed of this.store.of(document.uri)) {
      const { states, errors } = marksOf(probed, lines);
      if (!probed.index) {
        // While one types, what was true a moment ago stays in sight; that it is old is said, and not by its colour alone.
        const old = probed.text === 'reading' || this.isLive(document.uri) ? states : [];
        for (const mark of old) drawn.old.push(decoration(document, { ...mark, text: `${mark.text}  (older text)` }));
        continue;
      }
      for (const mark of states) drawn.states.push(decoration(document, mark));
      for (const mark of errors) {
        if (mark.hover === undefined) drawn.beliefs.push(decoration(document, mark));
        else drawn.errors.push({ ...decoration(document, mark), hoverMessage: safeMarkdown(mark.hover) });
        for (const range of mark.ranges) drawn.steps.push({ range: toEditorRange(range) });
      }
    }
    for (const [name, type] of Object.entries(this.types)) editor.setDecorations(type, drawn[name as keyof Types]);
  }
}

function decoration(document: vscode.TextDocument, { line, text }: LineMark): vscode.DecorationOptions {
  const at = document.lineAt(Math.min(line, document.lineCount - 1)).range.end;
  return { range: new vscode.Range(at, at), renderOptions: { after: { contentText: text } } };
}

/**
 * Behind a line its true state, the models that are first wrong there, or what one believes at the playhead; steps that are
 * first wrong in a line of several; states of an older text.
 */
type Types = Record<'states' | 'errors' | 'beliefs' | 'steps' | 'old', vscode.TextEditorDecorationType>;

/**
 * The editor orders texts behind one position by the keys of their types, as strings. The true state comes first: however
 * much models have wrong, it stays in sight. Keys end in a counter: 9 and 10 are in the wrong order, and the next are not.
 */
function makeTypes(media: vscode.Uri): Types {
  const types = { states: stateType(AT_END), errors: errorType(media), beliefs: stateType(WRONG) };
  if (types.states.key > types.errors.key || types.states.key > types.beliefs.key) {
    for (const type of Object.values(types)) type.dispose();
    return makeTypes(media);
  }
  const steps = vscode.window.createTextEditorDecorationType({
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    border: '1px dashed',
    borderColor: new vscode.ThemeColor('stateProbe.wrong'),
  });
  const old = stateType({ color: new vscode.ThemeColor('disabledForeground'), fontStyle: 'italic', margin: BEHIND });
  return { ...types, steps, old };
}

const BEHIND = '0 0 0 2em';
const AT_END = { color: new vscode.ThemeColor('stateProbe.trueState'), margin: BEHIND };
const WRONG = { color: new vscode.ThemeColor('stateProbe.wrong'), margin: BEHIND };

function stateType(after: vscode.ThemableDecorationAttachmentRenderOptions): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    after,
  });
}

function errorType(media: vscode.Uri): vscode.TextEditorDecorationType {
  const icon = (name: string) => ({ gutterIconPath: vscode.Uri.joinPath(media, name) });
  return vscode.window.createTextEditorDecorationType({
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    after: WRONG,
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

function marksOf(
  { place, timeline, playhead, probe, lookedAt: model }: Probed,
  lines: Iterable<number>,
): { states: LineMark[]; errors: ErrorMark[] } {
  const { showStates, showErrors } = readSettings();
  if (!place) return { states: [], errors: [] };
  return {
    states: showStates ? stateMarks(timeline, place.index, lines, playhead) : [],
    errors: showErrors ? errorMarks(probe, place.index, { playhead, model }) : [],
  };
}
