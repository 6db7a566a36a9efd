import type { ModelFiles } from '../models/model-files';
import type { ProviderName } from './protocol';
import type { ViewOf } from './view-of';
import { SizedCache, type CacheLimits } from './sized-cache';

/** Something that holds a model open. */
export interface Releasable {
  release(): Promise<void>;
}

/** A model with more bytes is held once, as its file says or as a view of it. */
const MOST_TWICE = 64 * 2 ** 20;

/** Models and views of them that are open, the least recently used one closed first. Not for concurrent use. */
export class SessionCache<Session extends Releasable> {
  /** With the digest of the files, so that a model exported anew is opened anew. */
  private readonly open: SizedCache<{ session: Session; digest: string }>;

  /** @param limits the memory of a session is about that of its weights, the model's files */
  constructor(
    limits: CacheLimits,
    private readonly opened: (
      files: ModelFiles,
      providers: readonly ProviderName[],
      view: ViewOf | undefined,
      tell: () => void,
    ) => Promise<Session>,
  ) {
    this.open = new SizedCache(limits);
  }

  /**
   * @param view what is asked of the model's graph; the model as it is if undefined
   * @param tell called while a model that is opened is run
   */
  async get(
    files: ModelFiles,
    providers: readonly ProviderName[],
    view?: ViewOf,
    tell: () => void = () => undefined,
  ): Promise<Session> {
    const { path, digest, bytes } = files;
    const key = JSON.stringify([path, providers, view]);
    const known = this.open.get(key);
    if (known?.digest === digest) return known.session;
    this.open.delete(key);
    // Room is made before, so that the bound on memory holds while the new one is opened too.
    const others = bytes > MOST_TWICE ? this.open.deleteAll((one) => one.startsWith(`[${JSON.stringify(path)},`)) : [];
    for (const { session } of [...(known ? [known] : []), ...others, ...this.open.makeRoom(bytes)])
      await session.release();
    const session = await this.opened(files, providers, view, tell);
    this.open.set(key, { session, digest }, bytes);
    return session;
  }

  /** Closes all; each is opened anew when it is next asked for. */
  async close(): Promise<void> {
    for (const { session } of this.open.makeRoom(Infinity)) await session.release();
  }
}
