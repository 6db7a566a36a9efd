import { shortReason } from '../providers';

/** Characters of the runtime's own words in a message. */
const MOST_QUOTED = 160;

/**
 * How many tokens a file really reads, whatever its `config.json` says: a table of positions, or a mask, may end before that, and
 * then the runtime fails. It is found by running the file, only as far as it is wanted.
 */
export class Reach {
  /** Tokens that were read without a fault. */
  private held = 0;
  /** As few tokens as it failed on. */
  private failed = Infinity;
  private said = '';

  /** @param run of a text; rejects where the file cannot read so many tokens */
  constructor(private readonly run: (ids: Int32Array) => Promise<unknown>) {}

  /**
   * How many of a text's tokens can be read, from its first one on.
   *
   * @throws what the runtime says where not even the first one can be
   */
  async within(ids: Int32Array): Promise<number> {
    const wanted = Math.min(ids.length, this.failed - 1);
    if (wanted > this.held && !(await this.tries(ids, wanted)))
      while (this.failed - this.held > 1) await this.tries(ids, (this.held + this.failed) >> 1);
    return Math.min(ids.length, this.failed - 1);
  }

  /** Undefined where it never failed. */
  get fault(): { most: number; reason: string } | undefined {
    return this.failed === Infinity ? undefined : { most: this.failed - 1, reason: this.said };
  }

  private async tries(ids: Int32Array, length: number): Promise<boolean> {
    try {
      await this.run(ids.subarray(0, length));
      this.held = length;
      return true;
    } catch (error) {
      if (length === 1) throw error;
      this.failed = length;
      this.said = shortReason(error)
        .replace(/^Non-zero status .* Status Message: /, '')
        .slice(0, MOST_QUOTED);
      return false;
    }
  }
}
