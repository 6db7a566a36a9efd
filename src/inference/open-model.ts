import type { PatchInput } from '../graph/patch-input';
import type { Beside, Bridge, Call } from './bridge/bridge';
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
    /** Inputs by which states can be replaced, by the contract's names; only a view has any. */
    readonly patches: readonly PatchInput[] = [],
  ) {}

  get shape(): ModelShape {
    return this.bridge.shape;
  }

  /** @param tokens row-major `[batch, length]`, checked by `checkRun` */
  async run(tokens: Int32Array, batch: number, length: number, outputs: readonly string[], beside?: Beside) {
    return this.bridge.run(this.call, tokens, { batch, length }, outputs, beside);
  }

  release(): Promise<void> {
    return this.close();
  }
}
