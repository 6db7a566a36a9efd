import type { AblationInput } from '../graph/ablate';
import type { PatchInput } from '../graph/patch-input';
import type { ProbedState } from '../graph/probe-state';
import type { Beside, Bridge, Call } from './bridge/bridge';
import type { ModelShape } from './contract';
import type { ModelFacts } from './protocol';
import type { Releasable } from './session-cache';

/** By what a model can be changed; only a view has any. */
interface Changes {
  patches: readonly PatchInput[];
  ablations: readonly AblationInput[];
  probed: ProbedState | undefined;
}

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
    private readonly changes: Changes = { patches: [], ablations: [], probed: undefined },
  ) {}

  /** Inputs by which states can be replaced, by the contract's names. */
  get patches(): readonly PatchInput[] {
    return this.changes.patches;
  }

  /** Inputs by which parts are put out of action. */
  get ablations(): readonly AblationInput[] {
    return this.changes.ablations;
  }

  /** The input by which every step of a recurrence starts from a given state. */
  get probed(): ProbedState | undefined {
    return this.changes.probed;
  }

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
