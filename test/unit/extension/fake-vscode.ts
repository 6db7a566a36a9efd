/**
 * Stands for the `vscode` module, which only an editor has, as far as the extension needs it to be activated and to probe
 * texts. Import this before anything that imports `vscode`, and that one dynamically: `await import('../../../src/extension/…')`.
 */
import Module from 'node:module';
import { posix } from 'node:path';
import { Lines } from '../../../src/trace/lines';

export class FakeUri {
  constructor(
    readonly scheme: string,
    readonly path: string,
  ) {}

  get fsPath(): string {
    return this.path;
  }

  toString(): string {
    return `${this.scheme}://${this.path}`;
  }

  with({ path }: { path: string }): FakeUri {
    return new FakeUri(this.scheme, path);
  }

  static parse(text: string): FakeUri {
    const [, scheme = '', path = ''] = /^([\w-]+):\/\/(.*)$/.exec(text) ?? [];
    if (scheme === '') throw new Error(`${text} has no scheme`);
    return new FakeUri(scheme, path);
  }

  static file(path: string): FakeUri {
    return new FakeUri('file', path);
  }

  static joinPath({ scheme, path }: FakeUri, ...parts: string[]): FakeUri {
    return new FakeUri(scheme, posix.join(path, ...parts));
  }
}

class FileSystemError extends Error {
  readonly code = 'FileNotFound';
}

/** As the editor refuses to ask a model: by a code. */
export class LanguageModelError extends Error {
  static readonly NoPermissions = (reason: string) => new LanguageModelError(reason, 'NoPermissions');
  static readonly Blocked = (reason: string) => new LanguageModelError(reason, 'Blocked');

  constructor(
    reason: string,
    readonly code: string,
  ) {
    super(reason);
  }
}

/** A language model of the editor, as an extension brings it. */
export interface FakeLanguageModel {
  vendor: string;
  id: string;
  name: string;
  family: string;
  maxInputTokens: number;
  sendRequest: (
    messages: readonly { content: string }[],
    options: { modelOptions: Record<string, unknown> },
    token: { onCancellationRequested: (listener: () => void) => unknown },
  ) => Promise<{ text: AsyncIterable<string> }>;
  countTokens: (text: string) => Promise<number>;
}

class Disposable {
  constructor(private readonly call: () => void) {}

  static from(...all: { dispose(): unknown }[]): Disposable {
    return new Disposable(() => all.forEach((one) => one.dispose()));
  }

  dispose(): void {
    this.call();
  }
}

/** Listeners are called at once, those that go meanwhile as well. */
export class EventEmitter<T> {
  private readonly listeners = new Set<(event: T) => unknown>();

  readonly event = (listener: (event: T) => unknown): Disposable => {
    this.listeners.add(listener);
    return new Disposable(() => this.listeners.delete(listener));
  };

  fire(event: T): void {
    for (const listener of [...this.listeners]) listener(event);
  }

  dispose(): void {
    this.listeners.clear();
  }
}

class CancellationTokenSource {
  private readonly cancelled = new EventEmitter<undefined>();
  readonly token = { onCancellationRequested: this.cancelled.event };

  cancel(): void {
    this.cancelled.fire(undefined);
  }

  dispose(): void {
    this.cancelled.dispose();
  }
}

interface FakePosition {
  line: number;
  character: number;
}

class Position implements FakePosition {
  constructor(
    readonly line: number,
    readonly character: number,
  ) {}
}

class FakeRange {
  readonly start: FakePosition;
  readonly end: FakePosition;

  constructor(startLine: number, startCharacter: number, endLine: number, endCharacter: number) {
    this.start = { line: startLine, character: startCharacter };
    this.end = { line: endLine, character: endCharacter };
  }
}

/** A document that tests edit. */
export class FakeDocument {
  version = 1;

  constructor(
    readonly uri: FakeUri,
    readonly languageId: string,
    private text: string,
  ) {}

  get lineCount(): number {
    return this.text.split('\n').length;
  }

  lineAt(line: number): { range: FakeRange } {
    const { length } = this.text.split('\n')[line] ?? '';
    return { range: new FakeRange(line, 0, line, length) };
  }

  offsetAt(position: { line: number; character: number }): number {
    return new Lines(this.text).offset(position);
  }

  getText(range?: { start: FakePosition; end: FakePosition }): string {
    const lines = new Lines(this.text);
    return range ? this.text.slice(lines.offset(range.start), lines.offset(range.end)) : this.text;
  }

  /** Opens it in the editor. */
  open(): void {
    documents.push(this);
    events.opened.fire(this);
  }

  close(): void {
    documents.splice(documents.indexOf(this), 1);
    events.closed.fire(this);
  }

