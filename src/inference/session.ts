import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readText } from '../files/read';
import type { Bridging } from '../models/bridging';
import { isUnchanged, type ModelFiles } from '../models/model-files';
import { mostMemory } from './memory';
import { readBridging } from '../models/read-bridging';
import { Bridge } from './bridge/bridge';
import { ContractError, widthsOf } from './contract';
import type { OnProvider } from './precision/judge';
import type { RunWords } from './precision/sample';
import type { PrecisionCheck } from './precision/verdict';
import type { ModelFacts, ProviderName } from './protocol';
import { chooseProvider, type Runtime } from './providers';
import { OpenModel } from './open-model';
import { withForms } from './on-cpu';
import { onnxruntime, type Onnxruntime, type Opened, type Session } from './runtime';
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
  const bridgeOf: BridgeOf = ({ graph }) => new Bridge(graph, asked);
  const ort = await onnxruntime();
  const { session, ...choice } = await chooseProvider(providers, runtimeFor({ ort, files, asked, bridgeOf, judge }));
  if (!(await isUnchanged(files))) {
    await session.release();
    throw new ContractError('it changed while it was opened; try again');
  }
  const bridge = new Bridge(session.graph, asked);
  const facts = {
    ...choice,
    digest: files.digest,
    ...factsOf(session, bridge),
    ...(ort.isWeb && { webAssembly: true as const }),
  };
  return new OpenModel(session.call, bridge, facts, Math.min(memory, ort.memory), () => session.release());
}

/** What is told of a model that is open. */
export function factsOf({ graph }: Opened, { shape }: Bridge): Pick<ModelFacts, 'inputs' | 'outputs' | 'widths'> {
  return {
    inputs: graph.inputs.map(({ name }) => name),
    outputs: [...shape.outputs.keys()],
    widths: widthsOf(shape),
  };
}

type BridgeOf = (session: Pick<Opened, 'graph'>) => Bridge;

/** Says of a file in half precision whether a provider may run it. */
export type Judge = (model: Omit<OnProvider, 'tell'>) => Promise<PrecisionCheck | undefined>;

/** One model on one runtime. */
interface Opening {
  ort: Onnxruntime;
  files: ModelFiles;
  /** What the manifest says of names. */
  asked: Bridging;
  bridgeOf: BridgeOf;
}

function runtimeFor({ judge, ...opening }: Opening & { judge: Judge }): Runtime<Opened> {
  const { ort, files, bridgeOf } = opening;
  const onCpu = async (): Promise<Opened> => withForms(files, await create(opening, ['cpu']));
  return {
    available: ort.providers,
    async open(provider) {
      if (provider === 'cpu') return { session: await onCpu(), cpuOperators: undefined };
      try {
        return {
          session: await create(opening, [provider], { disable_cpu_ep_fallback: '1' }),
          cpuOperators: [],
        };
      } catch {
        // Some operators stay on the CPU, or the provider does not work here at all: then this fails, and says why.
        return openMixed(opening, provider).catch((error: unknown) => {
          throw ort.explain(provider, error);
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
        longest: bridgeOf(session).shape.longest?.tokens ?? Infinity,
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

/** A session of a model that keeps to the contract, or is led to it. */
async function create(
  { ort, files, bridgeOf }: Opening,
  providers: readonly ProviderName[],
  entries: Record<string, string> = {},
  profile?: string,
): Promise<Session> {
  const session = await ort.open(files.path, { providers, entries, ...(profile !== undefined && { profile }) });
  try {
    bridgeOf(session);
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
  const length = Math.min(most, bridge.shape.longest?.tokens ?? most);
  await bridge.run(session.call, new Int32Array(length), { batch: 1, length }, ['logits']);
}

/** Opens a model on a provider that leaves some operators to the CPU; which, only the runtime's profile tells. */
async function openMixed(opening: Opening, provider: ProviderName) {
  const folder = await mkdtemp(join(tmpdir(), 'state-probe-profile-'));
  try {
    const session = await create(opening, [provider, 'cpu'], {}, join(folder, 'run'));
    try {
      await runSample(session, opening.bridgeOf, SHORT_LENGTH);
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
