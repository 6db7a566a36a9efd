import type { RequestName } from '../../../src/protocol/messages';
import { accuracy, freshAccuracy, runOnText } from './accuracy';
import { otherProbes, probe } from './compare';
import { chosenTensor } from './chosen-tensor';
import { difficulty } from './difficulty';
import type { Answering } from '../answering';
import { grid } from './grid';
import { attention, tensor } from './inside';
import { overTraining } from './over-training';
import { patched } from './patched';
import { ablated, causes, precision } from './interventions';
import { eigenvalues, likeness, memory } from './memory';
import { linearProbes } from './linear-probes';
import { neuron, neurons, rows } from './rows';
import { textLayers } from './text-layers';
import { tracked } from './tracked';
import { similarity } from './similarity';
import { trajectories } from './trajectories';

/** What the stand-in for the extension says to a request; one that has nothing here is refused. */
export const ANSWERS = {
  rows,
  neurons,
  neuron,
  linearProbes,
  tracked,
  difficulty,
  overTraining,
  patched,
  memory,
  likeness,
  eigenvalues,
  causes,
  precision,
  ablated,
  grid,
  trajectories,
  similarity,
  attention,
  tensor,
  accuracy,
  freshAccuracy,
  runOnText,
  otherProbes,
  probe,
  save: () => true,
  saveStates: () => true,
  command: () => null,
  openStep: () => null,
  openDocs: () => null,
  stepCall: () => null,
  follow: () => null,
  chosenTensor,
  textLayers,
  removeTensor: () => null,
} satisfies { [K in RequestName]?: Answering<K> };
