import type { Cut } from './messages';

/** Such as `the first 4,096 of 5,000 steps`, where a probe leaves steps of its text out; undefined where it has them all. */
export function firstSteps(cuts: readonly Cut[]): string | undefined {
  const cut = cuts.find(({ what, shown, total }) => what === 'steps' && shown < total);
  return cut && `the first ${cut.shown.toLocaleString('en')} of ${cut.total.toLocaleString('en')} steps`;
}
