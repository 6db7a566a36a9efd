import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { startThread } from '../../threads';
import { SourceError, type SourceText } from '../../trace/source';
import type { Place } from '../../files/beside';
import { UnreadError, type ReadOptions } from '../reader';
import type { Triable } from '..';
import type { Answer, Reading, Request } from './protocol';

export interface ReadingBounds {
  /** Milliseconds that a text may take; what is beyond them in the language is stopped from outside. */
  time: number;
  /** MiB of JavaScript's own memory. */
  memory: number;
  /** Milliseconds that a reading that nobody waits for any more may go on: its thread is warm, another would not be. */
  patience: number;
  /** Milliseconds without a text after which the thread that is kept ends, and gives its memory back. */
  rest: number;
}

/** The slowest of texts within the reader's own limits take a few seconds. */
const BOUNDS: ReadingBounds = { time: 60_000, memory: 1024, patience: 300, rest: 600_000 };

export interface ReadingOptions extends Omit<ReadOptions, 'files'> {
  /** Where the text stands on disk, if files beside it may be read. */
  place?: Place | undefined;
  /** Most steps that come back; all if absent. */
  most?: number | undefined;
  signal?: AbortSignal | undefined;
}

/** MiB of stack: calls of the text are calls of the interpreter, and may nest a thousand deep. */
const STACK = 64;

const ENTRY = { bundle: 'reader.js', source: join(__dirname, 'worker.ts') };

/**
 * Reads texts outside of the thread that calls, which a long run of a text would block. A thread reads one text at a
 * time; one is kept for the next text, with its grammars loaded, until none has come for a while, and a text that comes meanwhile gets
 * another.
 */
export class ReadingThread {
  private idle: Worker | undefined;
  private resting: NodeJS.Timeout | undefined;
  private readonly all = new Set<Worker>();
  private disposed = false;

  private readonly bounds: ReadingBounds;

  constructor(bounds: Partial<ReadingBounds> = {}) {
    this.bounds = { ...BOUNDS, ...bounds };
  }

  /** Threads that there are. */
  get count(): number {
    return this.all.size;
  }

  /** @throws SourceError where the text cannot be read, or takes too much; the signal's reason when it is aborted */
  async read(source: SourceText, { most, signal, place, ...options }: ReadingOptions = {}): Promise<Reading> {
    const result = await this.result({ ask: 'trace', source, options, place, most }, signal);
    if (result.kind === 'read') return { trace: result.trace, total: result.total };
    throw faultOf(result);
  }

  /** The functions of a text that can be tried with example values. @throws SourceError where it takes too much */
  async functions(source: SourceText): Promise<Triable[]> {
    const result = await this.result({ ask: 'functions', source }, undefined);
    if (result.kind === 'functions') return result.functions;
    throw faultOf(result);
  }

  /** The languages in which a text can be read, whatever `source.language` is. @throws SourceError where it takes too much */
  async languages(source: SourceText): Promise<string[]> {
    const result = await this.result({ ask: 'languages', source }, undefined);
    if (result.kind === 'languages') return result.languages;
    throw faultOf(result);
  }

  private async result(request: Request, signal: AbortSignal | undefined): Promise<Answer> {
    signal?.throwIfAborted();
    if (this.disposed) throw new Error('texts are not read any more');
    const thread = this.take();
    const answer = this.ask(thread, request);
    const result = await (signal ? Promise.race([answer, aborted(signal)]) : answer);
    if (result !== 'aborted') return result;
    this.leave(thread, answer);
    throw signal?.reason;
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.resting);
    for (const thread of this.all) void thread.terminate();
  }

  private take(): Worker {
    const thread = this.idle ?? this.start();
    this.idle = undefined;
    clearTimeout(this.resting);
    thread.ref();
    return thread;
  }

  private start(): Worker {
    const thread = startThread(ENTRY, {}, { maxOldGenerationSizeMb: this.bounds.memory, stackSizeMb: STACK });
    this.all.add(thread);
    // Who asks hears of an error; a thread that nobody asks has none to tell of.
    thread.on('error', () => undefined);
    thread.on('exit', () => {
      this.all.delete(thread);
      if (this.idle === thread) this.idle = undefined;
    });
    return thread;
  }

  /** The thread's answer; it is then ready for the next text, or has ended. */
  private ask(thread: Worker, request: Request): Promise<Answer> {
    return new Promise((resolve) => {
      const end = (answer: Answer): void => {
        clearTimeout(timer);
        thread.off('message', onMessage).off('error', onError).off('exit', onExit);
        resolve(answer);
      };
      const onMessage = (answer: Answer): void => {
        end(answer);
        this.keep(thread);
      };
      const onError = (error: NodeJS.ErrnoException): void =>
        end(
          error.code === 'ERR_WORKER_OUT_OF_MEMORY'
            ? tooMuch(request, `needs more than ${this.bounds.memory} MiB of memory`)
            : { kind: 'failed', error },
        );
      const onExit = (): void => end({ kind: 'failed', error: new Error('the thread that reads texts has stopped') });
      const timer = setTimeout(() => {
        end(tooMuch(request, `takes more than ${this.bounds.time / 1000} seconds`));
        void thread.terminate();
      }, this.bounds.time);
      thread.on('message', onMessage).on('error', onError).on('exit', onExit);
      thread.postMessage(request);
    });
  }

  /** Nobody waits for `answer` any more. */
  private leave(thread: Worker, answer: Promise<Answer>): void {
    const timer = setTimeout(() => void thread.terminate(), this.bounds.patience);
    void answer.then(() => clearTimeout(timer));
  }

  private keep(thread: Worker): void {
    thread.unref();
    if (this.idle || this.disposed) void thread.terminate();
    else {
      this.idle = thread;
      this.resting = setTimeout(() => void thread.terminate(), this.bounds.rest).unref();
    }
  }
}

function faultOf(answer: Answer): Error {
  if (answer.kind === 'failed') return answer.error;
  if (answer.kind !== 'unreadable') return new Error('the thread that reads texts answers something else');
  const { uri, range, reason, why, asks } = answer;
  return why ? new UnreadError(uri, range, reason, why, asks) : new SourceError(uri, range, reason);
}

function tooMuch({ source }: Request, what: string): Answer {
  const start = source.selection?.start ?? { line: 0, character: 0 };
  const range = { start, end: start };
  return { kind: 'unreadable', uri: source.uri, range, reason: `to read this ${what}: select less of it` };
}

function aborted(signal: AbortSignal): Promise<'aborted'> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve('aborted'), { once: true }));
}
