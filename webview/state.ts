import type { Form, Model, PageState, Probe } from '../src/protocol/messages';
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
interface HeatChoice {
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

/** With no more models than this, all are shown beside the chosen one from the start. */
const FEW_MODELS = 12;

export function showsAll({ allLanes }: Pick<State, 'allLanes'>, models: readonly Model[]): boolean {
  return allLanes ?? models.length <= FEW_MODELS;
}
