import type { BuildProgress } from '../datasets/build';

const NAMES = { making: 'making examples', reading: 'reading files', dealing: 'splitting', writing: 'writing files' };

/** Between two lines, in milliseconds. */
const PAUSE = 100;

/** A line on a terminal that says how far a run is and how long its stage still takes; nothing where output is a file. */
export class DatasetProgress {
  private stage = '';
  private since = 0;
  private from = 0;
  private last = 0;

  show({ stage, done, total, of }: BuildProgress): void {
    if (!process.stderr.isTTY) return;
    const now = performance.now();
    if (stage !== this.stage) {
      // What an earlier run has done says nothing about the speed of this one.
      [this.stage, this.since, this.from] = [stage, now, done];
    } else if (now - this.last < PAUSE && done < total) return;
    this.last = now;
    const rate = (done - this.from) / (now - this.since);
    const left = rate > 0 ? `, ${Math.ceil((total - done) / rate / 1000)} s left` : '';
    process.stderr.write(`\r\u001b[K${NAMES[stage]}: ${done} of ${total} ${of}${left}`);
  }

  clear(): void {
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  }
}
