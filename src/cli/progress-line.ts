import { Estimate, type Progress } from '../datasets/run/progress';
import type { Model } from '../models/catalogue';
import { clearLine, complain, isSeen, showLine } from './output';
import { tellParent } from './parent';

/** Between two lines, in milliseconds. */
const PAUSE = 100;

/** Says how far long work is: a line on a terminal, a message to a parent process, nothing where output is a file. */
export class ProgressLine {
  private readonly estimate = new Estimate();
  private stage = '';
  private last = -Infinity;

  show(progress: Progress): void {
    const now = performance.now();
    const { stage, done, total } = progress;
    // The estimate has to see the start of every stage.
    const text = this.estimate.say(progress, now);
    if (stage === this.stage && now - this.last < PAUSE && done !== total) return;
    [this.stage, this.last] = [stage, now];
    tellParent({ kind: 'progress', progress });
    showLine(text);
  }

  clear(): void {
    clearLine();
  }
}

/** Between two lines in what is no terminal, in milliseconds: enough to see that something goes on. */
const LONG_PAUSE = 2000;

/** Work of a minute that writes to a file or a pipe says now and then how far it is. */
export class SlowProgress {
  private last = performance.now();

  show(text: string): void {
    if (isSeen()) {
      showLine(text);
      return;
    }
    if (performance.now() - this.last < LONG_PAUSE) return;
    this.last = performance.now();
    complain(text);
  }
}

/** The first opening of a model of one's own takes seconds. */
export function showVerifying({ manifest }: Pick<Model, 'manifest'>): void {
  showLine(`verifying ${manifest.name}, which is new here`);
}
