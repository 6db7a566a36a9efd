import type { Probe, RequestName, Requests } from '../../messages';
import { attention, tensor } from './inside';
import { neuron, neurons, rows } from './rows';

/** Answers a request from sample data. */
export type Answering<K extends RequestName> = (
  ask: Requests[K]['ask'],
  probe: Probe | undefined,
) => Requests[K]['answer'] | Promise<Requests[K]['answer']>;

function none(): never {
  throw new Error('there is no sample of this');
}

/** What the stand-in for the extension says to each request. */
export const ANSWERS: { [K in RequestName]: Answering<K> } = {
  rows,
  neurons,
  neuron,
  linearProbes: none,
  trajectories: none,
  similarity: none,
  attention,
  tensor,
  accuracy: none,
  freshAccuracy: none,
  otherProbes: none,
  probe: none,
  save: () => true,
  saveStates: () => true,
  saveView: none,
  command: () => null,
  openStep: () => null,
};
