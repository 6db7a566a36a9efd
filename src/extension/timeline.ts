import { advance, type State, type Trace } from '../trace/trace';

/** Steps between two states that are kept: a state costs at most this many compositions, and memory 1/256 of all. */
const EVERY = 256;

/** The true state at any step of a trace, without keeping all of them. */
export class Timeline {
  /** `kept[k]` is the state before step `k·EVERY`. */
  private readonly kept: State[] = [];

  constructor(readonly trace: Trace) {
    let state: State = trace.initial;
    trace.steps.forEach(({ map }, step) => {
      if (step % EVERY === 0) this.kept.push(state);
      state = advance(state, map);
    });
  }

  after(step: number): State {
    return advance(this.before(step), this.trace.steps[step]?.map ?? null);
  }

  before(step: number): State {
    const from = Math.floor(step / EVERY);
    let state: State = this.kept[from] ?? this.trace.initial;
    for (let done = from * EVERY; done < step; done++) state = advance(state, this.trace.steps[done]?.map ?? null);
    return state;
  }
}
