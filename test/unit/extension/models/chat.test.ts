import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import type * as vscode from 'vscode';
import type { StateProbeApi } from '../../../../src/extension/api';
import { patience } from '../../../../scripts/lib/patience.mjs';
import { FakeEndpoint, swapped } from '../../chat/fake-endpoint';
import { program } from '../../language-model/tracking-model';
import {
  changeSettings,
  closeAll,
  editor,
  FakeDocument,
  FakeMemento,
  FakeSecrets,
  FakeUri,
  runCommand,
} from '../fake-vscode';
import { useKeptProcesses } from '../../kept-processes';

const ROOT = resolve(__dirname, '../../../..');
const TOKEN = 'a-secret-that-nobody-sees';
const ID = 'chat-org-tiny-1b';

describe('chat models, in the editor', function () {
  this.timeout(patience(60_000));
  useKeptProcesses();
  let api: StateProbeApi;
  let subscriptions: vscode.Disposable[] = [];
  let activate: (context: vscode.ExtensionContext) => StateProbeApi;
  let [endpoint, secrets] = [new FakeEndpoint(), new FakeSecrets()];

  before(async () => ({ activate } = await import('../../../../src/extension/extension')));
  beforeEach(async () => {
    [endpoint, secrets] = [new FakeEndpoint(), new FakeSecrets()];
    await endpoint.open();
    endpoint.answering = swapped;
    Object.assign(editor, { settings: { models: [ID] }, isTrusted: true });
    for (const list of [editor.said, editor.logged, editor.failed, editor.typed, editor.boxes]) list.length = 0;
    editor.press = () => 'Use Server';
  });
  afterEach(() => {
    closeAll();
    for (const one of subscriptions) one.dispose();
    endpoint.close();
    assert.doesNotMatch([...editor.logged, ...editor.said].join('\n'), new RegExp(TOKEN));
    Object.assign(editor, { settings: {}, isTrusted: true, press: () => undefined });
  });

  /** @param agreed as this machine remembers it */
  async function begin(agreed: readonly string[] = []): Promise<void> {
    const globalState = new FakeMemento();
    await globalState.update('stateProbe.servers', agreed);
    subscriptions = [];
    const context = { subscriptions, workspaceState: new FakeMemento(), globalState, secrets };
    api = activate({ ...context, extensionUri: FakeUri.file(ROOT) } as unknown as vscode.ExtensionContext);
    changeSettings({ modelFolders: [endpoint.place()] });
  }

  async function until(ask: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + patience(30_000);
    while (!(await ask())) {
      assert.ok(Date.now() < end, `this never came true: ${ask.toString()}\n${editor.logged.join('\n')}`);
      await new Promise((done) => setTimeout(done, 10));
    }
  }

  const isListed = async (): Promise<boolean> => (await api.models()).languages.some(({ id }) => id === ID);
  const hasProblem = async (pattern: RegExp): Promise<boolean> =>
    (await api.models()).problems.some(({ reason }) => pattern.test(reason));

  function probe() {
    const document = new FakeDocument(FakeUri.file('/w/cups.py'), 'python', program([0, 2, 1]));
    document.open();
    return api.probe(document.uri as unknown as vscode.Uri);
  }

  it('are sent nothing before a person agrees to send texts, though numbers may be sent to the same server', async () => {
    editor.press = () => undefined;
    await begin([endpoint.origin]);
    await until(() => hasProblem(/nothing was sent to http:\/\/127\.0\.0\.1:\d+ yet/));
    assert.match(editor.said.join('\n'), /Send texts to the chat model on http.* Each probe of a program or a story/);
    await probe();
    assert.deepEqual([endpoint.heard, await isListed()], [[], false]);
  });

  it('are listed without a word to them, and have a lane once they are ticked', async () => {
    await secrets.store(`stateProbe.token ${endpoint.origin}`, TOKEN);
    await begin([`texts to ${endpoint.origin}`]);
    await until(isListed);
    assert.equal(endpoint.heard.length, 0);
    assert.match(JSON.stringify(await editor.lists.get('stateProbe.models')?.getChildren()), /org\/tiny:1b/);
    const found = await probe();
    const model = found?.probe.models.find(({ id }) => id === ID);
    assert.ok(model?.state.kind === 'done', JSON.stringify(model?.state));
    assert.deepEqual([model.state.run.accuracy, model.state.run.rightAtEnd], [1, true]);
    assert.match(model.beside ?? '', /^3 questions, 300 tokens read/);
    assert.ok(endpoint.heard.every(({ authorization }) => authorization === `Bearer ${TOKEN}`));
    assert.ok(endpoint.heard.at(-1)?.body.messages[0]?.content.includes(program([0, 2, 1]).trim()));
  });

  it('that fail say why in their lane, and those that are cancelled are asked no more', async () => {
    await begin([`texts to ${endpoint.origin}`]);
    await until(isListed);
    endpoint.answering = (_, response) => void response.writeHead(401).end();
    const failed = (await probe())?.probe.models.find(({ id }) => id === ID)?.state;
    assert.ok(failed?.kind === 'failed');
    assert.match(failed.reason, /answers 401; it may want a token/);
    endpoint.heard.length = 0;
    endpoint.answering = () => void runCommand('stateProbe.cancel');
    await probe();
    assert.equal(endpoint.heard.length, 1);
  });

  it('are not asked in a workspace that is not trusted', async () => {
    editor.isTrusted = false;
    await begin([`texts to ${endpoint.origin}`]);
    await until(() => hasProblem(/only a trusted workspace asks/));
    await probe();
    assert.deepEqual([endpoint.heard, await isListed()], [[], false]);
  });

  describe('of the editor itself', () => {
    const PLACE = 'vscode-lm:cup-makers/cups%201';
    const OWN = 'chat-cups-1';
    let asked: { question: string; options: Record<string, unknown> }[] = [];
    let answer: (question: string) => AsyncIterable<string> | Promise<never>;

    beforeEach(() => {
      asked = [];
      answer = (question) => inParts(swapped(question));
      editor.settings = { models: [OWN] };
      editor.languageModels = [
        {
          ...{ vendor: 'cup-makers', id: 'cups 1', name: 'Cups One', family: 'cups', maxInputTokens: 8000 },
          sendRequest: async ([message], { modelOptions }) => {
            asked.push({ question: message?.content ?? '', options: modelOptions });
            return { text: await answer(message?.content ?? '') };
          },
          countTokens: (text) => Promise.resolve(text.length),
        },
      ];
    });
    afterEach(() => void (editor.languageModels = []));

    const lane = async (id = OWN) => (await probe())?.probe.models.find((model) => model.id === id);
    const listed = async (agreed = ['texts to vscode-lm:cup-makers']): Promise<void> => {
      await begin(agreed);
      changeSettings({ modelFolders: [PLACE] });
      await until(async () => (await api.models()).languages.some(({ id }) => id === OWN));
    };

    it('are asked nothing before a person agrees to it', async () => {
      editor.press = () => undefined;
      await begin();
      changeSettings({ modelFolders: [PLACE] });
      await until(() => hasProblem(/nothing was sent to vscode-lm:cup-makers yet; agree in the message/));
      assert.match(editor.said.join('\n'), /Send texts to the language models of cup-makers in this editor\?/);
      await probe();
      assert.deepEqual(asked, []);
    });

    it('have a lane, and a second one in which they think in writing first, as the settings say', async () => {
      await listed();
      changeSettings({
        'chat.reasoning': true,
        'chat.every': 3,
        'chat.template': 'Own words: {text} {places} {objects} {manner} {shape}',
      });
      const found = await probe();
      const lanes = found?.probe.models.filter(({ id }) => id.startsWith(OWN)) ?? [];
      assert.deepEqual(
        lanes.map(({ name }) => name),
        ['cups 1', 'cups 1, reasoning first'],
      );
      // Own words lay the text out otherwise, so that this model sees no cups: it is wrong, and says why.
      assert.ok(lanes.every(({ state }) => state.kind === 'done' && state.run.accuracy === 0));
      assert.equal(asked.length, 2);
      assert.match(asked[0]?.question ?? '', /^Own words: -{8}\n/);
      assert.match(asked[1]?.question ?? '', /First follow the text step by step/);
      assert.equal(asked[0]?.options['temperature'], 0);
    });

    it('say their tokens, and a manner in which they cannot be asked', async () => {
      await listed();
      const model = await lane();
      assert.ok(model?.state.kind === 'done', JSON.stringify(model?.state));
      assert.deepEqual([model.state.run.accuracy, asked.length], [1, 3]);
      const read = asked.reduce((sum, { question }) => sum + question.length, 0);
      assert.match(model.beside ?? '', new RegExp(`^3 questions, ${read.toLocaleString('en-US')} tokens read`));
      changeSettings({ 'chat.template': 'What is it?' });
      const failed = (await lane())?.state;
      assert.ok(failed?.kind === 'failed');
      assert.match(failed.reason, /the setting stateProbe\.chat\.template: a template needs \{text\}/);
    });

    it('that refuse, are gone, or break off say so', async () => {
      await listed();
      const { LanguageModelError } = await import('../fake-vscode');
      const said = async (): Promise<string> => {
        const state = (await lane())?.state;
        return state?.kind === 'failed' ? state.reason : JSON.stringify(state);
      };
      answer = () => Promise.reject(LanguageModelError.NoPermissions('the person said no'));
      assert.match(await said(), /the editor was not allowed to ask it \(the person said no\): probe again/);
      answer = () => Promise.reject(new Error('quota is used up'));
      assert.equal(await said(), 'quota is used up');
      editor.languageModels = [];
      assert.match(await said(), /has no language model cups 1 of cup-makers now/);
    });

    it('are cancelled in the middle of an answer', async () => {
      await listed();
      answer = () => {
        void runCommand('stateProbe.cancel');
        return new Promise<never>(() => undefined);
      };
      const model = await lane();
      assert.ok(model === undefined || model.state.kind === 'cancelled', JSON.stringify(model?.state));
      assert.equal(asked.length, 1);
    });
  });
});

async function* inParts(text: string): AsyncGenerator<string> {
  for (const part of text.match(/.{1,9}/gsu) ?? []) yield await Promise.resolve(part);
}
