import type { Bridge, Call } from './bridge/bridge';
import type { ModelShape } from './contract';
import type { ModelFacts } from './protocol';
import type { Releasable } from './session-cache';

/** A model that is open, wherever it runs, with what is known of it. */
export class OpenModel implements Releasable {
  private static last = 0;
  /** Another one for every opening: what was computed with a file that has changed since is not taken for its own. */
  readonly serial = ++OpenModel.last;

  constructor(
    private readonly call: Call,
    readonly bridge: Bridge,
    readonly facts: ModelFacts,
    /** Bytes that a run may take. */
    readonly memory: number,
    private readonly close: () => Promise<void>,
  ) {}

  get shape(): ModelShape {
    return this.bridge.shape;
  }

  /** @param tokens row-major `[batch, length]`, checked by `checkRun` */
  async run(tokens: Int32Array, batch: number, length: number, outputs: readonly string[]) {
    return this.bridge.run(this.call, tokens, { batch, length }, outputs);
  }

  release(): Promise<void> {
    return this.close();
  }
}
