/**
 * Kills inference processes at random moments, half of them in the middle of a run, and asks on: what was asked fails with
 * the reason, what waited behind it and what comes next is answered, and no process stays. Needs a build (`npm run build`).
 *
 *   npx tsx test/stress/inference-kill.ts [KILLS]      default: 1000
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startOf } from '../../src/datasets/run/process-start';
import { InferenceClient, InferenceError } from '../../src/inference/client';
import type { RunRequest } from '../../src/inference/protocol';
import { onnxFile } from '../unit/models/onnx-fixture';
import { endlessSpec, paritySpec } from '../unit/models/tiny-models';

const DIST = join(__dirname, '../../dist');
/** Milliseconds in which an idle process, or one that starts, is killed. */
const WITHIN = 400;
const RIGHT = [0, 8, 8, 0, 8, 0, 0, 8];

async function main(): Promise<void> {
  const kills = Number(process.argv[2] ?? 1000);
  const folder = mkdtempSync(join(tmpdir(), 'state-probe-kills-'));
  let state = 20260101;
  const random = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const path = (name: string, bytes: Uint8Array): string => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  const parity = path('parity.onnx', onnxFile(paritySpec()));
  const endless = path('endless.onnx', onnxFile(endlessSpec()));
  // A process of its own for every kill: verified models are remembered, so that a start is short. The endless one would
  // never pass.
  const kept = path('kept.txt', Buffer.from(`${createHash('sha256').update(readFileSync(endless)).digest('hex')}\n`));
  const client = new InferenceClient({ path: join(DIST, 'inference.js'), execArgv: [], kept });
  const ask = (model: string): Omit<RunRequest, 'kind'> => ({
    ...{ model, providers: ['cpu'], tokens: Int32Array.of(1, 1, 0, 1), batch: 1, length: 4 },
    ...{ vocabulary: 2, classes: 2, outputs: ['logits'] },
  });
  const checked = async (): Promise<void> => {
    const { tensors } = await client.run(ask(parity));
    const data = [...(tensors['logits']?.data ?? [])];
    if (data.join() !== RIGHT.join()) throw new Error(`a wrong answer: ${data.join()}`);
  };
  const died = (error: unknown): void => {
    if (error instanceof InferenceError && /ended unexpectedly \(SIGKILL\)|could not be reached/.test(error.message))
      return;
    throw error;
  };
  /** Of every process, since when it has run: a thousand ids later another one may have its id. */
  const known = new Map<number, string>();
  const kill = async (): Promise<void> => {
    const { pid } = client;
    if (pid === undefined) return;
    const start = await startOf(pid);
    if (start !== undefined) known.set(pid, start);
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It was gone already.
    }
  };
  const begun = performance.now();
  const tally = { running: 0, other: 0, answered: 0, failed: 0, late: 0 };
  try {
    await checked();
    for (let count = 0; count < kills; count++) {
      if (count % 2 === 0) {
        // It is open, and never ends by itself.
        await client.load({ model: endless, providers: ['cpu'] });
        const dying = client.run(ask(endless)).then(() => Promise.reject(new Error('an endless run ended')), died);
        const behind = checked();
        await sleep(5 + random() * 30);
        await kill();
        await Promise.all([dying, behind]);
        tally.running++;
      } else {
        // While it starts, opens a model, answers, or waits.
        if (count % 4 === 3) {
          await kill();
          while (client.pid !== undefined) await sleep(1);
        }
        const asked = checked().then(
          () => {
            tally.answered++;
          },
          (error: unknown) => {
            died(error);
            tally.failed++;
          },
        );
        await sleep(random() * WITHIN);
        await kill();
        await asked;
        // Asked of a process that is dead and not known to be, it fails with the reason; once more, and it is answered.
        await checked().catch(async (error: unknown) => {
          died(error);
          tally.late++;
          await checked();
        });
        tally.other++;
      }
      if ((count + 1) % 100 === 0) console.error(`${count + 1} kills, ${JSON.stringify(tally)}`);
    }
  } finally {
    client.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
  await sleep(500);
  const left: number[] = [];
  for (const [pid, start] of known) if ((await startOf(pid)) === start) left.push(pid);
  console.log(
    `${tally.running} kills in the middle of a run, ${tally.other} while starting, answering or waiting ` +
      `(${tally.answered} answered before, ${tally.failed} failed with the reason; ${tally.late} asked before the death was known): all later answers right, ` +
      `${left.length} processes left, ${((performance.now() - begun) / 1000).toFixed(0)} s`,
  );
  if (left.length > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
