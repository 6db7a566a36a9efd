/**
 * Stands for the `vscode` module, which only an editor has, as far as answers to the page and probes of texts need it. Import this before
 * anything that imports `vscode`, and that one dynamically: `await import('../../../src/extension/…')`.
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
class EventEmitter<T> {
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

interface FakePosition {
  line: number;
  character: number;
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

const documents: FakeDocument[] = [];
const events = {
  opened: new EventEmitter<FakeDocument>(),
  closed: new EventEmitter<FakeDocument>(),
  changed: new EventEmitter<{ document: FakeDocument; contentChanges: { range: object; text: string }[] }>(),
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
  boxes: [] as { prompt?: string; value?: string }[],
  /** What was said in messages. */
  said: [] as string[],
  notebooks: [] as FakeDocument[][],
  /** Texts of files, by path. */
  files: new Map<string, string>(),
};

function contentOf(path: string): string {
  const text = editor.files.get(path);
  if (text === undefined) throw new FileSystemError(`${path} is not there`);
  return text;
}

const vscode = {
  Uri: FakeUri,
  Disposable,
  EventEmitter,
  Range: FakeRange,
  FileSystemError,
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
    // Nobody saves.
    onDidSaveTextDocument: new EventEmitter().event,
    asRelativePath: ({ path }: FakeUri) => path,
    getWorkspaceFolder: () => undefined,
    get workspaceFolders() {
      return editor.folder && [{ uri: editor.folder }];
    },
    getConfiguration: () => ({ get: (key: string) => editor.settings[key] }),
    decode: (bytes: Uint8Array) => Promise.resolve(new TextDecoder().decode(bytes)),
    fs: {
      isWritableFileSystem: (scheme: string) => (scheme === 'file' ? true : undefined),
      stat: ({ path }: FakeUri) => Promise.resolve({ type: 1, size: contentOf(path).length }),
      readFile: ({ path }: FakeUri) => Promise.resolve(new TextEncoder().encode(contentOf(path))),
      writeFile(uri: FakeUri, data: Uint8Array) {
        editor.written.push({ path: uri.path, data });
        return Promise.resolve();
      },
    },
  },
  // There are no tabs.
  TabInputText: Disposable,
  TabInputTextDiff: Disposable,
  window: {
    tabGroups: { all: [] },
    // What is open is seen.
    get visibleTextEditors() {
      return documents.map((document) => ({ document }));
    },
    showInputBox(options: { prompt?: string; value?: string }) {
      editor.boxes.push(options);
      const next = editor.typed.shift();
      return Promise.resolve(next === '' ? options.value : next);
    },
    showQuickPick: (items: readonly unknown[]) => Promise.resolve(items[0]),
    showInformationMessage(message: string) {
      editor.said.push(message);
      return Promise.resolve(undefined);
    },
    showSaveDialog(options: Asked) {
      editor.asked.push(options);
      return Promise.resolve(editor.target);
    },
  },
};

// There is no documented hook for `require` in Node 20, and `vscode` is in no folder that could be pointed to.
const loader = Module as unknown as { _load: (request: string, ...rest: unknown[]) => unknown };
const load = loader._load;
loader._load = (request, ...rest) => (request === 'vscode' ? vscode : load.call(Module, request, ...rest));
