import { ablation } from './ablation';
import { accuracy } from './accuracy';
import { chosenTensors } from './chosen-tensors';
import { compare } from './compare';
import { depths } from './depths';
import { details } from './details';
import { difficulty } from './difficulty';
import { inside } from './inside';
import { layerSteps } from './layer-steps';
import { layers } from './layers';
import { linearProbes } from './linear-probes';
import { memory } from './memory';
import type { Question } from './panel';
import { overTraining } from './over-training';
import { patching } from './patching';
import { shortest } from './shortest';
import { similarity } from './similarity';
import { states } from './states';
import { tracking } from './tracking';
import { trajectories } from './trajectories';

/** Every panel below the world and the strips, by the question that it answers, in the order in which people ask. */
export const QUESTIONS: readonly Question[] = [
  { id: 'where', title: 'At which layer is the state still there?', panels: [layerSteps, linearProbes, memory] },
  { id: 'when', title: 'Where did it lose track, step by step?', panels: [states, details] },
  { id: 'depth', title: 'Would one more layer have helped?', panels: [depths, accuracy] },
  { id: 'text-or-model', title: 'Is it my text or the model?', panels: [difficulty, compare] },
  { id: 'breaks', title: 'What is the shortest text that breaks it?', panels: [shortest] },
  { id: 'instead', title: 'What does it track instead?', panels: [tracking] },
  {
    id: 'how',
    title: 'How does it hold the state?',
    panels: [layers, inside, trajectories, similarity, chosenTensors],
  },
  { id: 'needs', title: 'What do its answers depend on?', panels: [patching, ablation] },
  { id: 'learned', title: 'When was it learned?', panels: [overTraining] },
];
