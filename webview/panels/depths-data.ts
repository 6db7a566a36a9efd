/** What more layers would have changed, worked out from runs of models that differ by their layers alone. */
import { plural } from '../describe';
import type { ModelAccuracy } from '../../src/protocol/messages';

type Named = Pick<ModelAccuracy, 'name' | 'architecture'>;

/** What models have in common that differ by their layers alone: the name without these, or the architecture. */
export function familyOf({ name, architecture }: Named): string {
  const common = name.replace(/, \d+ layers?\b/, '');
  return common === name ? architecture : common;
}

export interface Family {
  name: string;
  /** By depth, the shallowest first; at least two. */
  models: readonly ModelAccuracy[];
}

/** All families of several depths. */
export function familiesOf(all: readonly ModelAccuracy[]): Family[] {
  const groups = new Map<string, ModelAccuracy[]>();
  for (const model of all) {
    const key = JSON.stringify([model.task, familyOf(model)]);
    groups.set(key, [...(groups.get(key) ?? []), model]);
  }
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (!first || others.every(({ depth }) => depth === first.depth)) return [];
    return [{ name: familyOf(first), models: [first, ...others].toSorted((a, b) => a.depth - b.depth) }];
  });
}

/** Where a model of some layers is first wrong; null where it is right at every step. */
export interface Depth {
  depth: number;
  firstWrong: number | null;
}

/** Whether more layers would have helped on this text; empty where there is nothing to compare. @param depths the shallowest first */
export function depthsText(depths: readonly Depth[]): string {
  const [first, last] = [depths[0], depths.at(-1)];
  if (!first || !last || first.depth === last.depth) return '';
  if (first.firstWrong === null) return `${plural(first.depth, 'layer')} is enough: right at every step.`;
  const whole = depths.find(({ firstWrong }) => firstWrong === null);
  const wrong = depths.flatMap(({ depth, firstWrong }) =>
    firstWrong === null ? [] : [{ depth, step: firstWrong + 1 }],
  );
  const places = wrong.map(({ depth, step }, at) => `${step} with ${at === 0 ? plural(depth, 'layer') : depth}`);
  const told = `first wrong at step ${places.join(', ')}`;
  if (whole) return `Yes: ${plural(whole.depth, 'layer')} are right at every step; ${told}.`;
  const isFurther = (last.firstWrong ?? 0) > first.firstWrong;
  return isFurther ? `It would have gone further, but not to the end: ${told}.` : `No: ${told}.`;
}
