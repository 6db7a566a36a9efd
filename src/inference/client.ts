import { fork, type ChildProcess } from 'node:child_process';
import { dirname } from 'node:path';
import type { Socket } from 'node:net';
import type { Access } from '../models/remote/ask';
import { shortReason } from '../text/reason';
import { inferenceEntry, type InferenceEntry } from './entry';
import type { FileFacts } from './file-facts';
import type { AskedLanguageModel, LanguageAsk, LanguageAskName, LanguageAsks } from './language-model/asks';
import { librariesEnvironment } from './libraries/place';
import type { LookName, LookRequest, Looks, StepWord } from './looks';
import { mostMemory } from './memory';
import { DEFAULT_PATIENCE } from './patience';
import { memoryReason } from './watchdog';
import type { AskedTensor } from './tensor';
import {
  VERIFYING,
  type AnyRequest,
  type AnyResult,
  type CheckRequest,
  type CheckResult,
  type GraphRequest,
  type LoadRequest,
  type ModelFacts,
  type Progress,
  type Response,
  type RunRequest,
  type RunResult,
} from './protocol';

export interface CallOptions {
  /** Aborting ends the inference process if it works on this request; the next request starts another. */
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: Progress) => void) | undefined;
}

/** Progress of a run, of which only that a model is verified before it is of interest. */
export function whenVerifying(tell: () => void): CallOptions['onProgress'] {
  return ({ message }) => {
    if (message === VERIFYING) tell();
  };
}

/** The model or the request is at fault, or the process died; the message is for people. */
export class InferenceError extends Error {
  override name = 'InferenceError';

  constructor(reason: string) {
    super(shortReason(reason));
  }
}

interface Call {
  id: number;
  request: AnyRequest;
  options: CallOptions;
  settle(outcome: { result: AnyResult } | { error: unknown }): void;
}

/** When a process that nobody asks ends; the next request starts another, and opens its models anew. */
export interface Rest {
  /** Milliseconds without a question. */
  after: number;
  /** The same for one that holds more than so many bytes: what a long text needs it does not give back to the system. */
  heavy: { bytes: number; after: number };
}

/** A heavy one is not ended at once: who scrolls through states asks again and again, and would wait for a run each time. */
const REST: Rest = { after: 60_000, heavy: { bytes: 500_000_000, after: 2000 } };

/** The longest time that a timer takes. */
const MOST_PATIENCE = 2 ** 31 - 1;

/** Kept of what the process writes on standard error, to explain its death. */
const STDERR_CHARACTERS = 2000;

/**
 * Runs models in a process of their own, started with the first request and again after a crash or a cancellation.
 * Requests are sent one at a time, so a crash or a cancellation concerns exactly one of them. While nothing is asked
 * the process does not keep this one alive, and it ends with it; after a while, or when it holds much memory, before it.
 */
export class InferenceClient {
  private child: ChildProcess | undefined;
  private stderr = '';
  private active: Call | undefined;
  private readonly queue: Call[] = [];
  private lastId = 0;
  private alarm: NodeJS.Timeout | undefined;
  private resting: NodeJS.Timeout | undefined;
  /** Bytes that the process held after its last answer. */
  private held = 0;
  private disposed = false;

  /**
   * @param memory bytes that the process may take
   * @param patience milliseconds that a request may be without an answer or progress, asked for with each: a model may loop
   * for ever, and a process may be stopped
   */
  constructor(
    private readonly entry: InferenceEntry = inferenceEntry(),
    private readonly memory = mostMemory(),
    private readonly patience: () => number = () => DEFAULT_PATIENCE,
    private readonly rest: Rest = REST,
    /** How the server of a model is asked, by the model's place. */
    private readonly accessTo: (place: string) => Access = () => ({}),
  ) {}

  /** The folder of what outlasts processes and can be made anew; undefined where nothing is kept. */
  get kept(): string | undefined {
    return this.entry.kept;
  }

  /** Process id while the process runs. */
  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Opens a model. @throws InferenceError; the signal's reason when it is aborted */
  async load(request: Omit<LoadRequest, 'kind'>, options: CallOptions = {}): Promise<ModelFacts> {
    const result = await this.call({ kind: 'load', ...request }, options);
    if (!('inputs' in result)) throw new InferenceError('the inference process told nothing of the model');
    return result;
  }

