import { precisionText, type PrecisionCheck } from './precision/verdict';
import type { ModelFacts, ProviderName } from './protocol';

/**
 * The execution providers of onnxruntime that are worth trying, best first: what its binaries for this platform hold
 * (CUDA on Linux needs libraries beside them; without those its creation fails and the next one is tried).
 */
export function providersFor(
  choice: ProviderName | 'auto',
  platform: NodeJS.Platform = process.platform,
): ProviderName[] {
  if (choice !== 'auto') return [choice];
  if (platform === 'win32') return ['dml', 'webgpu', 'cpu'];
  if (platform === 'darwin') return ['coreml', 'webgpu', 'cpu'];
  return ['cuda', 'webgpu', 'cpu'];
}

/** `webgpu, with cpu for Scan`: what runs a model, in one phrase. */
export function describeProvider({
  provider,
  webAssembly,
  cpuOperators = [],
}: Pick<ModelFacts, 'provider' | 'webAssembly' | 'cpuOperators'>): string {
  if (webAssembly) return `${provider} (WebAssembly)`;
  if (cpuOperators.length === 0) return provider;
  const named = cpuOperators.slice(0, 3).join(', ');
  return `${provider}, with cpu for ${named}${cpuOperators.length > 3 ? ' and others' : ''}`;
}

/** What choosing a provider needs to know of the runtime. */
export interface Runtime<Session> {
  /** Names that this build of the runtime knows. */
  available: ReadonlySet<string>;
  /** Opens the model on a provider; rejects when it cannot. `cpuOperators` is undefined when all run on the CPU. */
  open(provider: ProviderName): Promise<{ session: Session; cpuOperators: string[] | undefined }>;
  /** Milliseconds of a small run, warmed up; may be cut short once it is clear that it takes more than `limit`. */
  time(session: Session, limit: number): Promise<number>;
  /** Of a file in half precision whether it is there what it is said to be; undefined for one that computes in float32. */
  judge(session: Session, provider: ProviderName): Promise<PrecisionCheck | undefined>;
  release(session: Session): Promise<void>;
}

export interface Choice<Session> {
  session: Session;
  provider: ProviderName;
  cpuOperators?: string[];
  fallback?: string;
  precision?: PrecisionCheck;
}

/**
 * Opens a model on one of the `wanted` providers. A single name is taken where it works at all. Of several, the
 * fastest on a small run is kept, because the name says little: WebGPU drawn by software is hundreds of times slower
 * than the CPU, and even a real GPU loses to it on recurrences step by step. A file in half precision that is there not what
 * it is said to be is not run there.
 *
 * @throws the runtime's own error when not even the CPU can open the model.
 */
export async function chooseProvider<Session>(
  wanted: readonly ProviderName[],
  runtime: Runtime<Session>,
): Promise<Choice<Session>> {
  const accelerators = [...new Set(wanted)].filter((name) => name !== 'cpu');
  const race = new Set(wanted).size > 1;
  const reasons: string[] = [];
  const cpu = async (): Promise<Choice<Session>> => ({ session: (await runtime.open('cpu')).session, provider: 'cpu' });

  let best = race ? await cpu() : undefined;
  // A model that fails on a small word will say so when it is run; here it only loses to whatever can run it.
  const timeOf = (session: Session): Promise<number> => runtime.time(session, Infinity).catch(() => Infinity);
  // Found out when there is a rival.
  let bestTime: number | undefined;
  let refused: PrecisionCheck | undefined;
  for (const provider of accelerators) {
    if (!runtime.available.has(provider)) {
      reasons.push(`${provider} is not in this build of onnxruntime`);
      continue;
    }
    let session: Session | undefined;
    try {
      const opened = await runtime.open(provider);
      session = opened.session;
      if (!opened.cpuOperators) throw new Error('it takes none of the operators of this model');
      const limit = best ? (bestTime ??= await timeOf(best.session)) : Infinity;
      const time = best ? await runtime.time(session, limit) : 0;
      if (time >= limit)
        throw new Error(`slower on this model (at least ${time.toFixed(1)} ms against ${limit.toFixed(1)} ms)`);
      const precision = await runtime.judge(session, provider);
      if (precision?.passed === false) {
        refused = precision;
        throw new Error(precisionText(precision));
      }
      if (best) await runtime.release(best.session);
      best = {
        ...{ session, provider },
        ...(opened.cpuOperators.length > 0 && { cpuOperators: opened.cpuOperators }),
        ...(precision && { precision }),
      };
      bestTime = time;
      if (!race) break;
    } catch (error) {
      if (session !== undefined) await runtime.release(session);
      reasons.push(`${provider}: ${shortReason(error)}`);
    }
  }
  best ??= await cpu();
  if (best.provider !== accelerators[0] && reasons.length > 0) best.fallback = reasons.join('; ');
  if (refused) best.precision ??= refused;
  return best;
}

/** onnxruntime's errors begin with C++ places and conditions; people need what comes after them. */
export function shortReason(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const said = text.replace(
    /^(?:Can't create a session|failed to call OrtRun\(\))\. ERROR_CODE: \d+, ERROR_MESSAGE: /,
    '',
  );
  const plain = said.replace(/\/onnxruntime_src\/\S+:\d+ (?:.* was false\. |[^()]*\([^()]*\)(?: const)? )?/s, '');
  const reason = plain.replace(/^OrtSessionOptionsAppendExecutionProvider_\w+: /, '');
  return reason.replace(/\s+/g, ' ').trim().slice(0, 300);
}
