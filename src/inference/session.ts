import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, listSupportedBackends, Tensor as OrtTensor } from 'onnxruntime-node';
import { readText } from '../files/read';
import { isUnchanged, type ModelFiles } from '../models/model-files';
import { mostMemory } from './memory';
import { readBridging } from '../models/read-bridging';
import { Bridge, type Call } from './bridge/bridge';
import type { Graph } from './bridge/plan';
import type { Numbers, Value } from './bridge/values';
import { ContractError, widthsOf } from './contract';
import { missingLibrary } from './libraries/missing';
import type { OnProvider } from './precision/judge';
import type { RunWords } from './precision/sample';
import type { PrecisionCheck } from './precision/verdict';
import type { ProviderName } from './protocol';
import { chooseProvider, type Runtime } from './providers';
import { OpenModel } from './open-model';
import { least } from '../lists/extremes';

export const SESSION_OPTIONS = {
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

/** @throws ContractError for a model that does not follow the contract; the runtime's error for one it cannot open. */
export async function openModel(
  files: ModelFiles,
  providers: readonly ProviderName[],
  memory = mostMemory(),
  judge: Judge = () => Promise.resolve(undefined),
): Promise<OpenModel> {
  const asked = await readBridging(files.path);
  const bridgeOf = (session: InferenceSession): Bridge => new Bridge(graphOf(session), asked);
  const { session, ...choice } = await chooseProvider(providers, runtimeFor(files, bridgeOf, judge));
  if (!(await isUnchanged(files))) {
    await session.release();
    throw new ContractError('it changed while it was opened; try again');
  }
  const bridge = bridgeOf(session);
  const facts = {
    ...choice,
    digest: files.digest,
    inputs: [...session.inputNames],
    outputs: [...bridge.shape.outputs.keys()],
    widths: widthsOf(bridge.shape),
  };
  return new OpenModel(callOf(session), bridge, facts, memory, () => session.release());
}

/** A model as the runtime opens it, whether it keeps to the contract or not. @throws the runtime's error */
export async function openUnchecked(path: string) {
  const session = await InferenceSession.create(path, { executionProviders: ['cpu'], ...SESSION_OPTIONS });
  return {
    ...graphOf(session),
    call: callOf(session),
    release: () => session.release(),
  };
}

export function graphOf({ inputMetadata, outputMetadata }: InferenceSession): Graph {
  return { inputs: inputMetadata, outputs: outputMetadata };
}

export function callOf(session: InferenceSession): Call {
  return async (feeds, wanted) => {
    const given = Object.entries(feeds).map(([name, value]) => [name, tensorOf(value)] as const);
    const results = await session.run(Object.fromEntries(given), wanted);
    return results as unknown as Record<string, Value>;
  };
}

function tensorOf({ type, data, dims }: Value): OrtTensor {
  return new OrtTensor(type as 'float32', data as Numbers & Float32Array, dims);
}

type BridgeOf = (session: InferenceSession) => Bridge;

/** Says of a file in half precision whether a provider may run it. */
export type Judge = (model: Omit<OnProvider, 'tell'>) => Promise<PrecisionCheck | undefined>;

function runtimeFor(files: ModelFiles, bridgeOf: BridgeOf, judge: Judge): Runtime<InferenceSession> {
  const { path } = files;
  return {
    available: new Set(listSupportedBackends().map(({ name }) => name)),
    async open(provider) {
      if (provider === 'cpu') return { session: await create(path, bridgeOf, ['cpu']), cpuOperators: undefined };
      try {
        return {
          session: await create(path, bridgeOf, [provider], { disable_cpu_ep_fallback: '1' }),
          cpuOperators: [],
        };
      } catch {
        // Some operators stay on the CPU, or the provider does not work here at all: then this fails, and says why.
        return openMixed(path, bridgeOf, provider).catch((error: unknown) => {
          throw explained(provider, error);
        });
      }
    },
    async time(session, limit) {
      // The first run compiles shaders; software that stands in for a GPU is known by the second, short one.
      await runSample(session, bridgeOf, SHORT_LENGTH);
      const short = await timeSample(session, bridgeOf, SHORT_LENGTH);
      if (short > 4 * limit) return short;
      await runSample(session, bridgeOf, SAMPLE_LENGTH);
      const times: number[] = [];
      for (let run = 0; run < TIMED_RUNS; run++) times.push(await timeSample(session, bridgeOf, SAMPLE_LENGTH));
      return least(times);
    },
    judge: (session, provider) =>
      judge({
        ...{ files, provider, run: wordsOn(session, bridgeOf) },
        longest: bridgeOf(session).shape.longest ?? Infinity,
        onCpu: async () => {
          const cpu = await create(path, bridgeOf, ['cpu']);
          return { run: wordsOn(cpu, bridgeOf), release: () => cpu.release() };
        },
      }),
    release: (session) => session.release(),
  };
}

function wordsOn(session: InferenceSession, bridgeOf: BridgeOf): RunWords {
  const bridge = bridgeOf(session);
  return async (tokens, batch, length) => {
    const { logits } = await bridge.run(callOf(session), tokens, { batch, length }, ['logits']);
    if (!logits) throw new ContractError('the model gave no "logits"');
    return logits;
  };
}

/** The runtime tells which library it lacks in its log alone. */
function explained(provider: ProviderName, error: unknown): unknown {
  const isLibrary = error instanceof Error && error.message.includes('Failed to load shared library');
  const why = isLibrary ? missingLibrary(provider) : undefined;
  return why === undefined ? error : new Error(why);
}

/** A session of a model that keeps to the contract, or is led to it. */
async function create(
  path: string,
  bridgeOf: BridgeOf,
  providers: string[],
  entries: Record<string, string> = {},
  profile?: string,
) {
  const session = await InferenceSession.create(path, {
    executionProviders: providers,
    ...SESSION_OPTIONS,
    extra: { session: { ...SESSION_OPTIONS.extra.session, ...entries } },
    ...(profile !== undefined && { enableProfiling: true, profileFilePrefix: profile }),
  });
  try {
    bridgeOf(session);
    return session;
  } catch (error) {
    await session.release();
    throw error;
  }
}

async function timeSample(session: InferenceSession, bridgeOf: BridgeOf, length: number): Promise<number> {
  const start = performance.now();
  await runSample(session, bridgeOf, length);
  return performance.now() - start;
}

async function runSample(session: InferenceSession, bridgeOf: BridgeOf, most: number): Promise<void> {
  const bridge = bridgeOf(session);
  const length = Math.min(most, bridge.shape.longest ?? most);
  await bridge.run(callOf(session), new Int32Array(length), { batch: 1, length }, ['logits']);
}

/** Opens a model on a provider that leaves some operators to the CPU; which, only the runtime's profile tells. */
async function openMixed(path: string, bridgeOf: BridgeOf, provider: ProviderName) {
  const folder = await mkdtemp(join(tmpdir(), 'state-probe-profile-'));
  try {
    const session = await create(path, bridgeOf, [provider, 'cpu'], {}, join(folder, 'run'));
    try {
      await runSample(session, bridgeOf, SHORT_LENGTH);
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