  /** Runs a model, opening it if need be. @throws InferenceError; the signal's reason when it is aborted */
  async run(request: Omit<RunRequest, 'kind'>, options: CallOptions = {}): Promise<RunResult> {
    const result = await this.call({ kind: 'run', ...request }, options);
    if (!('tensors' in result)) throw new InferenceError('the inference process gave no tensors');
    return result;
  }

  /** Asks everything of a file that the contract asks. @throws as {@link run} */
  async check(request: Omit<CheckRequest, 'kind'>, options: CallOptions = {}): Promise<CheckResult> {
    const result = await this.call({ kind: 'check', ...request }, options);
    if (!('checks' in result)) throw new InferenceError('the inference process told nothing of the file');
    return result;
  }

  /** What a file says of itself; nothing of it is run. @throws as {@link run} */
  async graph(model: string, options: CallOptions = {}): Promise<FileFacts> {
    return (await this.graphOf({ kind: 'graph', model }, options)).graph;
  }

  /** A tensor of any file for a word. @throws as {@link graph} */
  async tensor(model: string, show: AskedTensor, options: CallOptions = {}) {
    const { shown } = await this.graphOf({ kind: 'graph', model, show }, options);
    if (!shown) throw new InferenceError('the inference process showed no tensor');
    return shown;
  }

  private async graphOf(request: GraphRequest, options: CallOptions) {
    const result = await this.call(request, options);
    if (!('graph' in result)) throw new InferenceError('the inference process told nothing of the file');
    return result;
  }

  /** Looks into a model over a word, opening and running it if need be. @throws as {@link run} */
  async look<K extends LookName>(
    word: StepWord,
    look: K,
    ask: Looks[K]['ask'],
    options: CallOptions = {},
  ): Promise<Looks[K]['answer']> {
    // A name and what is asked for it belong together, which a type parameter cannot tell a union.
    const result = await this.call({ kind: 'look', word, look, ask } as LookRequest, options);
    if (!('look' in result) || result.look !== look) throw new InferenceError('the inference process gave no answer');
    return result.answer;
  }

  /** Asks something of a language model, opening it if need be. @throws as {@link run} */
  async language<K extends LanguageAskName>(
    of: AskedLanguageModel,
    what: K,
    ask: LanguageAsks[K]['ask'],
    options: CallOptions = {},
  ): Promise<LanguageAsks[K]['answer']> {
    const asked = { what, ask } as LanguageAsk;
    const { folder, path, layers, width, vocabulary, context } = of;
    const sizes = { layers, width, vocabulary, ...(context !== undefined && { context }) };
    const result = await this.call({ kind: 'language', model: path, of: { folder, path, ...sizes }, asked }, options);
    if (!('said' in result)) throw new InferenceError('the inference process gave no answer');
    return result.said;
  }

  /** Ends the process; what is still asked fails. */
  dispose(): void {
    this.disposed = true;
    this.kill();
    const error = new InferenceError('the inference process was closed');
    for (const call of this.queue.splice(0)) call.settle({ error });
    this.finish(this.active, { error });
  }

