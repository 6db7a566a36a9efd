import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, listSupportedBackends } from 'onnxruntime-node';
import { readText } from '../files/read';
import type { Bridging } from '../models/bridging';
import { isUnchanged, type ModelFiles } from '../models/model-files';
import { mostMemory } from './memory';
import { readBridging } from '../models/read-bridging';
import { Bridge } from './bridge/bridge';
import type { Graph } from './bridge/plan';
import { ContractError, widthsOf } from './contract';
import { missingLibrary } from './libraries/missing';
import { graphOf, openedOf, SESSION_OPTIONS, type Opened } from './opened';
import { openOnCpu } from './on-cpu';
import type { OnProvider } from './precision/judge';
import type { RunWords } from './precision/sample';
import type { PrecisionCheck } from './precision/verdict';
import type { ProviderName } from './protocol';
import { chooseProvider, type Runtime } from './providers';
import { OpenModel } from './open-model';
import { least } from '../lists/extremes';

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
  const { session, ...choice } = await chooseProvider(providers, runtimeFor(files, asked, judge));
  if (!(await isUnchanged(files))) {
    await session.release();
    throw new ContractError('it changed while it was opened; try again');
  }
  const bridge = new Bridge(session.graph, asked);
  const facts = {
    ...choice,
    digest: files.digest,
    inputs: session.graph.inputs.map(({ name }) => name),
    outputs: [...bridge.shape.outputs.keys()],
    widths: widthsOf(bridge.shape),
  };
  return new OpenModel(session.call, bridge, facts, memory, () => session.release());
}

/** A model as the runtime opens it, whether it keeps to the contract or not. @throws the runtime's error */
export async function openUnchecked(path: string) {
  const session = await InferenceSession.create(path, { executionProviders: ['cpu'], ...SESSION_OPTIONS });
  const { graph, call, release } = openedOf(session);
  return { ...graph, call, release };
}

type BridgeOf = (session: Pick<Opened, 'graph'>) => Bridge;

/** Says of a file in half precision whether a provider may run it. */
export type Judge = (model: Omit<OnProvider, 'tell'>) => Promise<PrecisionCheck | undefined>;

function runtimeFor(files: ModelFiles, asked: Bridging, judge: Judge): Runtime<Opened> {
  const { path } = files;
  const bridgeOf: BridgeOf = ({ graph }) => new Bridge(graph, asked);
  const check = (graph: Graph): void => void new Bridge(graph, asked);
  const onCpu = (): Promise<Opened> =>
    openOnCpu(files, asked, check, async () => openedOf(await create(path, bridgeOf, ['cpu'])));
  return {
    available: new Set(listSupportedBackends().map(({ name }) => name)),
    async open(provider) {
      if (provider === 'cpu') return { session: await onCpu(), cpuOperators: undefined };
      try {
        const session = await create(path, bridgeOf, [provider], { disable_cpu_ep_fallback: '1' });
        return { session: openedOf(session), cpuOperators: [] };
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
          const cpu = await onCpu();
          return { run: wordsOn(cpu, bridgeOf), release: () => cpu.release() };
        },
      }),
    release: (session) => session.release(),
  };
}

function wordsOn(session: Opened, bridgeOf: BridgeOf): RunWords {
  const bridge = bridgeOf(session);
  return async (tokens, batch, length) => {
    const { logits } = await bridge.run(session.call, tokens, { batch, length }, ['logits']);
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
    bridgeOf({ graph: graphOf(session) });
    return session;
  } catch (error) {
    await session.release();
    throw error;
  }
}

async function timeSample(session: Opened, bridgeOf: BridgeOf, length: number): Promise<number> {
  const start = performance.now();
  await runSample(session, bridgeOf, length);
  return performance.now() - start;
}

async function runSample(session: Opened, bridgeOf: BridgeOf, most: number): Promise<void> {
  const bridge = bridgeOf(session);
  const length = Math.min(most, bridge.shape.longest ?? most);
  await bridge.run(session.call, new Int32Array(length), { batch: 1, length }, ['logits']);
}

/** Opens a model on a provider that leaves some operators to the CPU; which, only the runtime's profile tells. */
async function openMixed(path: string, bridgeOf: BridgeOf, provider: ProviderName) {
  const folder = await mkdtemp(join(tmpdir(), 'state-probe-profile-'));
  try {
    const session = await create(path, bridgeOf, [provider, 'cpu'], {}, join(folder, 'run'));
    try {
      await runSample(openedOf(session), bridgeOf, SHORT_LENGTH);
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
    return { session: openedOf(session), cpuOperators };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
