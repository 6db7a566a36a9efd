import { wilson } from '../../../src/statistics/wilson';
import type { Answering } from '../answering';

const WORDS = 200;

/** A model that lost the state still has where one object is for a while, and the sign for long. */
export const tracked: Answering<'tracked'> = ({ model: id }, probe) => {
  const model = probe?.models.find((candidate) => candidate.id === id);
  if (!model || model.state.kind !== 'done') throw new Error('no such model');
  const { firstWrong } = model.state.run;
  const state = { name: 'the whole state', kind: 'state' as const, blocks: 120, of: [1, 1] as [number, number] };
  const figures = (full: number) => ({ full, interval: wilson(full, WORDS) });
  const how = `(no error in at least 90% of ${WORDS} random words of 64 tokens)`;
  const lost = (right: number, chance: number) => ({
    whenLost: { right, words: 150, interval: wilson(right, 150), chance },
  });
  const common = { length: 64, words: WORDS, asked: 155 };
  if (firstWrong === null)
    return {
      ...common,
      kept: [{ ...state, to: 64, all: true, ...figures(1) }],
      sentence: `keeps the whole state to all 64 tokens ${how}`,
    };
  if (id === 'transformer')
    return {
      ...common,
      kept: [
        { ...state, to: 10, all: false, ...figures(0.93) },
        {
          ...{ name: '3 groups of states', kind: 'learned', blocks: 3, of: [1, 1], to: 40, all: false },
          ...figures(0.92),
          ...lost(0.97, 0.34),
        },
      ],
      learned: {
        groups: [0, 1, 2].map((group) => Array.from({ length: 40 }, (_, id) => 40 * group + id)),
        ...{ fitted: 100, chosen: 100, among: 23, measured: WORDS },
      },
      sentence: `keeps apart 3 groups of states to 40 tokens, the whole state to 10 ${how}`,
    };
  return {
    ...common,
    kept: [
      { ...state, to: 10, all: false, ...figures(0.93) },
      {
        ...{ name: 'where any one object is', kind: 'where', blocks: 5, of: [5, 5], to: 14, toMost: 16, all: false },
        ...figures(0.91),
        ...lost(0.82, 0.22),
      },
      {
        ...{ name: 'the sign', kind: 'quotient', blocks: 2, of: [1, 1], to: 64, all: true },
        ...figures(0.96),
        ...lost(0.98, 0.5),
      },
    ],
    sentence: `keeps the sign to all 64 tokens, where any one object is to 14–16, the whole state to 10 ${how}`,
  };
};
