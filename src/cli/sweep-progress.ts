import type { Job } from '../sweeps/jobs';
import { ProgressLine } from './progress-line';

/** A measurement that could not be made. */
export interface Failure {
  id: string;
  length?: number;
  density?: number;
  /** The dress of words that are told. */
  told?: string;
  seed?: number;
  reason: string;
}

/** How far a sweep is: by tokens, or where models are asked in words by measurements, for what these take nobody knows before. */
export class SweepProgress {
  private readonly line = new ProgressLine();
  private readonly doing = new Map<object, number>();
  private readonly total: number;
  private done = 0;

  /** @param chats measurements of models that are asked in words */
  constructor(
    jobs: readonly Pick<Job<unknown>, 'tokens'>[],
    private readonly chats: number,
  ) {
    this.total = chats + jobs.reduce((sum, job) => sum + this.weightOf(job), 0);
  }

  /** How much of the whole a measurement is. */
  weightOf({ tokens }: Pick<Job<unknown>, 'tokens'>): number {
    return this.chats > 0 ? 1 : tokens;
  }

  /** @param of who measures something @param amount of it that is done */
  show(of: object, amount: number): void {
    this.doing.set(of, amount);
    const now = [...this.doing.values()].reduce((sum, one) => sum + one, this.done);
    const what = this.chats > 0 ? 'measurements' : 'tokens';
    this.line.show({ stage: 'evaluating', done: Math.floor(now), total: this.total, of: what });
  }

  end(of: object, amount: number): void {
    this.done += amount;
    this.doing.delete(of);
    this.show(of, 0);
  }

  clear(): void {
    this.line.clear();
  }
}
