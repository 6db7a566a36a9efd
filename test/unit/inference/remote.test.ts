import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { InferenceClient } from '../../../src/inference/client';
import { patched } from '../../../src/inference/patch/patched';
import { openRemote, remoteFiles } from '../../../src/inference/remote/remote';
import { runModel } from '../../../src/inference/run';
import type { ViewOf } from '../../../src/inference/view-of';
import { serversIn, serversText } from '../../../src/models/remote/handed';
import { checkServer } from '../../../src/inference/verify/server';
import { addressOf } from '../../../src/models/remote/address';
import { readRemoteModel } from '../../../src/models/remote/model';
import { accessTo } from '../../../src/cli/providers';
import { stateProbe } from '../cli/run-cli';
import { parityManifest, temporaryFolder } from '../models/tiny-models';
import { Fake, run, send, type Answer, type Ways } from './fake-server';

describe('a model on a server', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  const fake = new Fake();
  before(() => fake.listen());
  after(() => fake.close());
  beforeEach(() => {
    fake.ways = {};
    fake.asked.length = 0;
    fake.tokens.length = 0;
  });

  const request = (place: string, batch = 2, length = 3) => ({
    ...{ model: place, providers: ['cpu'] as const, vocabulary: 2, classes: 2, outputs: ['logits', 'hidden.0'] },
    ...{ tokens: Int32Array.from({ length: batch * length }, (_, at) => Number(at % 3 !== 0)), batch, length },
  });
  const ask = async (place = fake.url, token?: string) =>
    runModel(await openRemote(await remoteFiles(place, { token })), request(place), () => undefined);

  for (const ways of [{}, { isBinary: true }, { isBinary: true, datatype: 'FP16' }, { datatype: 'FP16' }])
    it(`is run as a file is: ${JSON.stringify(ways)}`, async () => {
      fake.ways = ways;
      const { tensors, provider } = await ask();
      assert.equal(provider, 'server');
      assert.deepEqual(tensors['logits']?.dims, [2, 3, 2]);
      assert.deepEqual([...tensors['logits'].data], [8, 0, 0, 8, 8, 0, 8, 0, 0, 8, 8, 0]);
      assert.deepEqual([...(tensors['hidden.0']?.data ?? [])], [8, 0, 0, 8, 0, 8, 8, 0, 0, 8, 0, 8]);
    });

  it('passes the check, line by line', async () => {
    fake.ways = { isBinary: true };
    const { checks, digest } = await checkServer(fake.url, {});
    assert.deepEqual(
      checks.filter(({ passed }) => passed !== true),
      [],
    );
    assert.deepEqual(
      checks.slice(0, 5).map(({ name }) => name),
      ['server', 'manifest', 'names', 'types', 'layers'],
    );
    assert.match(digest ?? '', /^[0-9a-f]{64}$/);
  });

  it('is run, measured and looked into through the process that runs models', async () => {
    const client = new InferenceClient(undefined, undefined, undefined, undefined, () => ({ token: 'secret' }));
    fake.ways = { token: 'secret' };
    try {
      const { tensors } = await client.run(request(fake.url));
      assert.equal(tensors['logits']?.data.length, 12);
      const word = { name: 'w', first: 0, after: Int32Array.of(0, 1, 2), truth: Int32Array.of(0, 1, 0) };
      const rows = { output: 'hidden.0', form: 'raw', from: 0, to: 3, stride: 1, most: 10 } as const;
      const { data } = await client.look({ ...request(fake.url, 1), ...word }, 'rows', rows);
      assert.deepEqual([...data], [8, 0, 0, 8, 0, 8]);
      fake.ways = { token: 'secret', infer: () => undefined };
      const stop = new AbortController();
      const waiting = client.run(request(fake.url), { signal: stop.signal });
      setTimeout(() => stop.abort(), 100);
      await assert.rejects(waiting, { name: 'AbortError' });
    } finally {
      client.dispose();
    }
  });

  it('is named in a command by its address, or by a file that holds it', async () => {
    const args = ['--lengths', '4', '--count', '20', '--json'];
    const { code, out, err } = await stateProbe(['eval', '--models', fake.url, ...args]);
    assert.equal(code, 0, err);
    const [metric] = (JSON.parse(out) as { metrics: { full: number; provider: string }[] }).metrics;
    assert.deepEqual([metric?.full, metric?.provider], [1, 'server']);
    const file = join(folder.path, 'there.state-probe.json');
    writeFileSync(file, JSON.stringify({ url: fake.url, id: 'renamed' }));
    const model = await readRemoteModel(file, {});
    assert.ok('manifest' in model && model.manifest.id === 'renamed');
    fake.ways = { manifest: {} };
    writeFileSync(file, JSON.stringify({ url: fake.url, ...parityManifest({ id: 'own' }) }));
    const own = await readRemoteModel(file, {});
    assert.ok('manifest' in own && own.manifest.id === 'own');
    const bare = await readRemoteModel(fake.url, {});
    assert.match('reason' in bare ? bare.reason : '', /no "state-probe" among the model's parameters/);
  });

  describe('whose layers may be replaced', () => {
    interface Given {
      name: string;
      datatype: string;
      data: (number | boolean)[];
    }
    const mask = { name: 'state-probe/mask hidden.0', datatype: 'BOOL', shape: [-1, -1, 1] };
    const value = { name: 'state-probe/value hidden.0', datatype: 'FP32', shape: [-1, -1, 2] };
    const tokens = { name: 'tokens', datatype: 'INT64', shape: [-1, -1] };
    const tells = (...inputs: object[]): Answer => {
      const output = (name: string) => ({ name, datatype: 'FP32', shape: [-1, -1, 2] });
      return (_, response) =>
        send(response, {
          ...{ name: 'parity', inputs: [tokens, ...inputs], outputs: [output('logits'), output('hidden.0')] },
          parameters: { 'state-probe': parityManifest() },
        });
    };
    /** Logits are the layer, which is the token, unless something else is put there. */
    const copies: Answer = (asked, response) => {
      void text(asked).then((body) => {
        const { inputs, outputs } = JSON.parse(body) as { inputs: Given[]; outputs: { name: string }[] };
        const find = ({ name }: { name: string }) => inputs.find((one) => one.name === name)?.data ?? [];
        const [ids, isOn, values] = [find(tokens), find(mask), find(value)];
        assert.ok(isOn.every((on) => typeof on === 'boolean'));
        const own = ids.flatMap((id) => [8 * (1 - Number(id)), 8 * Number(id)]);
        const data = own.map((one, at) => (isOn[at >> 1] === true ? values[at] : one));
        const all = outputs.map(({ name }) => ({ name, datatype: 'FP32', shape: [1, ids.length, 2], data }));
        send(response, { model_name: 'parity', outputs: all });
      });
    };
    const word = {
      ...{ name: 'w', providers: ['cpu'] as const, vocabulary: 2, classes: 2, outputs: [] },
      ...{ first: 0, after: Int32Array.of(0, 1, 2), truth: Int32Array.of(0, 1, 0), tokens: Int32Array.of(0, 1, 0) },
    };
    const change = async (ways: Ways, view: Partial<ViewOf> = {}) => {
      fake.ways = ways;
      const open = async (asked: ViewOf) => openRemote(await remoteFiles(fake.url, {}), { ...asked, ...view });
      const patch = { output: 'hidden.0', token: 1, value: { kind: 'values', values: Float32Array.of(3, 5) } } as const;
      return patched(open, { ...word, model: fake.url }, { patches: [patch], sources: [] }, () => undefined);
    };

    it('runs on from what is put in its place', async () => {
      const { before, after } = await change({ metadata: tells(mask, value), infer: copies });
      assert.deepEqual([...before.data], [8, 0, 0, 8, 8, 0]);
      assert.deepEqual([...after.data], [8, 0, 3, 5, 8, 0]);
    });

    it('says what it does not take', async () => {
      await assert.rejects(change({ metadata: tells(), infer: copies }), /takes nothing in place of "hidden\.0"/);
      await assert.rejects(
        change({ metadata: tells(mask, { ...value, datatype: 'FP64' }), infer: copies }),
        /"state-probe\/value hidden\.0" must be FP32 \[batch, length, width\], not FP64 \[-1, -1, 2\]/,
      );
      const ways = { metadata: tells(mask, value), infer: copies };
      await assert.rejects(change(ways, { states: [{ output: 'state.1', slots: 1 }] }), /no recurrent states/);
      await assert.rejects(change(ways, { untrained: 1 }), /shows nothing of its model’s graph/);
    });
  });

  const fails = async (ways: Ways, reason: RegExp): Promise<void> => {
    fake.ways = ways;
    await assert.rejects(ask(), (error: Error) => {
      assert.match(error.message, reason);
      return true;
    });
  };

  it('is asked again where it could not answer, and no more than three times', async () => {
    let times = 0;
    fake.ways = {
      infer: (asked, response) =>
        ++times < 3 ? send(response, { error: 'too much to do' }, 503) : void run(asked, response, 'FP32'),
    };
    assert.equal((await ask()).tensors['logits']?.data.length, 12);
    assert.equal(times, 3);
    await fails(
      { infer: (_, response) => send(response, { error: 'too much to do' }, 503) },
      /503: too much to do, asked 3 times/,
    );
    await fails({ infer: (asked) => asked.socket.destroy() }, /cannot be reached: .*asked 3 times/);
    times = 0;
    await fails(
      {
        infer: (_, response) => {
          times++;
          send(response, { error: 'a fault' }, 500);
        },
      },
      /answers 500: a fault/,
    );
    assert.equal(times, 1);
  });

  it('that breaks off in the middle of its answer is said to', () =>
    fails(
      {
        infer: (asked, response) => {
          response.writeHead(200, { 'content-length': '1000' }).write('{"outputs"');
          setTimeout(() => asked.socket.destroy(), 20);
        },
      },
      /broke off in the middle|terminated/,
    ));

  it('is not believed where its answer is huge, not JSON, or not what was asked for', async () => {
    const huge: Answer = (_, response) => {
      response.writeHead(200);
      const more = (): void => {
        while (response.write(Buffer.alloc(65536, 32)));
        response.once('drain', more);
      };
      response.on('error', () => undefined);
      more();
    };
    await fails({ infer: huge }, /answers with more than \d+ M/);
    const say =
      (outputs: unknown): Answer =>
      (_, response) =>
        send(response, { outputs });
    const one = { name: 'logits', datatype: 'FP32', shape: [2, 3, 2], data: new Array(12).fill(0) };
    const two = { ...one, name: 'hidden.0' };
    await fails({ infer: (_, response) => void response.end('oh') }, /not JSON/);
    await fails({ infer: say(undefined) }, /no outputs/);
    await fails({ infer: say([one]) }, /no output "hidden.0"/);
    await fails({ infer: say([one, { ...two, data: [1] }]) }, /"hidden.0" has 1 values, not 12/);
    await fails({ infer: say([one, { ...two, data: new Array(12).fill('a') }]) }, /no number/);
    await fails(
      { infer: say([{ ...one, shape: [2, 2, 3] }, two]) },
      /"logits" came out as \[2, 2, 3\], not \[2, 3, 2\]/,
    );
    await fails({ infer: say([{ ...one, datatype: 'BYTES' }, two]) }, /"logits" is BYTES/);
    await fails(
      { isBinary: true, infer: say([{ ...one, parameters: { binary_data_size: 48 } }, two]) },
      /"logits" of FP32 \[2, 3, 2\] has 0 bytes/,
    );
    await fails(
      { metadata: (_, response) => send(response, { name: 'x' }) },
      /does not speak the Open Inference Protocol: inputs is missing/,
    );
    await fails({ metadata: (_, response) => void response.end('<html>') }, /not JSON/);
  });

  it('sends on to nobody, and shows its token to nobody else', async () => {
    const other = new Fake();
    await other.listen();
    try {
      const away: Answer = (_, response) => void response.writeHead(307, { location: other.url }).end();
      await fails({ metadata: away }, /sends on to http.*, which is not followed/);
      fake.ways = { token: 'secret' };
      assert.equal((await ask(fake.url, 'secret')).tensors['logits']?.data.length, 12);
      fake.ways = { token: 'secret', infer: away };
      await assert.rejects(ask(fake.url, 'secret'), /not followed/);
      assert.deepEqual(other.asked, []);
      fake.ways = { token: 'secret' };
      await assert.rejects(ask(fake.url), /401: who are you\?; it may want a token/);
      await assert.rejects(remoteFiles('http://models.example/v2/models/x', { token: 'secret' }), /not encrypted/);
    } finally {
      other.close();
    }
  });

  it('gets no token that no header can carry, and nobody is told it', async () => {
    await assert.rejects(
      remoteFiles(fake.url, { token: 'two\nlines' }),
      (error: Error) =>
        !error.message.includes('lines\n') && /no token does/.test(error.message) && !error.message.includes('two'),
    );
    assert.deepEqual(fake.asked, []);
  });

  it('is shown the token of a command that names its address, not one that a file names', () => {
    const before = process.env['STATE_PROBE_TOKEN'];
    process.env['STATE_PROBE_TOKEN'] = 'secret';
    try {
      assert.equal(accessTo('https://models.example/v2/models/x').token, 'secret');
      assert.equal(accessTo('/from/anybody/x.state-probe.json').token, undefined);
    } finally {
      if (before === undefined) delete process.env['STATE_PROBE_TOKEN'];
      else process.env['STATE_PROBE_TOKEN'] = before;
    }
  });

  it('that the editor hands over is asked as it says, and no other one', () => {
    const place = 'https://models.example/v2/models/x';
    const handed = serversText(new Map([[place, { origin: 'https://models.example', token: 'secret' }]]));
    assert.deepEqual(serversIn(handed), { [place]: { origin: 'https://models.example', token: 'secret' } });
    assert.equal(serversIn(undefined), undefined);
    for (const broken of ['', 'null', `{"${place}": {"token": "secret"}}`, `{"${place}": {"origin": 1}}`])
      assert.deepEqual(serversIn(broken), {}, broken);
  });

  it('that is gone is said to be', async () => {
    const gone = new Fake();
    await gone.listen();
    const { url } = gone;
    gone.close();
    await assert.rejects(ask(url), /nobody listens there, asked 3 times/);
    const { code, out } = await stateProbe(['check', url]);
    assert.equal(code, 1);
    assert.match(out, /✗ server .*nobody listens there/);
  });

  it('has an address that says all of it, and holds no credentials', () => {
    assert.deepEqual(addressOf('https://host/a/v2/models/m%20x/versions/2/'), {
      origin: 'https://host',
      server: 'https://host/a/v2',
      model: 'https://host/a/v2/models/m%20x/versions/2',
      name: 'm x',
    });
    for (const bad of ['https://host', 'https://host/v1/models/x', 'ftp://h/v2/models/x', 'https://h/v2/models/x?y'])
      assert.throws(() => addressOf(bad), /address of a model/, bad);
    assert.throws(() => addressOf('https://me:secret@host/v2/models/x'), /holds no credentials/);
  });
});
