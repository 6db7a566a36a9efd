import * as vscode from 'vscode';
import { Estimate } from '../../datasets/run/progress';
import { withLateProgress } from '../workbench/late-progress';
import { told } from '../workbench/docs';
import { runVerb, type VerbOptions } from './terminal-verb';

/** The folder that a verb starts in, and what it is told that is no argument. */
type Where = Pick<VerbOptions, 'cwd' | 'env'>;

/** How a verb ended: with a text, by the person's wish, or with an error. */
export type Ending = { text: string } | { aborted: true } | { error: Error };

/** Runs verbs of the terminal front in processes that end with this window. */
export class VerbRunner implements vscode.Disposable {
  private readonly running = new Set<AbortController>();

  constructor(private readonly log: vscode.LogOutputChannel) {}

  dispose(): void {
    for (const controller of this.running) controller.abort();
  }

  /** Runs a verb whose answer is a text to be shown, and tells a failure; undefined when there is nothing to show. */
  async text(
    title: string,
    argv: readonly string[],
    cwd: string,
    env: Readonly<Record<string, string>> = {},
  ): Promise<string | undefined> {
    const ending = await this.work(title, argv, { cwd, env });
    if ('error' in ending) void vscode.window.showErrorMessage(told(ending.error.message, 500));
    return 'text' in ending ? ending.text : undefined;
  }

  /** Runs a verb that a person waits for, with its progress and Cancel. */
  work(title: string, argv: readonly string[], where: Where): Promise<Ending> {
    return this.guarded((controller) =>
      withLateProgress(
        title,
        (report) => this.verb(argv, where, controller, report),
        () => controller.abort(),
      ),
    );
  }

  private verb(
    argv: readonly string[],
    where: Where,
    { signal }: AbortController,
    report: (message: string) => void,
  ): Promise<string> {
    const estimate = new Estimate();
    return runVerb(argv, { ...where, signal, onProgress: (now) => report(estimate.say(now, performance.now())) });
  }

  private async guarded(work: (controller: AbortController) => Thenable<string>): Promise<Ending> {
    const controller = new AbortController();
    this.running.add(controller);
    try {
      return { text: await work(controller) };
    } catch (error) {
      if (controller.signal.aborted) return { aborted: true };
      const fault = error instanceof Error ? error : new Error(String(error));
      this.log.error(fault.message);
      return { error: fault };
    } finally {
      this.running.delete(controller);
    }
  }
}
