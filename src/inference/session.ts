import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, listSupportedBackends, Tensor as OrtTensor } from 'onnxruntime-node';
import { readText } from '../files/read';
import { isUnchanged, type ModelFiles } from '../models/model-files';
import { checkModel, ContractError, widthsOf, type ModelShape, type ValueInfo } from './contract';
import { mostMemory } from './memory';
import type { ModelFacts, ProviderName } from './protocol';
import { chooseProvider, type Runtime } from './providers';
import type { Releasable } from './session-cache';
import { least } from '../lists/extremes';

const SESSION_OPTIONS = {
  logSeverityLevel: 3,
  // Threads that spin while they wait take the cores that other work on the machine needs.
  extra: { session: { intra_op: { allow_spinning: '0' } } },
} as const;

/** Length of the word that times a provider: that of a probe of an ordinary selection. */
const SAMPLE_LENGTH = 64;
const SHORT_LENGTH = 4;
const TIMED_RUNS = 3;
/** Bytes of a profile, which has some hundred for every operator that ran. */
const MOST_PROFILE = 256 * 2 ** 20;

/** A model that is open, with what is known of it. */
export class OpenModel implements Releasable {
  private static last = 0;
  /** Another one for every opening: what was computed with a file that has changed since is not taken for its own. */
  readonly serial = ++OpenModel.last;

  constructor(
    private readonly session: InferenceSession,
    readonly shape: ModelShape,
    readonly facts: ModelFacts,
    /** Bytes that a run may take. */
    readonly memory: number,
  ) {}

  /** @param tokens row-major `[batch, length]`, checked by `checkRun` */
  async run(tokens: Int32Array, batch: number, length: number, outputs: readonly string[]) {
    return runSession(this.session, tokens, batch, length, outputs);
  }

  release(): Promise<void> {
    return this.session.release();
  }
}

/** @throws ContractError for a model that does not follow the contract; the runtime's error for one it cannot open. */
export async function openModel(
  files: ModelFiles,
  providers: readonly ProviderName[],
  memory = mostMemory(),
): Promise<OpenModel> {
  const { session, ...choice } = await chooseProvider(providers, runtimeFor(files.path));
  if (!(await isUnchanged(files))) {
    await session.release();
    throw new ContractError('it changed while it was opened; try again');
  }
  const shape = checkModel(session.inputMetadata, session.outputMetadata);
  const facts = {
    ...choice,
    digest: files.digest,
    inputs: [...session.inputNames],
    outputs: [...session.outputNames],
    widths: widthsOf(shape),
  };
  return new OpenModel(session, shape, facts, memory);
}

/** A model as the runtime opens it, whether it keeps to the contract or not. @throws the runtime's error */
export async function openUnchecked(path: string) {
  const session = await InferenceSession.create(path, { executionProviders: ['cpu'], ...SESSION_OPTIONS });
  return {
    inputs: session.inputMetadata as readonly ValueInfo[],
    outputs: session.outputMetadata as readonly ValueInfo[],
    run: (tokens: Int32Array, batch: number, length: number, outputs: readonly string[]) =>
      runSession(session, tokens, batch, length, outputs),
    release: () => session.release(),
  };
}

async function runSession(
  session: InferenceSession,
  tokens: Int32Array,
  batch: number,
  length: number,
  outputs: readonly string[],
) {
  const ids = new OrtTensor('int64', BigInt64Array.from(tokens, BigInt), [batch, length]);
  return session.run({ tokens: ids }, outputs);
}

function runtimeFor(path: string): Runtime<InferenceSession> {
  return {
    available: new Set(listSupportedBackends().map(({ name }) => name)),
    async open(provider) {
      if (provider === 'cpu') return { session: await create(path, ['cpu']), cpuOperators: undefined };
      try {
        return { session: await create(path, [provider], { disable_cpu_ep_fallback: '1' }), cpuOperators: [] };
      } catch {
        // Some operators stay on the CPU, or the provider does not work here at all: then this fails, and says why.
        return openMixed(path, provider);
      }
    },
    async time(session, limit) {
      // The first run compiles shaders; software that stands in for a GPU is known by the second, short one.
      await runSample(session, SHORT_LENGTH);
      const short = await timeSample(session, SHORT_LENGTH);
      if (short > 4 * limit) return short;
      await runSample(session, SAMPLE_LENGTH);
      const times: number[] = [];
      for (let run = 0; run < TIMED_RUNS; run++) times.push(await timeSample(session, SAMPLE_LENGTH));
      return least(times);
    },
    release: (session) => session.release(),
  };
}

/** A session of a model that keeps to the contract. */
async function create(path: string, providers: string[], entries: Record<string, string> = {}, profile?: string) {
  const session = await InferenceSession.create(path, {
    executionProviders: providers,
    ...SESSION_OPTIONS,
    extra: { session: { ...SESSION_OPTIONS.extra.session, ...entries } },
    ...(profile !== undefined && { enableProfiling: true, profileFilePrefix: profile }),
  });
  try {
    checkModel(session.inputMetadata, session.outputMetadata);
    return session;
  } catch (error) {
    await session.release();
    throw error;
  }
}

async function timeSample(session: InferenceSession, length: number): Promise<number> {
  const start = performance.now();
  await runSample(session, length);
  return performance.now() - start;
}

async function runSample(session: InferenceSession, length: number): Promise<void> {
  const tokens = new OrtTensor('int64', new BigInt64Array(length), [1, length]);
  await session.run({ tokens }, ['logits']);
}

/** Opens a model on a provider that leaves some operators to the CPU; which, only the runtime's profile tells. */
async function openMixed(path: string, provider: ProviderName) {
  const folder = await mkdtemp(join(tmpdir(), 'state-probe-profile-'));
  try {
    const session = await create(path, [provider, 'cpu'], {}, join(folder, 'run'));
    try {
      await runSample(session, SHORT_LENGTH);
    } catch (error) {
      await session.release();
      throw error;
    }
    session.endProfiling();
    const [file] = await readdir(folder);
    // Needed seldom, and the library that checks it takes longer to load than all the rest.
    const { operatorsOf } = await import('./profile');
    const operators = file === undefined ? [] : operatorsOf(await readText(join(folder, file), MOST_PROFILE));
    const onCpu = operators.filter(({ provider: name }) => name === 'CPUExecutionProvider');
    const cpuOperators =
      onCpu.length === operators.length ? undefined : [...new Set(onCpu.map(({ operator }) => operator))];
    return { session, cpuOperators };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
