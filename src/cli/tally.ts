import { describeProvider } from '../inference/providers';
import type { ModelFacts } from '../inference/protocol';

/** Of which model figures are, and what ran it. */
export interface Judged {
  id: string;
  name: string;
  /** Of the model's files, and what ran it; absent where it could not read anything. */
  digest?: string;
  provider?: string;
  fallback?: string;
  /** What it could not read, by reason. */
  skipped: Record<string, number>;
}

const CHANGED = 'its file has changed since the first example was run';

/** What is known of a model that is judged by many texts. Figures are of one file: once that is another, no more is counted. */
export class Tally {
  private readonly skipped: Record<string, number> = {};
  private facts: ModelFacts | undefined;

  constructor(
    private readonly id: string,
    private readonly name: string,
  ) {}

  /** Whether an answer counts; where it does not, that is counted. */
  takes(facts: ModelFacts): boolean {
    if (this.facts && this.facts.digest !== facts.digest) {
      this.skip(CHANGED);
      return false;
    }
    this.facts = facts;
    return true;
  }

  skip(reason: string): void {
    this.skipped[reason] = (this.skipped[reason] ?? 0) + 1;
  }

  get judged(): Judged {
    const { digest, fallback } = this.facts ?? {};
    return {
      id: this.id,
      name: this.name,
      ...(digest !== undefined && { digest }),
      ...(this.facts && { provider: describeProvider(this.facts) }),
      ...(fallback !== undefined && { fallback }),
      skipped: this.skipped,
    };
  }
}
