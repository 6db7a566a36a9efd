import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as vscode from 'vscode';
import type { VerbRunner } from '../../../../src/extension/datasets/verb-runner';
import type { ModelLibrary } from '../../../../src/extension/models/library';
import type { OutputTexts } from '../../../../src/extension/workbench/output-texts';
import { chatModelAt } from '../../../../src/models/chat/model';
import { SERVERS_VARIABLE, serversIn } from '../../../../src/models/remote/handed';
import { temporaryFolder } from '../../models/tiny-models';
import { changeSettings, editor, FakeUri } from '../fake-vscode';

const CHAT = 'https://chat.example/v1/chat/completions#tiny';

describe('models on data sets in the editor', () => {
  const folder = temporaryFolder();
  const ran: { argv: readonly string[]; env: Readonly<Record<string, string>>; question: string | undefined }[] = [];
  const shown: string[] = [];
  const asked: { message: string; buttons: readonly string[] }[] = [];
  const questionIn = (argv: readonly string[]): string | undefined =>
    argv.find((one) => one.startsWith('--template='))?.slice('--template='.length);
  const runner = {
    text: (_: string, argv: readonly string[], __: string, env: Readonly<Record<string, string>>) => {
      const path = questionIn(argv);
      ran.push({ argv, env, question: path === undefined ? undefined : readFileSync(path, 'utf8') });
      return Promise.resolve('what was measured');
    },
  } as unknown as VerbRunner;
  const model = { path: '/m/own.onnx', manifest: { id: 'own', name: 'Own', task: { kind: 'monoid', name: 'S3' } } };
  const library = {
    complete: () =>
      Promise.resolve({ models: [model], languages: [chatModelAt(CHAT), chatModelAt('vscode-lm:vendor/one')] }),
    chosen: () => Promise.resolve([]),
  } as unknown as ModelLibrary;
  const outputs = {
    show: (_: string, text: string) => Promise.resolve(void shown.push(text)),
  } as unknown as OutputTexts;
  let offered: readonly { label: string; picked?: boolean }[] = [];

  beforeEach(() => {
    for (const list of [ran, shown, asked]) list.length = 0;
    editor.press = (message, buttons) => {
      asked.push({ message, buttons });
      return buttons[0];
    };
  });
  afterEach(() =>
    Object.assign(editor, { settings: {}, press: () => undefined, pick: (items: unknown[]) => items[0] }),
  );

  async function evaluate(name: string, lines: readonly object[], labels: readonly string[]): Promise<void> {
    const { DatasetEvaluation } = await import('../../../../src/extension/datasets/evaluation');
    const path = join(folder.path, name);
    writeFileSync(path, lines.map((line) => JSON.stringify(line)).join('\n'));
    editor.pick = (items) => {
      offered = items;
      return items.filter(({ label }) => labels.includes(label));
    };
    const access = (place: string) => ({ origin: new URL(place).origin, token: 'secret' });
    const evaluation = new DatasetEvaluation(runner, library, outputs, access);
    await evaluation.evaluate(FakeUri.file(path) as unknown as vscode.Uri);
  }
  const stories = [{ input: 'Ann has a pen. Ben has a cup. Ann and Ben swap. Who has the pen?', target: 'Ben' }];

  it('ask chat models that a person ticks and agrees to once more, as the settings say', async () => {
    changeSettings({ 'chat.samples': 3, 'chat.reasoning': true, 'chat.template': '{text} {places} {objects} {shape}' });
    await evaluate('stories.json', stories, ['Own', 'tiny']);
    assert.deepEqual(
      offered.map(({ label, picked }) => [label, picked]),
      [
        ['Own', true],
        ['tiny', undefined],
      ],
    );
    const [{ argv, env, question } = { argv: [], env: {}, question: undefined }] = ran;
    assert.deepEqual(argv.slice(0, 3), ['eval', join(folder.path, 'stories.json'), `--models=own,${CHAT}`]);
    assert.ok(argv.includes('--samples=3') && argv.includes('--reasoning') && !argv.join().includes('secret'));
    assert.deepEqual(serversIn(env[SERVERS_VARIABLE]), { [CHAT]: { origin: 'https://chat.example', token: 'secret' } });
    assert.equal(question, '{text} {places} {objects} {shape}');
    assert.equal(existsSync(questionIn(argv) ?? ''), false, 'the file of the question is gone');
    assert.deepEqual(
      asked.map(({ buttons }) => buttons),
      [['Ask']],
    );
    assert.match(
      shown[0] ?? '',
      /all stories, by objects and steps; chat models on at most 20, by length\.\n\nwhat was measured$/,
    );
  });

  it('ask nobody who was not agreed to, and other models without a question', async () => {
    editor.press = () => undefined;
    await evaluate('stories.json', stories, ['tiny']);
    assert.deepEqual([ran, shown], [[], []]);
    await evaluate('stories.json', stories, ['Own']);
    assert.deepEqual([ran[0]?.argv[2], ran[0]?.env], ['--models=own', {}]);
    assert.doesNotMatch(shown[0] ?? '', /chat models/);
  });
});
