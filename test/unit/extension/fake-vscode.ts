/**
 * Stands for the `vscode` module, which only an editor has, as far as answers to the page need it. Import this before
 * anything that imports `vscode`, and that one dynamically: `await import('../../../src/extension/…')`.
 */
import Module from 'node:module';
import { posix } from 'node:path';

export class FakeUri {
  constructor(
    readonly scheme: string,
    readonly path: string,
  ) {}

  get fsPath(): string {
    return this.path;
  }

  static file(path: string): FakeUri {
    return new FakeUri('file', path);
  }

  static joinPath({ scheme, path }: FakeUri, ...parts: string[]): FakeUri {
    return new FakeUri(scheme, posix.join(path, ...parts));
  }
}

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
};

const vscode = {
  Uri: FakeUri,
  workspace: {
    get workspaceFolders() {
      return editor.folder && [{ uri: editor.folder }];
    },
    getConfiguration: () => ({ get: (key: string) => editor.settings[key] }),
    fs: {
      writeFile(uri: FakeUri, data: Uint8Array) {
        editor.written.push({ path: uri.path, data });
        return Promise.resolve();
      },
    },
  },
  window: {
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
