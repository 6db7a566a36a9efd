import { ORIGINS, originIn } from '../analysis/patching/origin';
import { PatchError } from '../analysis/patching/patch-error';
import { patchRun, type WantedPatch } from '../analysis/patching/patch-run';
import type { StepPrediction } from '../analysis/model-run';
import { believed } from '../analysis/told';
import type { CallOptions } from '../inference/client';
import { isMonoid } from '../models/manifest';
import type { Requests } from '../protocol/messages';
import type { LookedAt } from './looked-at';
import { laneOf } from './run';
import { stateText } from './state-text';

/** Rows that the page shows of a long text. */
const MOST_ROWS = 500;

type Ask = Requests['patched']['ask'];
type Answer = Requests['patched']['answer'];

/** @throws PatchError, and as `patchRun` */
export async function pagePatched({ entry, inside }: LookedAt, { patches }: Ask, call: CallOptions): Promise<Answer> {
  const wanted = patches.map(({ output, step, from: told }): WantedPatch => {
    const from = originIn(told);
    if (!from) throw new PatchError(`What is put in is one of ${ORIGINS}, not '${told}'.`);
    return { output, step, from };
  });
  const { before, after, sizes } = await patchRun(entry, inside, wanted, call);
  const { manifest } = entry.model;
  const { trace } = entry;
  const textOf = (step: StepPrediction, id: number): string =>
    isMonoid(manifest) ? stateText(trace, believed(manifest.task, trace, id)) : String(step.predicted);
  const at = new Set(wanted.map(({ step }) => step));
  const rows: Answer['rows'][number][] = [];
  let changed = 0;
  for (const [step, own] of before.steps.entries()) {
    const other = after.steps[step];
    if (!own || !other) continue;
    const isChanged = own.predicted !== other.predicted;
    if (isChanged) changed++;
    if ((!isChanged && !at.has(step)) || rows.length >= MOST_ROWS) continue;
    rows.push({
      ...{ step, truth: textOf(own, own.truth), before: textOf(own, own.predicted) },
      ...{ after: textOf(other, other.predicted), sureBefore: own.confidence, sureAfter: other.confidence },
    });
  }
  const [lane, patchedLane] = [before, after].map((run) => laneOf({ ...entry, run }));
  if (!lane || !patchedLane) throw new PatchError('There is no run.');
  return { changed, judged: before.judged, rows, moved: sizes.map(({ distance }) => distance), lane, patchedLane };
}
