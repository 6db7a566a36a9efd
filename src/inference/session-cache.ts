import type { ModelFiles } from '../models/model-files';
import type { ProviderName } from './protocol';
import { SizedCache, type CacheLimits } from './sized-cache';

/** Something that holds a model open. */
export interface Releasable {
  release(): Promise<void>;
}

/** Models that are open, the least recently used one closed first. Not for concurrent use. */
export class SessionCache<Session extends Releasable> {
  /** With the digest of the files, so that a model exported anew is opened anew. */
  private readonly open: SizedCache<{ session: Session; digest: string }>;

  /** @param limits the memory of a session is about that of its weights, the model's files */
  constructor(
    limits: CacheLimits,
    private readonly opened: (files: ModelFiles, providers: readonly ProviderName[]) => Promise<Session>,
  ) {
    this.open = new SizedCache(limits);
  }

  async get(files: ModelFiles, providers: readonly ProviderName[]): Promise<Session> {
    const { path, digest, bytes } = files;
    const key = JSON.stringify([path, providers]);
    const known = this.open.get(key);
    if (known?.digest === digest) return known.session;
    this.open.delete(key);
    // Room is made before, so that the bound on memory holds while the new one is opened too.
    for (const { session } of [...(known ? [known] : []), ...this.open.makeRoom(bytes)]) await session.release();
    const session = await this.opened(files, providers);
    this.open.set(key, { session, digest }, bytes);
    return session;
  }

  /** Closes all; each is opened anew when it is next asked for. */
  async close(): Promise<void> {
    for (const { session } of this.open.makeRoom(Infinity)) await session.release();
  }
}
