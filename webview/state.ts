import type { Form, Model, PageState, Probe, Run } from './messages';
import type { Store } from './store';
import type { Theme } from './draw/theme';
import type { Timeline } from './draw/timeline';

/** What the page shows. */
export interface State {
  page: PageState;
  /** Id of the model that the details of layers are shown of; null if there is none. */
  chosen: string | null;
  /** The model that the person chose; null as long as the page chooses. */
  picked: string | null;
  /** The step that everything is about, from zero. */
  playhead: number;
  timeline: Timeline;
  /** Width, before every plot, of the names of slots and neurons; CSS pixels. */
  gutter: number;
  theme: Theme;
  /** Ids of the panels that are open. */
  open: ReadonlySet<string>;
  /** Lanes of all models, not only of the chosen one; null as long as the page decides, by their number. */
  allLanes: boolean | null;
  heat: HeatChoice;
  /** Neurons whose courses stand below their heat maps, in the order in which they were pinned. */
  pins: readonly Pin[];
}

/** How heat maps of layers are shown. */
export interface HeatChoice {
  form: Form;
  order: NeuronOrder;
}

export type NeuronOrder = 'as they are' | 'by variance' | 'by similarity';

/** A neuron of an output, from zero. */
export interface Pin {
  model: string;
  output: string;
  neuron: number;
}

export type PageStore = Store<State>;

export function probeOf(state: Readonly<State>): Probe | null {
  return state.page.kind === 'probe' ? state.page.probe : null;
}

export function chosenModel(state: Readonly<State>): Model | null {
  return probeOf(state)?.models.find(({ id }) => id === state.chosen) ?? null;
}

export function runOf(model: Model | null | undefined): Run | null {
  return model?.state.kind === 'done' ? model.state.run : null;
}

/**
 * The model to show: the person's choice, else the extension's, else the first that lost track (that is what one came to
 * see). While results come in, one that lost track is kept rather than changed for another.
 */
export function defaultModel(probe: Probe, { picked, chosen }: Pick<State, 'picked' | 'chosen'>): string | null {
  const lost = probe.models.filter((model) => typeof runOf(model)?.firstWrong === 'number').map(({ id }) => id);
  const wanted = [picked, probe.chosenModel, lost.includes(chosen ?? '') ? chosen : lost[0]];
  const ran = probe.models.find((model) => runOf(model));
  return wanted.find((id) => probe.models.some((model) => model.id === id)) ?? ran?.id ?? probe.models[0]?.id ?? null;
}

/** Row `row` of an arrangement table with rows of `slots` entries. */
export function rowOf(rows: Int16Array, slots: number, row: number): Int16Array {
  return rows.subarray(row * slots, (row + 1) * slots);
}

/** With no more models than this, all are shown beside the chosen one from the start. */
const FEW_MODELS = 6;

export function showsAll({ allLanes }: Pick<State, 'allLanes'>, models: readonly Model[]): boolean {
  return allLanes ?? models.length <= FEW_MODELS;
}
