export interface CacheLimits {
  /** Of all values together; the newest one is kept however large it is. */
  bytes: number;
  entries?: number;
}

/** Values of known size, the one used longest ago dropped first. */
export class SizedCache<Value> {
  /** In order of last use. */
  private readonly entries = new Map<string, { value: Value; bytes: number }>();
  private total = 0;

  constructor(private readonly limits: CacheLimits) {}

  get(key: string): Value | undefined {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry.value;
  }

  set(key: string, value: Value, bytes: number): void {
    this.delete(key);
    this.makeRoom(bytes);
    this.entries.set(key, { value, bytes });
    this.total += bytes;
  }

  delete(key: string): Value | undefined {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    this.entries.delete(key);
    this.total -= entry.bytes;
    return entry.value;
  }

  /** Drops every value whose key is such a one; gives those that were dropped. */
  deleteAll(isSuch: (key: string) => boolean): Value[] {
    const keys = [...this.entries.keys()].filter(isSuch);
    return keys.flatMap((key) => this.delete(key) ?? []);
  }

  /** Drops values until another one of so many bytes fits, or there are none left; gives those that were dropped. */
  makeRoom(bytes: number): Value[] {
    const { bytes: most, entries: mostEntries = Infinity } = this.limits;
    const dropped: Value[] = [];
    for (const [key, { value }] of this.entries) {
      if (this.entries.size < mostEntries && this.total + bytes <= most) break;
      this.delete(key);
      dropped.push(value);
    }
    return dropped;
  }
}
