/**
 * The page's one piece of state, and who wants to know when a part of it changes. Listeners run at once; drawing is put
 * off to the next frame by the surfaces themselves.
 */
export class Store<S extends object> {
  private readonly listeners = new Set<{ keys: readonly (keyof S)[]; call: () => void }>();

  constructor(private state: Readonly<S>) {}

  get(): Readonly<S> {
    return this.state;
  }

  set(change: Partial<S>): void {
    const before = this.state;
    const keys = (Object.keys(change) as (keyof S)[]).filter((key) => change[key] !== before[key]);
    if (keys.length === 0) return;
    this.state = { ...before, ...change };
    for (const listener of [...this.listeners])
      if (this.listeners.has(listener) && listener.keys.some((key) => keys.includes(key))) listener.call();
  }

  /** Calls `call` now and after every change of one of `keys`, until `signal` aborts. */
  on(keys: readonly (keyof S)[], signal: AbortSignal, call: () => void): void {
    if (signal.aborted) return;
    const listener = { keys, call };
    this.listeners.add(listener);
    signal.addEventListener('abort', () => this.listeners.delete(listener), { once: true });
    call();
  }
}
