import { inside } from './inside';
import { layers } from './layers';
import type { Panel } from './panel';
import { trajectories } from './trajectories';

/** Every panel about the chosen model, in the order in which they stand on the page. */
export const PANELS: readonly Panel[] = [layers, inside, trajectories];
