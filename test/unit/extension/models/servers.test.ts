import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type * as vscode from 'vscode';
import type { StateProbeApi } from '../../../../src/extension/api';
import type { Model, ModelProblem } from '../../../../src/models/catalogue';
import { patience } from '../../../../scripts/lib/patience.mjs';
import { Fake, send } from '../../inference/fake-server';
import { onnxFile } from '../../models/onnx-fixture';
import { parityManifest, paritySpec } from '../../models/tiny-models';
import {
  changeSettings,
  closeAll,
  editor,
  FakeDocument,
  FakeMemento,
  FakeSecrets,
  FakeUri,
  runCommand,
  trust,
} from '../fake-vscode';
import { useKeptProcesses } from '../../kept-processes';

const ROOT = resolve(__dirname, '../../../..');
const TOKEN = 'a-secret-that-nobody-sees';

describe('models on servers, in the editor', function () {
  this.timeout(patience(60_000));
  useKeptProcesses();
  let api: StateProbeApi;
  let subscriptions: vscode.Disposable[] = [];
  let secrets: FakeSecrets;
  let fake: Fake;
  let other: Fake;
  let folder: string;

  beforeEach(async () => {
    [fake, other] = [new Fake(), new Fake()];
    await Promise.all([fake.listen(), other.listen()]);
    other.ways = { manifest: parityManifest({ id: 'other' }) };
    folder = mkdtempSync(join(tmpdir(), 'state-probe-servers-'));
    Object.assign(editor, { settings: { provider: 'cpu', models: ['parity'] }, isTrusted: true });
    for (const list of [editor.said, editor.logged, editor.failed, editor.typed, editor.boxes]) list.length = 0;
    editor.press = () => 'Use Server';
    secrets = new FakeSecrets();
    begin(new FakeMemento());
  });
  afterEach(() => {
    closeAll();
    for (const one of subscriptions) one.dispose();
    fake.close();
    other.close();
    rmSync(folder, { recursive: true });
    assert.doesNotMatch([...editor.logged, ...editor.said].join('\n'), new RegExp(TOKEN));
    assert.doesNotMatch(JSON.stringify(editor.settings), new RegExp(TOKEN));
    Object.assign(editor, {
      settings: {},
      isTrusted: true,
      press: () => undefined,
      pick: (items: unknown[]) => items[0],
    });
  });

  let activate: (context: vscode.ExtensionContext) => StateProbeApi;
  before(async () => ({ activate } = await import('../../../../src/extension/extension')));

  function begin(globalState: FakeMemento): void {
    for (const one of subscriptions) one.dispose();
    subscriptions = [];
    const context = { subscriptions, workspaceState: new FakeMemento(), globalState, secrets };
    api = activate({ ...context, extensionUri: FakeUri.file(ROOT) } as unknown as vscode.ExtensionContext);
  }

  const originOf = ({ url }: Fake) => new URL(url).origin;
  const modelOf = async (id: string): Promise<Model | undefined> =>
    (await api.models()).models.find(({ manifest }) => manifest.id === id);
  const problemOf = async (path: string): Promise<ModelProblem | undefined> =>
    (await api.models()).problems.find((problem) => problem.path === path);

  async function until<T>(ask: () => Promise<T | undefined> | T | undefined): Promise<T> {
    const end = Date.now() + patience(30_000);
    for (;;) {
      const found = await ask();
      if (found !== undefined && found !== false) return found;
      assert.ok(Date.now() < end, `this never came true: ${ask.toString()}\n${editor.logged.join('\n')}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  const reasonOf = (path: string, pattern: RegExp) =>
    until(async () => pattern.test((await problemOf(path))?.reason ?? '') || undefined);

  function open(): vscode.Uri {
    const document = new FakeDocument(FakeUri.file('/w/t.py'), 'python', 'a, b = 1, 2\na, b = b, a\na, b = b, a\n');
    document.open();
    return document.uri as unknown as vscode.Uri;
  }

  async function statesOf(): Promise<unknown[]> {
    const result = await api.probe(open());
    return result?.probe.models.map(({ id, state }) => [id, state.kind]) ?? [];
  }

  it('are asked only when a person has agreed to what is sent, once for each server', async () => {
    editor.press = () => undefined;
    changeSettings({ modelFolders: [fake.url] });
    await reasonOf(fake.url, /nothing was sent to http:\/\/127\.0\.0\.1:\d+ yet/);
    await runCommand('stateProbe.reloadModels');
    await reasonOf(fake.url, /nothing was sent/);
    assert.deepEqual(fake.asked, []);
    const [said, ...more] = editor.said.filter((message) => message.includes(originOf(fake)));
    assert.match(said ?? '', /token ids, numbers .* Texts, their names and paths stay here/);
    assert.deepEqual(more, []);
    assert.match(JSON.stringify(await editor.lists.get('stateProbe.models')?.getChildren()), /nothing was sent/);
  });

  it('are listed with what the server says, and run like a file', async () => {
    changeSettings({ modelFolders: [fake.url] });
    const { path } = await until(() => modelOf('parity'));
    assert.equal(path, fake.url);
    assert.deepEqual(await statesOf(), [['parity', 'done']]);
    assert.ok(fake.asked.some((one) => one.endsWith('/infer')));
    assert.deepEqual(editor.failed, []);
  });

  it('are added by their address, unless the person does not want what is sent', async () => {
    editor.pick = (items) => items.find(({ label }) => label.includes('Address'));
    editor.typed.push(fake.url);
    editor.press = () => undefined;
    await runCommand('stateProbe.addModel');
    assert.deepEqual([fake.asked, editor.settings['modelFolders']], [[], undefined]);
    editor.typed.push(fake.url);
    editor.press = () => 'Use Server';
    await runCommand('stateProbe.addModel');
    assert.deepEqual(editor.settings['modelFolders'], [fake.url]);
    assert.ok(
      editor.said.some((message) => /^parity follows the contract/.test(message)),
      editor.said.join('\n'),
    );
    assert.ok(await until(() => modelOf('parity')));
  });

  it('have a token each, from the secret storage, that nobody else is shown', async () => {
    fake.ways = { token: TOKEN };
    changeSettings({ modelFolders: [fake.url, other.url] });
    await reasonOf(fake.url, /401: who are you\?; .*Set Token for Model Server/);
    editor.pick = (items) => items.find(({ label }) => label === originOf(fake));
    editor.typed.push(TOKEN);
    await runCommand('stateProbe.setServerToken');
    assert.equal(editor.boxes.at(-1)?.password, true);
    await until(() => modelOf('parity'));
    assert.deepEqual([...secrets.kept.values()], [TOKEN]);
    assert.deepEqual(await statesOf(), [['parity', 'done']]);
    await until(() => modelOf('other'));
    assert.deepEqual(new Set(other.tokens), new Set([undefined]));
    editor.typed.push('');
    await runCommand('stateProbe.setServerToken');
    assert.equal(secrets.kept.size, 0);
    await reasonOf(fake.url, /401/);
  });

  it('get no token over an open connection', async () => {
    // Nobody agrees to it, so that it is not asked.
    editor.press = () => undefined;
    changeSettings({ modelFolders: ['http://models.example/v2/models/x'] });
    editor.typed.push(TOKEN);
    await runCommand('stateProbe.setServerToken');
    assert.match(editor.said.at(-1) ?? '', /is not encrypted, so no token is sent there/);
    assert.equal(secrets.kept.size, 0);
  });

  it('are not followed to another server, and what they say of a token is not repeated', async () => {
    secrets.kept.set(`stateProbe.token ${originOf(fake)}`, TOKEN);
    fake.ways = {
      metadata: (_, response) => void response.writeHead(307, { location: `${other.url}?${TOKEN}` }).end(),
    };
    changeSettings({ modelFolders: [fake.url] });
    await reasonOf(fake.url, /sends on to .*, which is not followed/);
    assert.deepEqual(other.asked, []);
    fake.ways = {
      metadata: (asked, response) => send(response, { error: `no: ${asked.headers.authorization ?? ''}` }, 403),
    };
    await runCommand('stateProbe.reloadModels');
    await reasonOf(fake.url, /403: no: Bearer \*\*\*/);
  });

  it('are refused where the workspace is not trusted', async () => {
    editor.isTrusted = false;
    changeSettings({ modelFolders: [fake.url] });
    await reasonOf(fake.url, /which only a trusted workspace asks: trust it/);
    await runCommand('stateProbe.checkModelFile', { kind: 'problem', problem: { path: fake.url } });
    assert.match(editor.said.at(-1) ?? '', /only a trusted workspace/);
    assert.deepEqual(fake.asked, []);
    trust();
    assert.ok(await until(() => modelOf('parity')));
  });

  it('keep nothing waiting where they are slow, and are told where they are gone or wrong', async () => {
    fake.ways = { metadata: () => undefined };
    const { url } = other;
    other.close();
    changeSettings({
      modelFolders: [fake.url, url, 'https://h/v1/x', `https://me:hunter2@host/v2/models/x`],
      models: ['s5-rnn-ssm'],
    });
    assert.equal((await problemOf(fake.url))?.reason, 'its server is being asked');
    const { path } = (await modelOf('s5-rnn-ssm')) ?? assert.fail();
    assert.match(path, /s5-rnn-ssm/);
    assert.deepEqual(await statesOf(), [['s5-rnn-ssm', 'done']]);
    await reasonOf(url, /nobody listens there/);
    await reasonOf('https://h/v1/x', /an address of a model is https/);
    await reasonOf('https://host/v2/models/x', /holds no credentials: .*Set Token for Model Server/);
    assert.doesNotMatch([...editor.logged, ...editor.said].join('\n'), /hunter2/);
    assert.equal((await problemOf(fake.url))?.reason, 'its server is being asked');
  });

  it('that never answer a run are cancelled', async () => {
    changeSettings({ modelFolders: [fake.url] });
    await until(() => modelOf('parity'));
    fake.ways = { infer: () => undefined };
    fake.asked.length = 0;
    const probe = api.probe(open());
    await until(() => fake.asked.some((one) => one.endsWith('/infer')) || undefined);
    await runCommand('stateProbe.cancel');
    await probe;
    assert.deepEqual(
      api.currentProbe()?.probe.models.map(({ state }) => state.kind),
      ['cancelled'],
    );
  });

  it('may be named by a file, which is followed to no other server than that agreed to', async () => {
    const file = join(folder, 'there.state-probe.json');
    const name = (url: string) => writeFileSync(file, JSON.stringify({ url, id: 'parity' }));
    name(fake.url);
    changeSettings({ modelFolders: [file] });
    await until(() => modelOf('parity'));
    editor.press = () => undefined;
    name(other.url);
    // The list does not know of it yet.
    assert.deepEqual(await statesOf(), [['parity', 'failed']]);
    assert.deepEqual(other.asked, []);
    for (const { folder: where, glob, tell } of [...editor.watched])
      if (where === folder && glob.startsWith('there')) tell();
    await reasonOf(file, /nothing was sent/);
    assert.deepEqual(other.asked, []);
  });

  it('beside: a file that tells of a model is seen when it changes', async () => {
    writeFileSync(join(folder, 'mine.onnx'), onnxFile(paritySpec()));
    const one = join(folder, 'mine.onnx');
    for (const place of [folder, one]) {
      changeSettings({ modelFolders: [place] });
      await until(() => modelOf('parity'));
      const sidecar = join(folder, 'mine.state-probe.json');
      writeFileSync(sidecar, JSON.stringify({ name: 'Renamed beside' }));
      const glob = place === folder ? '*.state-probe.json' : 'mine.state-probe.json';
      await until(() => editor.watched.find((watched) => watched.folder === folder && watched.glob === glob));
      editor.watched.find((watched) => watched.glob === glob)?.tell();
      await until(async () => (await modelOf('parity'))?.manifest.name === 'Renamed beside' || undefined);
      rmSync(sidecar);
    }
  });
});
