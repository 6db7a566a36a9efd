import type { Nothing } from '../core/scalars';

export const UNDEFINED: Nothing = { t: 'nothing', name: 'undefined' };
