import { probe as sampleProbe } from '../sample';
import type { Answering } from '../answering';

const OTHERS = [
  { id: 'shorter', title: 'rotate.js, lines 2–41', steps: 40 },
  { id: 'longer', title: 'riffle.py', steps: 200 },
];

export const otherProbes: Answering<'otherProbes'> = () => OTHERS;

export const probe: Answering<'probe'> = ({ probe: id }) => {
  const other = OTHERS.find((candidate) => candidate.id === id);
  if (!other) throw new Error('no such probe');
  const { models, ...whole } = sampleProbe(id, other.steps);
  // On one text a model is missing, as when it was not among those that were run.
  return {
    ...whole,
    title: other.title,
    models: id === 'longer' ? models.filter((model) => model.id !== 'wfa') : models,
  };
};
