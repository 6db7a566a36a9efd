import assert from 'node:assert/strict';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { elementOf } from '../../../src/algebra/elements';
import { ClassWalk } from '../../../src/models/grading/class-walk';
import { partitionsOf, toldText } from '../../../src/analysis/partitions/partitions';
import { Tracking } from '../../../src/analysis/tracking';
import { type Tracked } from '../../../src/analysis/tracked';
import type { MonoidTask } from '../../../src/models/manifest';
import { generatorFor, uniformWord } from '../../../src/models/random-words';

export const S5: MonoidTask = (() => {
  const classes = Array.from({ length: 120 }, (_, id) => elementOf(5, BigInt(id)));
  const tokens = classes.filter((map) => map.filter((from, slot) => from !== slot).length <= 2);
  return { kind: 'monoid', name: 'S5', degree: 5, tokens, classes };
})();

/** What a model believes of the true state after so many tokens. */
export type Believer = (truth: number, tokens: number, random: RandomGenerator) => number;

/** What is told of a model that believes so, by random words of a task. */
export function tracked(believes: Believer, { words = 400, length = 40, seed = 1, task = S5 } = {}): Tracked {
  const tracking = Tracking.of(task, length);
  assert.ok(tracking);
  const random = generatorFor(seed, length);
  const walk = new ClassWalk(task);
  for (let word = 0; word < words; word++) {
    const truth = walk.along(uniformWord(random, task.tokens.length, length));
    tracking.add({ truth, predicted: truth.map((id, token) => believes(id, token + 1, random)) });
  }
  const found = tracking.result();
  assert.ok(found);
  return found;
}

/** Any state that is the same in a partition. */
export function keeping(name: string): Believer {
  const labels = partitionsOf(S5)
    ?.coarser()
    .partitions.find(({ told }) => toldText(told) === name)?.labels;
  assert.ok(labels, name);
  return keepingLabels(labels);
}

/** Any state with the same label. */
export function keepingLabels(labels: ArrayLike<number>): Believer {
  return (truth, _, random) => {
    for (;;) {
      const id = uniformInt(random, 0, labels.length - 1);
      if (labels[id] === labels[truth]) return id;
    }
  };
}

export const guessing: Believer = (_, __, random) => uniformInt(random, 0, 119);