  /** Replaces what stands between two offsets. */
  replace(from: number, to: number, text: string): void {
    const range = new Lines(this.text).range(from, to);
    this.text = this.text.slice(0, from) + text + this.text.slice(to);
    this.version++;
    events.changed.fire({ document: this, contentChanges: [{ range, text }] });
  }
}

/** Something that is made of what it is given. */
class Made {
  readonly given: readonly unknown[];

  constructor(...given: unknown[]) {
    this.given = given;
  }
}

/** What a window keeps in secret; also across windows, as long as the same one is given. */
export class FakeSecrets {
  readonly kept = new Map<string, string>();
  private readonly changed = new EventEmitter<{ key: string }>();
  readonly onDidChange = this.changed.event;

  get(key: string): Promise<string | undefined> {
    return Promise.resolve(this.kept.get(key));
  }

  store(key: string, value: string): Promise<void> {
    this.kept.set(key, value);
    this.changed.fire({ key });
    return Promise.resolve();
  }

  delete(key: string): Promise<void> {
    this.kept.delete(key);
    this.changed.fire({ key });
    return Promise.resolve();
  }
}

export class FakeMemento {
  readonly kept = new Map<string, unknown>();

  get(key: string, otherwise?: unknown): unknown {
    return this.kept.get(key) ?? otherwise;
  }

  update(key: string, value: unknown): Promise<void> {
    return Promise.resolve(void this.kept.set(key, value));
  }
}

/** An event that never comes. */
const never = () => new Disposable(() => undefined);

/** A part of the window that is there, and of which nothing is seen. */
const unseen = () => ({ dispose() {}, show() {}, hide() {} });

const documents: FakeDocument[] = [];
const commands = new Map<string, (...args: unknown[]) => unknown>();
const events = {
  opened: new EventEmitter<FakeDocument>(),
  closed: new EventEmitter<FakeDocument>(),
  changed: new EventEmitter<{ document: FakeDocument; contentChanges: { range: object; text: string }[] }>(),
  configured: new EventEmitter<{ affectsConfiguration: (section: string) => boolean }>(),
  trusted: new EventEmitter<undefined>(),
};

interface Asked {
  defaultUri?: FakeUri;
  filters?: Record<string, string[]>;
}

/** What tests set, and what was asked of the editor. */
export const editor = {
  settings: {} as Record<string, unknown>,
  folder: undefined as FakeUri | undefined,
  /** What a person chooses in the dialog that asks where to save. */
  target: undefined as FakeUri | undefined,
  asked: [] as Asked[],
  written: [] as { path: string; data: Uint8Array }[],
  /** What a person types into boxes, one after the other, and what the boxes offered; nothing left is Escape. */
  typed: [] as (string | undefined)[],
  boxes: [] as { prompt?: string; value?: string; password?: boolean }[],
  /** What a person picks from a list. */
  pick: (items: readonly { label: string }[]): unknown => items[0],
  /** What is selected in every editor. */
  selection: undefined as { start: FakePosition; end: FakePosition } | undefined,
  /** What was said in messages. */
  said: [] as string[],
  /** What a person presses in a message that has buttons. */
  press: (() => undefined) as (message: string, buttons: readonly string[]) => string | undefined,
  /** What the log has of errors. */
  failed: [] as unknown[],
  /** All that the log has. */
  logged: [] as string[],
  isTrusted: true,
  /** What tells of files below folders, with how a test says that one has changed. */
  watched: [] as { folder: string; glob: string; tell: () => void }[],
  /** What fills the lists of the side bar, by their ids. */
  lists: new Map<string, { getChildren: () => Promise<unknown[]> }>(),
  /** What opens files in editors of their own, by the kind of editor. */
  customEditors: new Map<string, unknown>(),
  notebooks: [] as FakeDocument[][],
  /** Those that extensions bring. */
  languageModels: [] as FakeLanguageModel[],
  /** Texts of files, by path. */
  files: new Map<string, string>(),
  /** What was written, by path. */
  disk: new Map<string, Uint8Array>(),
  /** What gives lenses to the editor. */
  lenses: [] as { onDidChangeCodeLenses: (listener: () => void) => Disposable }[],
};

/** As in the settings of the person. */
export function changeSettings(settings: Record<string, unknown>): void {
  const before = editor.settings;
  editor.settings = { ...before, ...settings };
  const keys = Object.keys(settings).map((key) => `stateProbe.${key}`);
  events.configured.fire({
    affectsConfiguration: (section) => keys.some((key) => key === section || key.startsWith(`${section}.`)),
  });
}

/** The person trusts the workspace. */
export function trust(): void {
  editor.isTrusted = true;
  events.trusted.fire(undefined);
}

