/** Values by key up to a total size; those that were asked for longest ago go first. */
export class Recent<Value> {
  private readonly kept = new Map<string, { value: Value; size: number }>();
  private held = 0;

  /** @param most size of all; a value that alone is larger is not kept */
  constructor(private readonly most: number) {}

  get(key: string): Value | undefined {
    const found = this.kept.get(key);
    if (!found) return undefined;
    // A map tells its keys in the order in which they came.
    this.kept.delete(key);
    this.kept.set(key, found);
    return found.value;
  }

  put(key: string, value: Value, size: number): void {
    this.drop(key);
    if (size > this.most) return;
    this.kept.set(key, { value, size });
    this.held += size;
    for (const oldest of this.kept.keys()) {
      if (this.held <= this.most) break;
      this.drop(oldest);
    }
  }

  private drop(key: string): void {
    this.held -= this.kept.get(key)?.size ?? 0;
    this.kept.delete(key);
  }
}
