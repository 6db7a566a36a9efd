import { spawn, spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { openModel } from '../src/inference/session';
import { readCatalogue, type Model } from '../src/models/catalogue';
import { readModelFiles } from '../src/models/model-files';
import { classesOf, vocabularyOf } from '../src/models/manifest';
import { generatorFor, uniformWord } from '../src/models/random-words';
import { runCarried } from './carried';
import { productsOf, runProducts } from './products';
import type { Result } from './result';

/*
 * Models in onnxruntime, as the inference process runs them, against the same weights in PyTorch: `STATE_PROBE_PYTHON` names a Python that has PyTorch,
 * else `python3` is tried; `STATE_PROBE_THREADS=1` leaves one thread to both, `STATE_PROBE_MODELS` names models. The two take turns. Where other work runs
 * on the machine the processor's time is compared, not the clock's. Beside PyTorch stand lower bounds: the same products alone, and states of the same sizes
 * that are carried on, and collected, with no more than one product and one sum a step.
 */

const ROOT = join(__dirname, '..');
const MODELS = [
  's5-s4-2',
  's5-mamba-2',
  's5-deltanet-negative-1',
  's5-gated-linear-attention-2',
  's5-ids4-1',
  's5-lstm-1',
  's5-elman-rnn-1',
  's5-transformer-2',
];
const SIZES = [
  [1, 64, 30],
  [32, 64, 8],
] as const;
const GIBIBYTE = 2 ** 30;
/** Of all processors; the system has something to do now and then. */
const MOST_BUSY = 0.05;

type Form = 'parallel' | 'steps';

/** Seconds on the clock and of the processor. */
type Times = readonly [wall: number, processor: number];

export default async function againstTorch(): Promise<Result[]> {
  const python = process.env['STATE_PROBE_PYTHON'] ?? 'python3';
  const busy = await busyShare();
  const isIdle = busy <= MOST_BUSY;
  const results: Result[] = [
    { what: `busy already${isIdle ? '' : ', so processor time is compared'}`, value: 100 * busy, unit: '%' },
  ];
  const env = { ...process.env, PYTHONPATH: `${ROOT}:${join(ROOT, 'python')}`, OMP_WAIT_POLICY: 'passive' };
  if (spawnSync(python, ['-c', 'import torch, safetensors'], { env }).status !== 0) {
    results.push({ what: `no PyTorch in ${python} (STATE_PROBE_PYTHON)`, value: 0, unit: '' });
    return results;
  }
  const child = spawn(python, [join(__dirname, 'torch_forms.py')], {
    env,
    cwd: ROOT,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const torch = async (id: string, form: Form, batch: number, length: number): Promise<Times> => {
    child.stdin.write(`${id} ${form} ${batch} ${length}\n`);
    const answer = await answers.next();
    const [wall, processor] = answer.done === true ? [] : answer.value.split(' ').map(Number);
    if (wall === undefined || processor === undefined) throw new Error(`PyTorch did not run ${id}`);
    return [wall, processor];
  };
  try {
    const { models } = await readCatalogue([join(ROOT, 'models')]);
    for (const id of process.env['STATE_PROBE_MODELS']?.split(',') ?? MODELS) {
      const model = models.find(({ manifest }) => manifest.id === id);
      if (model) results.push(...(await compared(model, torch, isIdle ? 0 : 1)));
    }
  } finally {
    child.stdin.end();
  }
  return results;
}

/** The share of the processors that others use, over a second in which this process does nothing. */
async function busyShare(): Promise<number> {
  const sum = (): [idle: number, all: number] =>
    cpus().reduce<[number, number]>(
      ([idle, all], { times }) => [
        idle + times.idle,
        all + Object.values(times).reduce((one, other) => one + other, 0),
      ],
      [0, 0],
    );
  const [idle, all] = sum();
  await setTimeout(1000);
  const [idleAfter, allAfter] = sum();
  return 1 - (idleAfter - idle) / (allAfter - all);
}

async function compared(
  { path, manifest }: Model,
  torch: (id: string, form: Form, batch: number, length: number) => Promise<Times>,
  which: 0 | 1,
): Promise<Result[]> {
  const model = await openModel(await readModelFiles(path), ['cpu'], GIBIBYTE);
  const results: Result[] = [];
  for (const [batch, length, repeats] of SIZES) {
    const tokens = Int32Array.from(uniformWord(generatorFor(1, length), vocabularyOf(manifest), batch * length));
    const shown = [...model.shape.outputs.keys()];
    const own = (outputs: readonly string[]) => () => timed(() => model.run(tokens, batch, length, outputs));
    const runs = {
      answer: own(['logits']),
      states: own(shown),
      parallel: () => torch(manifest.id, 'parallel', batch, length),
      steps: () => torch(manifest.id, 'steps', batch, length),
    };
    const { layers, width } = manifest;
    const products = productsOf(manifest.architecture, { layers, width, classes: classesOf(manifest) }, [
      batch,
      length,
    ]);
    const alone = products && (await runProducts(products));
    const states = shown.filter((name) => name.startsWith('state.'));
    const bounds = states.length > 0 ? await boundsOf(await model.run(tokens, batch, length, states)) : {};
    const least = await inTurn(
      {
        ...runs,
        ...(alone && { products: () => timed(alone) }),
        ...bounds,
      },
      repeats,
      which,
    );
    const of = `${batch} × ${length}, ${manifest.id}`;
    const row = (what: string, value: number, against: string, other: number): Result => ({
      ...{ what: `${what}, ${of}`, value, unit: 'ms', against: { what: against, value: other } },
    });
    results.push(row('logits', least['answer'] ?? NaN, 'PyTorch', least['parallel'] ?? NaN));
    if (alone) results.push(row('logits', least['answer'] ?? NaN, 'its products', least['products'] ?? NaN));
    // The others need not go from step to step for their answer.
    if (manifest.architecture.startsWith('mamba'))
      results.push(row('logits', least['answer'] ?? NaN, 'its states carried on', least['carried'] ?? NaN));
    results.push(row('all states', least['states'] ?? NaN, 'PyTorch step by step', least['steps'] ?? NaN));
    if (states.length > 0)
      results.push(row('all states', least['states'] ?? NaN, 'these carried and collected', least['collected'] ?? NaN));
  }
  await model.release();
  return results;
}

/** States of such sizes carried on alone, and collected too. */
async function boundsOf(states: Readonly<Record<string, { dims: readonly number[] }>>) {
  const sizes = Object.values(states).map(({ dims }) => dims);
  const [carried, collected] = [await runCarried(sizes, false), await runCarried(sizes, true)];
  return { carried: () => timed(carried), collected: () => timed(collected) };
}

async function timed(run: () => Promise<unknown>): Promise<Times> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  await run();
  const { user, system } = process.cpuUsage(before);
  return [(performance.now() - start) / 1e3, (user + system) / 1e6];
}

/** The least milliseconds of each of some runs that take turns, after two that warm up. */
async function inTurn(runs: Readonly<Record<string, () => Promise<Times>>>, repeats: number, which: 0 | 1) {
  const least: Record<string, number> = {};
  const all = Object.entries(runs);
  for (let repeat = -2; repeat < repeats; repeat++) {
    // Each comes first once: what ran before it leaves the caches full of its own.
    const first = (repeat + 2) % all.length;
    for (const [name, run] of [...all.slice(first).reverse(), ...all.slice(0, first)]) {
      const milliseconds = 1e3 * (await run())[which];
      if (repeat >= 0) least[name] = Math.min(least[name] ?? Infinity, milliseconds);
    }
  }
  return least;
}
