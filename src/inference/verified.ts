import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { readTextSync } from '../files/read';
import type { ModelFiles } from '../models/model-files';
import { isRemote } from '../models/remote/address';
import type { Access } from '../models/remote/ask';
import { ContractError } from './contract';
import type { CheckResult } from './protocol';

/** Of the digests that are kept; of a quarter of a million models. */
const MOST_BYTES = 16 * 2 ** 20;

/**
 * Which models are what they say. Every model is verified before it is first run; the digests of those that passed are
 * kept in text files, one a line. Another file, or the same one changed, has another digest. What failed is kept as long
 * as this process: a machine without memory is no property of a model.
 */
export class Verified {
  private readonly passed = new Set<string>();
  private readonly refused = new Map<string, string>();
  private isRead = false;

  /**
   * @param bundled digests that were verified when the product was built
   * @param kept where the others are remembered; nowhere if undefined
   */
  constructor(
    private readonly bundled: string,
    private readonly kept: string | undefined,
  ) {}

  /**
   * A model on a server is known by what is said of it alone, so that it is verified by every process anew.
   *
   * @throws ContractError with the reason why a model is not run
   */
  async hold(files: ModelFiles, tell: () => void): Promise<void> {
    this.read();
    if (this.passed.has(files.digest)) return;
    const known = this.refused.get(files.digest);
    const reason = known ?? (tell(), await this.reasonAgainst(files));
    const isLasting = !isRemote(files.path);
    if (reason === undefined) {
      if (isLasting) this.keep(files.digest);
      else this.passed.add(files.digest);
      return;
    }
    if (isLasting) this.refused.set(files.digest, reason);
    throw new ContractError(reason);
  }

  /** Everything that is asked of a file, whatever is known of it; what passes need not be verified again. */
  async check(path: string, access: Access = {}): Promise<CheckResult> {
    if (isRemote(path)) return (await import('./verify/server')).checkServer(path, access);
    const { checkFile, refusal } = await import('./verify/verify');
    const result = await checkFile(path);
    this.read();
    if (result.digest !== null && refusal(result.checks) === undefined && !this.passed.has(result.digest))
      this.keep(result.digest);
    return result;
  }

  isKnown({ digest }: ModelFiles): boolean {
    this.read();
    return this.passed.has(digest);
  }

  private async reasonAgainst(files: ModelFiles): Promise<string | undefined> {
    // Needed seldom: a process that runs models that are known starts without it.
    const { checksOf, refusal } = await import('./verify/verify');
    if (!isRemote(files.path)) return refusal(await checksOf(files));
    return refusal(await (await import('./verify/server')).serverChecks(files));
  }

  private read(): void {
    if (this.isRead) return;
    this.isRead = true;
    for (const file of [this.bundled, this.kept]) {
      if (file === undefined) continue;
      try {
        for (const line of readTextSync(file, MOST_BYTES).split('\n')) this.passed.add(line.trim());
      } catch {
        // Not written yet, or not to be read: then models are verified anew.
      }
    }
  }

  private keep(digest: string): void {
    this.passed.add(digest);
    if (this.kept === undefined) return;
    try {
      mkdirSync(dirname(this.kept), { recursive: true });
      appendFileSync(this.kept, `${digest}\n`);
    } catch {
      // A home that cannot be written to costs some milliseconds with every start.
    }
  }
}
