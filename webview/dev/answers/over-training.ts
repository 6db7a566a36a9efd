import { run as runOf } from '../sample';
import type { Answering } from '../answering';

const STEPS = [129, 938, 3500, 15_211];

/** The sign comes early, the state late; a Mamba is the one kind of which a training is kept here. */
export const overTraining: Answering<'overTraining'> = ({ model: id }, probe) => {
  const model = probe?.models.find((candidate) => candidate.id === id);
  if (model?.state.kind !== 'done') throw new Error('no such model');
  if (id !== 'mamba') return null;
  const { run } = model.state;
  const view = probe?.views[run.view];
  if (!view) throw new Error('no such world');
  const last = STEPS.length - 1;
  const moments = STEPS.map((step, at) => {
    const lasts = 2 + 4 ** at;
    const { predicted, outcome } = runOf(view, lasts, 7 + at);
    const firstWrong = outcome.indexOf(0);
    const wrong = firstWrong < 0 ? null : firstWrong;
    const right = outcome.filter((code) => code === 1).length;
    const state = at === last ? 0.98 : 0.1 * at;
    return {
      ...{ step, minutes: step / 5000, accuracy: right / outcome.length, predicted, outcome },
      learned: [
        { key: 'state', answers: state, layers: [0.16, 0.2 + 0.25 * at], guess: 0.04, firstWrong: wrong },
        {
          key: 'sign',
          answers: at > 0 ? 0.97 : 0.01,
          layers: [0.53, at > 0 ? 0.99 : 0.6],
          guess: 0.72,
          firstWrong: wrong,
        },
      ],
    };
  });
  return {
    ...{ id: 'small-mamba', name: 'Small Mamba, 1 layer', tokens: 8, words: 256, seed: 24301 },
    layers: ['embedding', 'layer 1'],
    sentences: [
      'The state: right in its answers after 15211 steps, read from layer 1 after 15211.',
      'The sign: right in its answers after 938 steps, read from layer 1 after 938.',
    ],
    moments,
  };
};