function say(message: string, ...rest: unknown[]): Promise<string | undefined> {
  const detail = rest.flatMap((one) => (typeof one === 'object' && one && 'detail' in one ? [String(one.detail)] : []));
  editor.said.push([message, ...detail].join(' '));
  const buttons = rest.filter((one) => typeof one === 'string');
  return Promise.resolve(editor.press(message, buttons));
}

function watcherOf(pattern: string | Made): object {
  const changed = new EventEmitter<undefined>();
  const [base, glob] = typeof pattern === 'string' ? [undefined, pattern] : pattern.given;
  const folder = base instanceof FakeUri ? base.path : '';
  const watched = { folder, glob: String(glob), tell: () => changed.fire(undefined) };
  editor.watched.push(watched);
  const dispose = () => void editor.watched.splice(editor.watched.indexOf(watched), 1);
  return { onDidCreate: never, onDidChange: changed.event, onDidDelete: never, dispose };
}

function bytesOf(path: string): Uint8Array {
  const text = editor.files.get(path);
  const bytes = text === undefined ? editor.disk.get(path) : new TextEncoder().encode(text);
  if (!bytes) throw new FileSystemError(`${path} is not there`);
  return bytes;
}

const vscode = {
  Uri: FakeUri,
  Disposable,
  EventEmitter,
  Position,
  Range: FakeRange,
  ...Object.fromEntries(
    ['CodeLens', 'Diagnostic', 'Hover', 'MarkdownString', 'RelativePattern', 'ThemeColor', 'ThemeIcon', 'TreeItem'].map(
      (name) => [name, class extends Made {}],
    ),
  ),
  DecorationRangeBehavior: { ClosedClosed: 1 },
  DiagnosticSeverity: { Error: 0 },
  OverviewRulerLane: { Right: 4 },
  ProgressLocation: { Notification: 15 },
  StatusBarAlignment: { Right: 2 },
  TreeItemCheckboxState: { Unchecked: 0, Checked: 1 },
  TreeItemCollapsibleState: { Collapsed: 1 },
  ViewColumn: { Active: -1, Beside: -2 },
  commands: {
    registerCommand: (id: string, run: (...args: unknown[]) => unknown) => {
      commands.set(id, run);
      return new Disposable(() => commands.delete(id));
    },
    executeCommand: (id: string, ...args: unknown[]) => Promise.resolve(commands.get(id)?.(...args)),
  },
  // Nothing is debugged.
  debug: { registerDebugAdapterTrackerFactory: never, onDidTerminateDebugSession: never },
  // No agent asks.
  lm: {
    registerTool: never,
    selectChatModels: ({ vendor, id }: { vendor?: string; id?: string }) =>
      Promise.resolve(
        editor.languageModels.filter((one) => (vendor ?? one.vendor) === one.vendor && (id ?? one.id) === one.id),
      ),
  },
  LanguageModelChatMessage: { User: (content: string) => ({ content }) },
  LanguageModelError,
  CancellationTokenSource,
  languages: {
    createDiagnosticCollection: () => ({ ...unseen(), clear: () => {}, set: () => {}, delete: () => {} }),
    registerHoverProvider: never,
    registerDocumentLinkProvider: never,
    registerCodeLensProvider: (_: unknown, provider: (typeof editor.lenses)[number]) => {
      editor.lenses.push(provider);
      return never();
    },
  },
  FileSystemError,
  ConfigurationTarget: { Global: 1, Workspace: 2 },
  FileType: { File: 1, Directory: 2 },
  workspace: {
    textDocuments: documents,
    /** Notebooks that are open, as tests set them. */
    get notebookDocuments() {
      return editor.notebooks.map((cells) => ({ getCells: () => cells.map((document) => ({ document })) }));
    },
    onDidOpenTextDocument: events.opened.event,
    onDidCloseTextDocument: events.closed.event,
    onDidChangeTextDocument: events.changed.event,
    // Nobody saves, and nothing else happens around the documents.
    onDidSaveTextDocument: never,
    onDidChangeConfiguration: events.configured.event,
    onDidChangeWorkspaceFolders: never,
    onDidGrantWorkspaceTrust: events.trusted.event,
    onDidCreateFiles: never,
    onDidDeleteFiles: never,
    onDidRenameFiles: never,
    createFileSystemWatcher: watcherOf,
    registerTextDocumentContentProvider: never,
    get isTrusted() {
      return editor.isTrusted;
    },
    openTextDocument: (what: FakeUri | { language: string; content: string }) => {
      if (!(what instanceof FakeUri)) {
        const fresh = new FakeDocument(
          new FakeUri('untitled', `Untitled-${documents.length}`),
          what.language,
          what.content,
        );
        fresh.open();
        return Promise.resolve(fresh);
      }
      const { path, scheme } = what;
      const known = documents.find(({ uri }) => uri.path === path && uri.scheme === scheme);
      return known ? Promise.resolve(known) : Promise.reject(new FileSystemError(`${path} is not open`));
    },
    asRelativePath: ({ path }: FakeUri) => path,
    getWorkspaceFolder: () => undefined,
    get workspaceFolders() {
      return editor.folder && [{ uri: editor.folder }];
    },
    getConfiguration: () => ({
      get: (key: string) => editor.settings[key],
      inspect: () => undefined,
      update(key: string, value: unknown) {
        changeSettings({ [key]: value });
        return Promise.resolve();
      },
    }),
    decode: (bytes: Uint8Array) => Promise.resolve(new TextDecoder().decode(bytes)),
    fs: {
      isWritableFileSystem: (scheme: string) => (scheme === 'file' ? true : undefined),
      readDirectory: ({ path }: FakeUri) =>
        Promise.resolve(
          [...editor.disk.keys()].flatMap((file) => (posix.dirname(file) === path ? [[posix.basename(file), 1]] : [])),
        ),
      delete: ({ path }: FakeUri) => Promise.resolve(void editor.disk.delete(path)),
      stat: ({ path }: FakeUri) => Promise.resolve({ type: 1, size: bytesOf(path).length }),
      readFile: ({ path }: FakeUri) => Promise.resolve(bytesOf(path)),
      writeFile(uri: FakeUri, data: Uint8Array) {
        editor.written.push({ path: uri.path, data });
        editor.disk.set(uri.path, data);
        return Promise.resolve();
      },
    },
  },
  // There are no tabs.
  TabInputText: Disposable,
  TabInputTextDiff: Disposable,
  window: {
    tabGroups: { all: [], onDidChangeTabs: never },
    onDidChangeActiveTextEditor: never,
    onDidChangeTextEditorSelection: never,
    onDidChangeTextEditorVisibleRanges: never,
    onDidChangeVisibleTextEditors: never,
    onDidChangeWindowState: never,
    registerWebviewPanelSerializer: never,
    registerWebviewViewProvider: never,
    registerCustomEditorProvider: (id: string, provider: unknown) => {
      editor.customEditors.set(id, provider);
      return unseen();
    },
    createOutputChannel: () => ({
      ...unseen(),
      info: (what: string) => editor.logged.push(what),
      warn: (what: string) => editor.logged.push(what),
      error(what: unknown) {
        editor.logged.push(String(what));
        editor.failed.push(what);
      },
    }),
    createStatusBarItem: unseen,
    createTextEditorDecorationType: () => ({ ...unseen(), key: '' }),
    createTreeView: (
      id: string,
      { treeDataProvider }: { treeDataProvider: { getChildren: () => Promise<unknown[]> } },
    ) => {
      editor.lists.set(id, treeDataProvider);
      return { ...unseen(), onDidChangeCheckboxState: never, selection: [] };
    },
    withProgress: (_: unknown, work: (progress: { report(): void }, token: object) => unknown) =>
      work({ report() {} }, { onCancellationRequested: never }),
    // What is open is seen.
    get visibleTextEditors() {
      const nothing = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
      const selection = { ...(editor.selection ?? nothing), isEmpty: !editor.selection };
      return documents.map((document) => ({ document, selection, visibleRanges: [], setDecorations() {} }));
    },
    showInputBox(options: (typeof editor.boxes)[number]) {
      editor.boxes.push(options);
      const next = editor.typed.shift();
      return Promise.resolve(next === '' ? (options.value ?? '') : next);
    },
    showTextDocument: () => Promise.resolve(),
    showQuickPick: (items: readonly { label: string }[]) => Promise.resolve(editor.pick(items)),
    showInformationMessage: say,
    showWarningMessage: say,
    showErrorMessage: say,
    showSaveDialog(options: Asked) {
      editor.asked.push(options);
      return Promise.resolve(editor.target);
    },
  },
};

/** Closes every document. */
export function closeAll(): void {
  for (const document of [...documents]) document.close();
}

/** As from the palette. */
export function runCommand(id: string, ...args: unknown[]): Promise<unknown> {
  return Promise.resolve(commands.get(id)?.(...args));
}

// There is no documented hook for `require` in Node 20, and `vscode` is in no folder that could be pointed to.
const loader = Module as unknown as { _load: (request: string, ...rest: unknown[]) => unknown };
const load = loader._load;
loader._load = (request, ...rest) => (request === 'vscode' ? vscode : load.call(Module, request, ...rest));
