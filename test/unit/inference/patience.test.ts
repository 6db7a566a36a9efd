import assert from 'node:assert/strict';
import { InferenceClient } from '../../../src/inference/client';
import type { RunRequest } from '../../../src/inference/protocol';
import { onnxFile } from '../models/onnx-fixture';
import { endlessSpec, paritySpec, temporaryFolder } from '../models/tiny-models';

const SILENT =
  /^it was stopped after [\d.]+ s without an answer; --timeout or the setting stateProbe\.timeout allows more$/;

describe('a model that does not answer', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  const parity = folder.write('parity.onnx', paritySpec());
  const endless = folder.write('endless.onnx', endlessSpec());
  /** For so many waits there is little time; after them enough for any machine. */
  let short = 0;
  let client: InferenceClient;
  beforeEach(() => {
    short = 0;
    client = new InferenceClient(undefined, undefined, () => (short-- > 0 ? 3000 : 60_000));
  });
  afterEach(() => client.dispose());

  const ask = (model: string): Omit<RunRequest, 'kind'> => ({
    ...{ model, providers: ['cpu'], tokens: Int32Array.of(1, 1, 0, 1), batch: 1, length: 4 },
    ...{ vocabulary: 2, classes: 2, outputs: ['logits'] },
  });
  const answers = async (): Promise<void> => {
    const { tensors } = await client.run(ask(parity));
    assert.deepEqual([...(tensors.logits?.data ?? [])], [0, 8, 8, 0, 8, 0, 0, 8]);
  };

  it('since it loops for ever is stopped, and says so; what waits behind it is answered by another process', async () => {
    assert.ok(onnxFile(endlessSpec()).length < 2000);
    await answers();
    const { pid } = client;
    // Until it says that it verifies the model, and from then on.
    short = 2;
    const stuck = client.run(ask(endless));
    const behind = client.run(ask(parity));
    await assert.rejects(stuck, { name: 'InferenceError', message: SILENT });
    await behind;
    assert.notEqual(client.pid, pid);
    await answers();
  });

  it('since its process is stopped from outside holds nobody up', async function () {
    if (process.platform === 'win32') this.skip();
    await answers();
    const pid = client.pid!;
    process.kill(pid, 'SIGSTOP');
    short = 1;
    const stuck = client.run(ask(parity));
    await assert.rejects(stuck, { message: SILENT });
    await answers();
    assert.notEqual(client.pid, pid);
    assert.throws(() => process.kill(pid, 0), 'it is gone, and does not wait to be continued');
  });

  it('may take as long as it tells of progress', async () => {
    // Verifying it says so once, and so do the pieces of a long batch; each of them gets the time anew.
    const batch = 3000;
    const tokens = new Int32Array(batch * 300);
    const { tensors } = await client.run({ ...ask(parity), tokens, batch, length: 300 });
    assert.equal(tensors.logits?.dims[0], batch);
  });
});
