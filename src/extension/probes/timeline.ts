import { follower, type Follow, type State, type Trace } from '../../trace/trace';

/** Steps between two states that are kept: a state costs at most this many compositions, and memory 1/256 of all. */
const EVERY = 256;

/** The true state at any step of a trace, without keeping all of them. */
export class Timeline {
  /** `kept[k]` is the state before step `k·EVERY`. */
  private readonly kept: State[] = [];
  private readonly follow: Follow;

  constructor(readonly trace: Trace) {
    this.follow = follower(trace);
    let state: State = trace.initial;
    trace.steps.forEach((each, step) => {
      if (step % EVERY === 0) this.kept.push(state);
      state = this.follow(state, each);
    });
  }

  after(step: number): State {
    const taken = this.trace.steps[step];
    return taken ? this.follow(this.before(step), taken) : null;
  }

  before(step: number): State {
    const from = Math.floor(step / EVERY);
    let state: State = this.kept[from] ?? this.trace.initial;
    for (const taken of this.trace.steps.slice(from * EVERY, step)) state = this.follow(state, taken);
    return state;
  }
}
