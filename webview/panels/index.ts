import { ablation } from './ablation';
import { accuracy } from './accuracy';
import { compare } from './compare';
import { difficulty } from './difficulty';
import { inside } from './inside';
import { layers } from './layers';
import { linearProbes } from './linear-probes';
import type { Panel, ProbePanel } from './panel';
import { patching } from './patching';
import { similarity } from './similarity';
import { tracking } from './tracking';
import { trajectories } from './trajectories';

/** Every panel below the lanes and the details, in the order in which they stand on the page. */
export const PANELS: readonly (Panel | ProbePanel)[] = [
  tracking,
  difficulty,
  layers,
  linearProbes,
  trajectories,
  similarity,
  inside,
  patching,
  ablation,
  compare,
  accuracy,
];
