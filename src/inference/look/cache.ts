/** Values of known size, the one used longest ago dropped first. The newest is kept however large it is. */
export class SizedCache<Value> {
  /** In order of last use. */
  private readonly entries = new Map<string, { value: Value; bytes: number }>();
  private total = 0;

  constructor(private readonly budget: number) {}

  get(key: string): Value | undefined {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry.value;
  }

  set(key: string, value: Value, bytes: number): void {
    this.total += bytes - (this.entries.get(key)?.bytes ?? 0);
    this.entries.delete(key);
    this.entries.set(key, { value, bytes });
    for (const [old, entry] of this.entries) {
      if (this.total <= this.budget || old === key) return;
      this.entries.delete(old);
      this.total -= entry.bytes;
    }
  }
}
