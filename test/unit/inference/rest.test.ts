import assert from 'node:assert/strict';
import { InferenceClient, type Rest } from '../../../src/inference/client';
import type { RunRequest } from '../../../src/inference/protocol';
import { paritySpec, temporaryFolder } from '../models/tiny-models';

const NEVER = 2 ** 30;

/** True once the process is gone; the test's own limit of time stands for never. */
async function ends(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('an inference process that nobody asks', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  const model = folder.write('parity.onnx', paritySpec());
  const ask: Omit<RunRequest, 'kind'> = {
    ...{ model, providers: ['cpu'], tokens: Int32Array.of(1, 1, 0, 1), batch: 1, length: 4 },
    ...{ vocabulary: 2, classes: 2, outputs: ['logits'] },
  };
  let client: InferenceClient;
  afterEach(() => client.dispose());
  const resting = (rest: Rest): void => {
    client = new InferenceClient(undefined, undefined, undefined, rest);
  };
  const answers = async (): Promise<number> => {
    const { tensors } = await client.run(ask);
    assert.deepEqual([...(tensors['logits']?.data ?? [])], [0, 8, 8, 0, 8, 0, 0, 8]);
    assert(client.pid !== undefined);
    return client.pid;
  };

  it('ends after a while, and another one answers as it did', async () => {
    resting({ after: 1, heavy: { bytes: NEVER, after: NEVER } });
    const first = await answers();
    await ends(first);
    assert.equal(client.pid, undefined);
    assert.notEqual(await answers(), first);
  });

  it('ends earlier when it holds more than it may', async () => {
    resting({ after: NEVER, heavy: { bytes: 1, after: 1 } });
    await ends(await answers());
  });

  it('stays while it may hold what it holds', async () => {
    resting({ after: NEVER, heavy: { bytes: NEVER, after: 0 } });
    const first = await answers();
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(await answers(), first);
  });

  it('is not ended between questions that wait for each other', async () => {
    resting({ after: 0, heavy: { bytes: 1, after: 0 } });
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => client.run(ask)));
    assert.equal(outcomes.length, 20);
  });
});