  private call(request: AnyRequest, options: CallOptions): Promise<AnyResult> {
    const { signal } = options;
    return new Promise((resolve, reject) => {
      if (this.disposed || signal?.aborted) {
        reject(signal?.aborted ? abortReason(signal) : new InferenceError('the inference process was closed'));
        return;
      }
      const onAbort = (): void => this.abort(call, abortReason(signal));
      const call: Call = {
        id: ++this.lastId,
        request,
        options,
        settle: (outcome) => {
          signal?.removeEventListener('abort', onAbort);
          if ('result' in outcome) resolve(outcome.result);
          else reject(outcome.error instanceof Error ? outcome.error : new InferenceError(String(outcome.error)));
        },
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.queue.push(call);
      this.next();
    });
  }

  private abort(call: Call, error: Error): void {
    if (this.active === call) {
      // The runtime cannot be interrupted: only the end of its process stops a run.
      this.kill();
      this.finish(call, { error });
    } else {
      this.queue.splice(this.queue.indexOf(call), 1);
      call.settle({ error });
    }
  }

  private next(): void {
    if (this.active) return;
    const call = this.queue.shift();
    if (!call) return;
    this.active = call;
    clearTimeout(this.resting);
    // What was said about an earlier request explains nothing of this one.
    this.stderr = '';
    if (this.child?.connected === false) this.kill(); // It died, and its 'close' is still to come.
    this.child ??= this.start();
    holdOpen(this.child, true);
    this.waitFor(call);
    const { child } = this;
    const { request } = call;
    const place = request.kind === 'look' ? request.word.model : request.model;
    child.send({ id: call.id, access: this.accessTo(place), ...request }, (error) => {
      if (error && this.child === child) this.died(`could not be reached: ${error.message}`);
    });
  }

  /** From now on, and anew with all progress; where nothing comes the process is ended, and with it only this call. */
  private waitFor(call: Call): void {
    clearTimeout(this.alarm);
    const patience = Math.min(this.patience(), MOST_PATIENCE);
    this.alarm = setTimeout(() => {
      this.kill();
      this.finish(call, { error: new InferenceError(silenceText(patience)) });
    }, patience);
  }

  /** Ends `call` and goes on with the next, unless it has ended already. */
  private finish(call: Call | undefined, outcome: Parameters<Call['settle']>[0]): void {
    if (!call || this.active !== call) return;
    this.active = undefined;
    clearTimeout(this.alarm);
    if (this.child) holdOpen(this.child, false);
    call.settle(outcome);
    if (this.child) this.endAfter(this.held > this.rest.heavy.bytes ? this.rest.heavy.after : this.rest.after);
    this.next();
  }

  /** Unless something is asked meanwhile, or waits already. */
  private endAfter(milliseconds: number): void {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.kill(), milliseconds).unref();
  }

  private start(): ChildProcess {
    const child = fork(
      this.entry.path,
      [String(this.memory), ...(this.entry.kept === undefined ? [] : [this.entry.kept])],
      {
        serialization: 'advanced',
        execArgv: this.entry.execArgv,
        // Not the workspace: the runtime would look there for external data of a model given without a folder.
        cwd: dirname(this.entry.path),
        // In a desktop VS Code this process is Electron, and its child is to be plain Node.
        env: { ...process.env, ...librariesEnvironment(this.entry.libraries?.()), ELECTRON_RUN_AS_NODE: '1' },
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      },
    );
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      if (this.child === child) this.stderr = (this.stderr + text).slice(-STDERR_CHARACTERS);
    });
    child.on('message', (response: Response) => this.receive(response));
    child.on('error', (error) => {
      if (this.child === child) this.died(`could not be started: ${error.message}`);
    });
    // 'close' comes after the last words on standard error, 'exit' perhaps before them.
    child.on('close', (code, signal) => {
      if (this.child === child) this.died(`ended unexpectedly (${signal ?? `exit code ${code ?? '?'}`})`);
    });
    return child;
  }

  private receive(response: Response): void {
    const call = this.active;
    if (call?.id !== response.id) return;
    if (response.kind !== 'progress') this.held = response.held;
    if (response.kind === 'done') this.finish(call, response);
    else if (response.kind === 'failed') this.finish(call, { error: new InferenceError(response.reason) });
    else {
      this.waitFor(call);
      call.options.onProgress?.(response);
    }
  }

  private died(how: string): void {
    const words = this.stderr.trim();
    this.kill();
    const tooMuch = memoryReason(words);
    const reason = tooMuch ? `it ${tooMuch}` : `the inference process ${how}${words && `: ${words}`}`;
    this.finish(this.active, { error: new InferenceError(reason) });
  }

  private kill(): void {
    const { child } = this;
    this.child = undefined;
    clearTimeout(this.resting);
    child?.kill('SIGKILL');
    if (child) holdOpen(child, false);
  }
}

function silenceText(patience: number): string {
  const seconds = (patience / 1000).toLocaleString('en');
  return `it was stopped after ${seconds} s without an answer; --timeout or the setting stateProbe.timeout allows more`;
}

/** Whether `child` keeps this process running. */
function holdOpen(child: ChildProcess, hold: boolean): void {
  for (const handle of [child, child.channel, child.stderr as Socket | null]) {
    if (hold) handle?.ref();
    else handle?.unref();
  }
}

function abortReason(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new DOMException('the run was cancelled', 'AbortError');
}
