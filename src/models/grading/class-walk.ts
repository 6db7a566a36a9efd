import { identity, productOn } from '../../algebra/maps';
import { encoderOf } from '../encoding';
import type { MonoidTask } from '../manifest';

/** A task that cannot be measured. The message is for people. */
export class GradingError extends Error {
  override name = 'GradingError';
}

/** Follows a word through the classes of a task. */
export class ClassWalk {
  private readonly start: number | undefined;
  /** Filled as it is used: a user's model may have far more classes and tokens than a table could hold. */
  private readonly followers = new Map<number, number>();

  constructor(private readonly task: MonoidTask) {
    this.start = encoderOf(task).classOf(identity(task.degree));
  }

  /** The class of the product so far, after every token. @throws GradingError where there is none */
  along(word: Int32Array): Int32Array {
    if (this.start === undefined) throw new GradingError('it has no class for the identity');
    let state = this.start;
    return word.map((token) => (state = this.follow(state, token)));
  }

  private follow(state: number, token: number): number {
    const { tokens, classes } = this.task;
    const key = state * tokens.length + token;
    let next = this.followers.get(key);
    if (next === undefined) {
      next = encoderOf(this.task).classOf(productOn(this.task.acts)(classes[state] ?? [], tokens[token] ?? []));
      if (next === undefined) throw new GradingError('its classes do not hold every product of its tokens');
      this.followers.set(key, next);
    }
    return next;
  }
}
