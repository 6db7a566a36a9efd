import type { Model, Probe, Run } from './messages';

export function runOf(model: Model | null | undefined): Run | null {
  return model?.state.kind === 'done' ? model.state.run : null;
}

/** What was chosen before: by the person, and by the page. */
export interface Choices {
  picked: string | null;
  chosen: string | null;
}

/**
 * The model to show: the person's choice, else the extension's, else the first that lost track (that is what one came to
 * see). While results come in, one that lost track is kept rather than changed for another.
 */
export function defaultModel(probe: Probe, { picked, chosen }: Choices): string | null {
  const lost = probe.models.filter((model) => typeof runOf(model)?.firstWrong === 'number').map(({ id }) => id);
  const wanted = [picked, probe.chosenModel, lost.includes(chosen ?? '') ? chosen : lost[0]];
  const ran = probe.models.find((model) => runOf(model));
  return wanted.find((id) => probe.models.some((model) => model.id === id)) ?? ran?.id ?? probe.models[0]?.id ?? null;
}
