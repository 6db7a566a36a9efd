/**
 * The built extension in a process of its own, with a stand-in for the editor around it, so that what is measured is the
 * extension's alone. `node extension.js ROOT repeated PATH TIMES`, `node extension.js ROOT many COUNT PATH…`: prints JSON.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ProbeResult, StateProbeApi } from '../../src/extension/api';
import { editor, FakeDocument, FakeMemento, FakeSecrets, FakeUri } from '../../test/unit/extension/fake-vscode';

const LANGUAGES = new Map([
  ['py', 'python'],
  ['js', 'javascript'],
  ['word', 'permutation-word'],
  ['pgn', 'pgn'],
  ['txt', 'narrative'],
]);

/** Long enough for what waits a moment before it is written. */
const SETTLED_MS = 300;

/** Milliseconds by the clock, and of this process's processor time. */
interface Time {
  wall: number;
  processor: number;
}

export interface Repeated {
  activation: Time;
  first: number;
  again: number[];
  /** How often the editor was told, in one probe, to ask for lenses. */
  lensEvents: number[];
}

export interface Many {
  steps: number;
  heapUsed: number;
  arrayBuffers: number;
  rss: number;
}

async function timed(work: () => unknown): Promise<Time> {
  const [used, start] = [process.cpuUsage(), performance.now()];
  await work();
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(used);
  return { wall, processor: (user + system) / 1000 };
}

function activate(root: string): StateProbeApi {
  const context = {
    ...{ subscriptions: [], secrets: new FakeSecrets() },
    ...{ workspaceState: new FakeMemento(), globalState: new FakeMemento() },
    ...{ extensionUri: FakeUri.file(root), storageUri: FakeUri.file('/nowhere') },
  };
  const load = createRequire(__filename);
  const extension = load(join(root, 'dist/extension.js')) as { activate: (it: typeof context) => StateProbeApi };
  return extension.activate(context);
}

function open(path: string): FakeDocument {
  const language = LANGUAGES.get(path.split('.').at(-1) ?? '') ?? 'plaintext';
  const document = new FakeDocument(FakeUri.file(path), language, readFileSync(path, 'utf8'));
  document.open();
  return document;
}

async function probe(api: StateProbeApi, document: FakeDocument): Promise<ProbeResult> {
  const found = await api.probe(document.uri as never);
  const odd = found?.probe.models.filter(({ state }) => state.kind !== 'done' && state.kind !== 'not applicable');
  if (!found || odd?.length !== 0) throw new Error(`${document.uri.path} was not probed: ${JSON.stringify(odd)}`);
  return found;
}

const settled = () => new Promise((resolve) => setTimeout(resolve, SETTLED_MS));

async function repeated(root: string, path: string, times: number): Promise<Repeated> {
  let api: StateProbeApi | undefined;
  const activation = await timed(() => (api = activate(root)));
  if (!api) throw new Error('it was not activated');
  let events = 0;
  for (const { onDidChangeCodeLenses } of editor.lenses) onDidChangeCodeLenses(() => events++);
  const document = open(path);
  const { wall: first } = await timed(() => probe(api as StateProbeApi, document));
  const again: number[] = [];
  const lensEvents: number[] = [];
  for (let time = 0; time < times; time++) {
    await settled();
    const before = events;
    again.push((await timed(() => probe(api as StateProbeApi, document))).wall);
    lensEvents.push(events - before);
  }
  return { activation, first, again, lensEvents };
}

async function many(root: string, count: number, paths: readonly string[]): Promise<Many> {
  const api = activate(root);
  let steps = 0;
  for (let made = 0; made < count; made++) {
    const document = open(paths[made % paths.length] ?? '');
    steps += (await probe(api, document)).probe.steps.count;
    document.close();
  }
  await settled();
  globalThis.gc?.();
  return { steps, ...process.memoryUsage() };
}

const [root = '', scenario, ...rest] = process.argv.slice(2);
const done =
  scenario === 'many' ? many(root, Number(rest[0]), rest.slice(1)) : repeated(root, rest[0] ?? '', Number(rest[1]));
done.then(
  (told) => process.stdout.write(JSON.stringify(told), () => process.exit()),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
