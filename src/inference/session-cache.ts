import { stat } from 'node:fs/promises';
import type { ProviderName } from './protocol';

/** Something that holds a model open. */
export interface Releasable {
  release(): Promise<void>;
}

export interface CacheLimits {
  sessions: number;
  /** Sum of the model files' sizes; the memory of a session is about that of its weights. */
  bytes: number;
}

interface Entry<Session> {
  session: Session;
  path: string;
  /** Size and time of the file, so that a model exported anew is opened anew. */
  stamp: string;
  bytes: number;
}

/** Models that are open, the least recently used one closed first. Not for concurrent use. */
export class SessionCache<Session extends Releasable> {
  /** In order of last use. */
  private readonly entries = new Map<string, Entry<Session>>();

  constructor(
    private readonly limits: CacheLimits,
    private readonly open: (path: string, providers: readonly ProviderName[]) => Promise<Session>,
  ) {}

  async get(path: string, providers: readonly ProviderName[]): Promise<Session> {
    const { size: bytes, mtimeMs } = await stat(path);
    const stamp = `${bytes} ${mtimeMs}`;
    const key = JSON.stringify([path, providers]);
    const known = this.entries.get(key);
    if (known?.stamp === stamp) {
      this.entries.delete(key);
      this.entries.set(key, known);
      return known.session;
    }
    if (known) await this.close(key, known);
    // Room is made before, so that the bound on memory holds while the new one is opened too.
    await this.makeRoom(bytes);
    const session = await this.open(path, providers);
    this.entries.set(key, { session, path, stamp, bytes });
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
