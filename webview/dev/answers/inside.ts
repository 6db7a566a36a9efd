import { attentionOf, tensorOf } from '../sample';
import type { Answering } from '../answering';

export const attention: Answering<'attention'> = ({ head, from, to }) => attentionOf(head, from, to);

export const tensor: Answering<'tensor'> = ({ model: id, output, step }, probe) => {
  const model = probe?.models.find((candidate) => candidate.id === id);
  if (!probe || !model) throw new Error('no such model');
  return tensorOf(model, output, step, probe.steps.count);
};
