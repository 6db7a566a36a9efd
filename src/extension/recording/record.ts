import * as vscode from 'vscode';
import type { Recording } from '../../recording/observation';
import { traceOfRecording } from '../../recording/trace';
import type { Prober } from '../probing/prober';
import { nameOf } from '../texts/texts';
import { fromEditorRange } from '../workbench/editor-types';
import { bare } from '../workbench/markdown';
import { withLateProgress } from '../workbench/late-progress';
import { adapterOf, type Adapter, type StackFrame } from './adapter';
import { follow, type Followed, type How } from './follow';
import { MOST_PLACES, partsOf, snapshot } from './snapshot';
import type { Stops } from './stops';

/** Stops that a recording looks at by itself, and how long it goes on. */
const MOST_STOPS = 5000;
const MOST_MS = 120_000;

/** Where a program stands that is being debugged. */
interface Standing {
  session: vscode.DebugSession;
  threadId: number;
  adapter: Adapter;
  frame: StackFrame;
  document: vscode.TextDocument;
}

const HOWS: readonly (vscode.QuickPickItem & { how: How })[] = [
  { label: 'Step to the End', detail: 'Over calls, until the function that stands here is over', how: 'over' },
  { label: 'Step to the End, Into Calls', detail: 'Also what calls do on their way is seen', how: 'into' },
  { label: 'Follow My Own Steps', detail: 'At every stop, until you cancel or the function is over', how: 'along' },
];

/** What the menu of the debugger's variables gives along, or a key binding, which may answer the questions. */
interface Given {
  variable?: { name?: string; evaluateName?: string };
  expression?: string;
  how?: How;
}

/** *Record from Debugger*: follows an expression while a program is debugged, and probes what was seen. */
export class DebugRecorder {
  private running = false;

