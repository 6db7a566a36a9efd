import { ARCHITECTURES } from './architectures';
import type { Model } from './catalogue';

/** From what follows any state to what cannot; others come after these, by name. */
const RANKS = new Map(ARCHITECTURES.map(({ name, order }) => [name, order]));

/** As lists show them: S5 first, then other groups, then languages; within a task by architecture, then by depth. */
export function inOrder(models: readonly Model[]): Model[] {
  return [...models].sort(({ manifest: a }, { manifest: b }) => {
    const name = compareText(a.task.name, b.task.name);
    const architecture =
      compareNumber(rank(a.architecture), rank(b.architecture)) || compareText(a.architecture, b.architecture);
    const variant = Number(b.negative ?? false) - Number(a.negative ?? false);
    return taskRank(a.task) - taskRank(b.task) || name || architecture || variant || a.layers - b.layers;
  });
}

function taskRank({ kind, name }: Model['manifest']['task']): number {
  if (kind === 'language') return 2;
  return name === 'S5' ? 0 : 1;
}

function rank(architecture: string): number {
  return RANKS.get(architecture) ?? Infinity;
}

/** By code units, so that the order is the same in every language of the editor. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Infinity is as far as infinity. */
function compareNumber(a: number, b: number): number {
  return a < b ? -1 : Number(a > b);
}
