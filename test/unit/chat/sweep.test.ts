import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../../../src/analysis/results';
import { stateProbe } from '../cli/run-cli';
import { parityManifest, paritySpec, temporaryFolder } from '../models/tiny-models';
import { FakeEndpoint } from './fake-endpoint';

describe('a sweep with chat models', function () {
  this.timeout(60_000);
  const endpoint = new FakeEndpoint();
  const folder = temporaryFolder();
  const [file, out] = [join(folder.path, 'sweep.json'), join(folder.path, 'rows.jsonl')];
  before(async () => {
    folder.write('parity.onnx', paritySpec(parityManifest()));
    await endpoint.open();
  });
  after(() => endpoint.close());
  beforeEach(() => void (endpoint.heard.length = 0));

  const write = (change: object): void =>
    writeFileSync(
      file,
      JSON.stringify({ lengths: [2, '3-9'], seeds: [1, 2], count: 20, out: 'rows.jsonl', ...change }),
    );
  const lines = (): Result[] =>
    readFileSync(out, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Result);
  const undated = (rows: readonly Result[]): string[] =>
    rows.map(({ asked, ...row }) => JSON.stringify({ ...row, asked: { ...asked, date: '' } })).sort();
  it('asks them beside other models, says before how much, and goes on from what stands there', async () => {
    const chat = { dresses: ['python', 'narrative'], lengths: [1, 2], count: 3, reasoning: true, samples: 2 };
    write({ models: ['parity.onnx', endpoint.place()], chat });
    endpoint.answering = () => '{"cups[0]": "pea"}';
    const listed = JSON.parse((await stateProbe(['sweep', file, '--list', '--json'])).out) as {
      commands: string[][];
      questions: number;
    };
    // Two lanes, seeds, dresses and lengths, of three words and two answers each.
    assert.equal(listed.questions, 96);
    assert.equal(endpoint.heard.length, 0);
    const html = join(folder.path, 'page.html');
    const all = await stateProbe(['sweep', file, '--json', '--html', html]);
    assert.equal(all.code, 0, all.err);
    assert.match(all.err, /96 questions about random words for org\/tiny:1b, sent to http:\/\/127\.0\.0\.1:/);
    const report = JSON.parse(all.out.split('\n')[0] ?? '') as object;
    assert.deepEqual(
      { ...report, version: '', out: '' },
      {
        ...{ format: 'state-probe/sweep@1', version: '', out: '', known: 0, questions: 96, measured: 20, failed: [] },
      },
    );
    assert.equal(endpoint.heard.length, 96);
    const rows = lines();
    const chats = rows.filter(({ told: dress }) => dress !== undefined);
    assert.deepEqual([rows.length, chats.length], [20, 16]);
    assert.equal(new Set(chats.map(({ id, told: dress, seed, length }) => [id, dress, seed, length].join())).size, 16);
    assert.ok(chats.every(({ asked, count }) => asked?.samples === 2 && asked.temperature === 0.7 && count === 3));
    const page = readFileSync(html, 'utf8');
    for (const part of [
      'swaps of five, told as narrative',
      'swaps of five, told as python',
      'reasoning first',
      'Parity',
    ])
      assert.ok(page.includes(part), part);
    // What is lost is asked again, and nothing else.
    const lost = chats.filter(({ length, seed }) => length === 2 && seed === 1);
    writeFileSync(
      out,
      `${rows
        .filter((row) => !lost.includes(row))
        .map((row) => JSON.stringify(row))
        .join('\n')}\n`,
    );
    endpoint.heard.length = 0;
    const again = await stateProbe(['sweep', file]);
    assert.match(again.out, /rows\.jsonl: 4 measurements, 16 stood there already/);
    assert.equal(endpoint.heard.length, 4 * 3 * 2);
    assert.deepEqual(undated(lines()), undated(rows));
    // The commands measure the same.
    writeFileSync(out, '');
    for (const command of listed.commands) assert.equal((await stateProbe(command)).code, 0, command.join(' '));
    assert.deepEqual(undated(lines()), undated(rows));
  });

  it('is told which of them cannot be asked, and asks such a model no more', async () => {
    writeFileSync(out, '');
    let asked = 0;
    endpoint.answering = (_, response) => {
      const { model } = endpoint.heard.at(-1)?.body ?? {};
      if (model === 'other') return '{}';
      asked++;
      return void response.writeHead(401).end();
    };
    write({
      models: ['parity.onnx', endpoint.place(), endpoint.place('other')],
      chat: { dresses: ['python'], count: 2, lengths: [1, 2] },
      seeds: [1],
    });
    const { code, err, out: said } = await stateProbe(['sweep', file]);
    assert.equal(code, 1);
    assert.match(err, /not measured: chat-org-tiny-1b, length 1, python, seed 1: .*401/);
    assert.match(err, /not measured: chat-org-tiny-1b, length 2, python, seed 1: not asked after: .*401/);
    assert.match(said, /4 measurements, 0 stood there already/);
    assert.equal(asked, 1);
    assert.equal(lines().length, 4);
  });

  it('shows a token to the servers alone that the command names', async () => {
    writeFileSync(out, '');
    write({ models: [endpoint.place()], chat: { dresses: ['python'], count: 1, lengths: [1] }, seeds: [1] });
    endpoint.answering = () => '{}';
    process.env['STATE_PROBE_TOKEN'] = 'secret';
    try {
      await stateProbe(['sweep', file]);
      writeFileSync(out, '');
      await stateProbe(['sweep', file, '--servers', endpoint.origin]);
    } finally {
      delete process.env['STATE_PROBE_TOKEN'];
    }
    assert.deepEqual(
      endpoint.heard.map(({ authorization }) => authorization),
      [undefined, 'Bearer secret'],
    );
  });

  it('refuses what cannot be told or asked, at its place', async () => {
    const fault = async (change: object): Promise<string> => {
      write({ models: [endpoint.place()], ...change });
      return (await stateProbe(['sweep', file])).err;
    };
    assert.match(await fault({ lengths: ['3-9', 200] }), /lengths: chat models are told words of at most 100 steps/);
    assert.match(
      await fault({ chat: { samples: 2, temperature: 0 } }),
      /chat\.samples: several answers at a temperature of 0/,
    );
    assert.match(await fault({ chat: { template: 'none.txt' } }), /none\.txt: /);
    assert.match(await fault({ models: ['vscode-lm:a/b'] }), /models\[0\]: /);
    assert.match(
      await fault({ models: [`${endpoint.origin}/v1/chat/completions`] }),
      /models\[0\]: an address of a chat model is/,
    );
    writeFileSync(join(folder.path, 'bad.txt'), 'What is {text}?');
    assert.match(await fault({ chat: { template: 'bad.txt' } }), /chat\.template: /);
    assert.equal(endpoint.heard.length, 0);
  });

  it('keeps what was measured where it is stopped', async () => {
    writeFileSync(out, '');
    write({ models: [endpoint.place()], chat: { dresses: ['python'], count: 2, lengths: [1, 2] }, seeds: [1] });
    const ending = new AbortController();
    endpoint.answering = () => {
      if (endpoint.heard.length === 4) ending.abort();
      return '{}';
    };
    const { err } = await stateProbe(['sweep', file], '', ending.signal);
    assert.match(err, /stopped; .*rows\.jsonl keeps what is measured/);
    assert.deepEqual(
      lines().map(({ length }) => length),
      [1],
    );
  });
});
