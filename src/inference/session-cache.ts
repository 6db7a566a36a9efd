import type { ModelFiles } from '../models/model-files';
import type { ProviderName } from './protocol';

/** Something that holds a model open. */
export interface Releasable {
  release(): Promise<void>;
}

export interface CacheLimits {
  sessions: number;
  /** Sum of the sizes of the models' files; the memory of a session is about that of its weights. */
  bytes: number;
}

interface Entry<Session> {
  session: Session;
  /** Of the files, so that a model exported anew is opened anew. */
  digest: string;
  bytes: number;
}

/** Models that are open, the least recently used one closed first. Not for concurrent use. */
export class SessionCache<Session extends Releasable> {
  /** In order of last use. */
  private readonly entries = new Map<string, Entry<Session>>();

  constructor(
    private readonly limits: CacheLimits,
    private readonly open: (files: ModelFiles, providers: readonly ProviderName[]) => Promise<Session>,
  ) {}

  async get(files: ModelFiles, providers: readonly ProviderName[]): Promise<Session> {
    const { path, digest, bytes } = files;
    const key = JSON.stringify([path, providers]);
    const known = this.entries.get(key);
    if (known?.digest === digest) {
      this.entries.delete(key);
      this.entries.set(key, known);
      return known.session;
    }
    if (known) await this.close(key, known);
    // Room is made before, so that the bound on memory holds while the new one is opened too.
    await this.makeRoom(bytes);
    const session = await this.open(files, providers);
    this.entries.set(key, { session, digest, bytes });
    return session;
  }

  private async makeRoom(bytes: number): Promise<void> {
    for (const [key, entry] of this.entries) {
      const used = [...this.entries.values()].reduce((sum, { bytes: size }) => sum + size, 0);
      if (this.entries.size < this.limits.sessions && used + bytes <= this.limits.bytes) return;
      await this.close(key, entry);
    }
  }

  private async close(key: string, { session }: Entry<Session>): Promise<void> {
    this.entries.delete(key);
    await session.release();
  }
}
