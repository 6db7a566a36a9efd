import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { startThread } from '../../threads';
import type { Model, ModelProblem } from '../catalogue';
import type { Access } from '../remote/ask';

/** Milliseconds for one model; those of the largest manifest that is read are some hundred. */
const TIME = 30_000;

/** MiB of JavaScript's own memory. */
const MEMORY = 256;

const ENTRY = { bundle: 'manifest.js', source: join(__dirname, 'worker.ts') };

/**
 * Reads what model files say of themselves outside of the thread that calls, which a large manifest, or a folder with a
 * thousand, would block. One file is read at a time; what stops its thread costs that file only.
 */
export class ManifestThread {
  private thread: Worker | undefined;
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly milliseconds = TIME) {}

  /** One model, or why it is none; `access` is to its server. */
  read(path: string, access: Access = {}): Promise<Model | ModelProblem> {
    const found = this.last.then(() => this.ask(path, access));
    this.last = found;
    return found;
  }

  /** What is still asked is answered first. */
  async close(): Promise<void> {
    await this.last;
    await this.thread?.terminate();
    this.thread = undefined;
  }

  private ask(path: string, access: Access): Promise<Model | ModelProblem> {
    const thread = (this.thread ??= startThread(ENTRY, {}, { maxOldGenerationSizeMb: MEMORY }));
    return new Promise((resolve) => {
      const settle = (found: Model | ModelProblem): void => {
        clearTimeout(timer);
        thread.off('message', settle).off('error', onError).off('exit', onExit);
        resolve(found);
      };
      const fail = (why: string): void => {
        this.thread = undefined;
        void thread.terminate();
        settle({ path, reason: `manifest: reading it ${why}` });
      };
      const onError = (error: Error): void => fail(`failed: ${error.message}`);
      const onExit = (): void => fail('ended its thread');
      const timer = setTimeout(() => fail(`took more than ${this.milliseconds / 1000} s`), this.milliseconds);
      thread.on('message', settle).on('error', onError).on('exit', onExit);
      thread.postMessage({ path, access });
    });
  }
}
