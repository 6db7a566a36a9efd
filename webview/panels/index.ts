import { inside } from './inside';
import { layers } from './layers';
import { linearProbes } from './linear-probes';
import type { Panel } from './panel';

/** Every panel about the chosen model, in the order in which they stand on the page. */
export const PANELS: readonly Panel[] = [layers, inside, linearProbes];
