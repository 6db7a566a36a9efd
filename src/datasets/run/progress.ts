/** How far a long piece of work is. */
export interface Progress {
  stage: 'searching' | 'making' | 'reading' | 'dealing' | 'writing' | 'evaluating';
  done: number;
  /** Zero while it is not known. */
  total: number;
  /** What is counted. */
  of: 'examples' | 'bytes' | 'files' | 'tokens' | 'measurements';
}

/** What a process that does such work tells the one that started it. */
export type Told =
  | { kind: 'progress'; progress: Progress }
  /** For people; `unfinished` when an unfinished run of something else is in the way. */
  | { kind: 'failed'; reason: string; unfinished: boolean };

const NAMES: Readonly<Record<Progress['stage'], string>> = {
  searching: 'looking for files',
  making: 'making examples',
  reading: 'reading files',
  dealing: 'splitting',
  writing: 'writing files',
  evaluating: 'running models',
};

/** Says how far a run is and how long its stage still takes, judged by how fast this stage has been so far. */
export class Estimate {
  private stage = '';
  private since = 0;
  private from = 0;

  /** @param now milliseconds from any fixed moment */
  say({ stage, done, total, of }: Progress, now: number): string {
    // What an earlier run has done says nothing about the speed of this one.
    if (stage !== this.stage) [this.stage, this.since, this.from] = [stage, now, done];
    if (total === 0) return `${NAMES[stage]}: ${amount(done)}`;
    const rate = (done - this.from) / (now - this.since);
    const left = rate > 0 && done < total ? `, ${duration((total - done) / rate)} left` : '';
    return `${NAMES[stage]}: ${amount(done)} of ${amount(total)} ${of}${left}`;
  }
}

/** Not by `toLocaleString`, whose first call loads the rules of all languages. */
const amount = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

function duration(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}