  constructor(
    private readonly stops: Stops,
    private readonly prober: Prober,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  async record({ variable, ...given }: Given = {}): Promise<void> {
    if (this.running) {
      void vscode.window.showInformationMessage('A recording is going on: cancel it first.');
      return;
    }
    this.running = true;
    try {
      const standing = await whereItStands();
      if (typeof standing === 'string') {
        void vscode.window.showInformationMessage(standing);
        return;
      }
      const expression = given.expression ?? (await askExpression(standing, variable?.evaluateName ?? variable?.name));
      const how = expression === undefined ? undefined : (given.how ?? (await askHow()));
      if (expression === undefined || !how) return;
      const text = standing.document.getText();
      const followed = await this.follow(standing, expression, how);
      await this.show(standing.document, text, expression, followed);
    } catch (error) {
      this.log.error(error instanceof Error ? error : String(error));
      const reason = error instanceof Error ? error.message : String(error);
      void vscode.window.showErrorMessage(`Nothing was recorded: ${bare(reason, 400)}`);
    } finally {
      this.running = false;
    }
  }

  private async follow(standing: Standing, expression: string, how: How): Promise<Followed> {
    const { session, threadId, adapter } = standing;
    const watch = this.stops.of(session.id, threadId);
    const controller = new AbortController();
    const end = performance.now() + MOST_MS;
    const timer = how === 'along' ? undefined : setTimeout(() => controller.abort('time'), MOST_MS);
    const title = `Recording ${bare(expression, 60)}`;
    const work = (report: (message: string) => void): Promise<Followed> =>
      follow({
        adapter,
        expression,
        how,
        nextStop: (act) => watch.next(act, controller.signal),
        statementAt: (at) => statementIn(standing, at),
        ends: (stops) => {
          if (controller.signal.reason === 'person') return 'it was ended by hand';
          if (controller.signal.aborted || (how !== 'along' && performance.now() > end))
            return `it was ended after ${MOST_MS / 1000} seconds`;
          return stops >= MOST_STOPS ? `it was ended after ${MOST_STOPS} stops` : undefined;
        },
        report: (stops) => report(`${stops} stops`),
      });
    try {
      return await withLateProgress(title, work, () => controller.abort('person'));
    } finally {
      clearTimeout(timer);
      watch.dispose();
    }
  }

  private async show(
    document: vscode.TextDocument,
    text: string,
    expression: string,
    { observations, remarks }: Followed,
  ): Promise<void> {
    const source = { uri: nameOf(document.uri), language: document.languageId };
    const recording: Recording = { expression, source, observations, remarks };
    const trace = traceOfRecording(recording);
    if (trace.steps.length === 0) {
      const why = remarks.join('; ');
      void vscode.window.showInformationMessage(
        `${bare(expression, 60)} did not change at ${observations.length} stops, so that there is nothing to probe: ${bare(why, 300)}.`,
      );
      return;
    }
    await this.prober.probeRecorded(document, trace, text);
  }
}

/** Where the program stands still that the editor shows; else why there is none. */
async function whereItStands(): Promise<Standing | string> {
  const item = vscode.debug.activeStackItem;
  const session = item?.session ?? vscode.debug.activeDebugSession;
  if (!session) return 'Start debugging first, and stop where a list or a variable shall be followed from.';
  if (!item) return 'The program runs: stop it, such as by a breakpoint, where something shall be followed from.';
  const adapter = adapterOf(session, item.threadId);
  const [top] = await adapter.stack().catch(() => []);
  if (!top) return 'The program runs: stop it, such as by a breakpoint, where something shall be followed from.';
  const uri = uriOf(top, session);
  if (!uri) return 'The debugger does not say in which file the program stands.';
  const document = await vscode.workspace.openTextDocument(uri);
  return { session, threadId: item.threadId, adapter, frame: top, document };
}

async function askExpression({ adapter, frame }: Standing, offered: string | undefined): Promise<string | undefined> {
  const editor = vscode.window.activeTextEditor;
  const selected = editor && !editor.selection.isEmpty ? editor.document.getText(editor.selection) : undefined;
  let value = offered ?? (selected !== undefined && /^[\w.[\]'"]{1,100}$/.test(selected) ? selected : '');
  let prompt = `What shall be followed: a list, an object or a variable, several with commas between, ${MOST_PLACES} places at most`;
  // It is evaluated once it is there, and not while it is typed: what is half written may do something else.
  for (;;) {
    const typed = await vscode.window.showInputBox({
      title: 'Record from Debugger',
      prompt,
      placeHolder: 'row, board.cells',
      value,
      ignoreFocusOut: true,
      validateInput: (text) =>
        partsOf(text).length === 0 ? 'Name what shall be followed, such as row or board.cells.' : undefined,
    });
    if (typed === undefined) return undefined;
    try {
      await snapshot(adapter, frame.id, typed);
      return typed.trim();
    } catch (error) {
      value = typed;
      prompt = bare(error instanceof Error ? error.message : String(error), 300);
    }
  }
}

async function askHow(): Promise<How | undefined> {
  const picked = await vscode.window.showQuickPick(HOWS, {
    title: 'Record from Debugger',
    placeHolder: 'How the program goes on',
    ignoreFocusOut: true,
  });
  return picked?.how;
}

function uriOf({ source }: StackFrame, session: vscode.DebugSession): vscode.Uri | undefined {
  if (!source || (source.path === undefined && !source.sourceReference)) return undefined;
  try {
    // Where the editor is elsewhere the JavaScript debugger gives URIs for paths.
    if (source.path !== undefined && /^[a-z][\w+.-]+:\/\//i.test(source.path))
      return vscode.Uri.parse(source.path, true);
    return vscode.debug.asDebugSourceUri(source, session);
  } catch {
    return undefined;
  }
}

/** The line at which a call stands, where that is in the document that the recording is about. */
function statementIn(
  { document, session, frame: first }: Standing,
  frame: StackFrame,
): Recording['observations'][number]['at'] | undefined {
  // As the debugger names both: the editor may write the same place otherwise.
  if (uriOf(frame, session)?.toString() !== uriOf(first, session)?.toString()) return undefined;
  if (frame.line < 1 || frame.line > document.lineCount) return undefined;
  const { text, lineNumber } = document.lineAt(frame.line - 1);
  const start = text.length - text.trimStart().length;
  const range = new vscode.Range(lineNumber, start, lineNumber, Math.max(start, text.trimEnd().length));
  return { text: text.trim(), range: fromEditorRange(range) };
}
