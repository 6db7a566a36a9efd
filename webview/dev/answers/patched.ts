import type { Answering } from '../answering';

/** A state that is replaced turns every belief from there on. */
export const patched: Answering<'patched'> = ({ model: id, patches }, probe) => {
  const model = probe?.models.find((candidate) => candidate.id === id);
  if (!probe || !model || model.state.kind !== 'done') throw new Error('no such model');
  const odd = patches.find(({ from }) => from === 'state nonsense');
  if (odd) throw new Error("there is no 'nonsense' in this world");
  const first = patches.reduce((least, { step }) => Math.min(least, step), Infinity);
  const judged = probe.steps.count;
  const rows = Array.from({ length: Math.min(500, judged - first) }, (_, at) => ({
    ...{ step: first + at, truth: '1 2 3 4 5', before: '1 2 3 4 5', after: '2 1 3 4 5' },
    ...{ sureBefore: 0.98, sureAfter: 0.75 },
  }));
  const {
    predicted,
    outcome,
    confidence,
    confidenceInTruth = confidence,
    firstWrong,
    accuracy,
    rightAtEnd,
  } = model.state.run;
  const lane = { predicted, outcome, confidence, confidenceInTruth, firstWrong, accuracy, rightAtEnd };
  const slots = predicted.length / outcome.length;
  const patchedLane = {
    ...lane,
    predicted: predicted.map((object, at) => (at < first * slots ? object : (object + 1) % slots)),
    outcome: outcome.map((code, step) => (step < first ? code : 0)),
    ...{ firstWrong: first, rightAtEnd: false },
  };
  const hidden = judged - first - rows.length;
  return { changed: judged - first, judged, rows, hidden, moved: patches.map(() => 1.5), lane, patchedLane };
};
