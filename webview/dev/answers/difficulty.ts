import { wilson } from '../../../src/statistics/wilson';
import { difficultyText } from '../../../src/analysis/failures/difficulty-text';
import type { Answering } from '../answering';

const WORDS = 200;

/** A text of the usual kind: what goes wrong on it goes wrong on most others. */
export const difficulty: Answering<'difficulty'> = ({ model: id }, probe) => {
  const model = probe?.models.find((candidate) => candidate.id === id);
  if (!model || model.state.kind !== 'done') throw new Error('no such model');
  const right = model.state.run.accuracy;
  const wrong = right === 1 ? 0 : 0.985;
  const found = {
    ...{ words: WORDS, tokens: 64, seed: 24301, steps: 64, cut: false, right, wrong },
    ...{ harder: right === 1 ? 0 : 0.62, same: right === 1 ? 1 : 0.03 },
    interval: wilson(wrong, WORDS),
  };
  return { ...found, sentence: difficultyText(found) };
};
