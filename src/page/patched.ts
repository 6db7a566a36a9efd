import { ORIGINS, originIn } from '../analysis/patching/origin';
import { PatchError } from '../analysis/patching/patch-error';
import { patchRun, type WantedPatch } from '../analysis/patching/patch-run';
import type { StepPrediction } from '../analysis/model-run';
import { believed } from '../analysis/told';
import type { CallOptions } from '../inference/client';
import { isMonoid } from '../models/manifest';
import type { Requests } from '../protocol/messages';
import type { LookedAt } from './looked-at';
import { patchedRows } from './patched-rows';
import { laneOf } from './run';
import { stateText } from './state-text';

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
  const compared = before.steps.flatMap((own, step) => {
    const other = after.steps[step];
    if (!own || !other) return [];
    const told = () => ({
      ...{ truth: textOf(own, own.truth), before: textOf(own, own.predicted), after: textOf(other, other.predicted) },
      ...{ sureBefore: own.confidence, sureAfter: other.confidence },
    });
    return { step, isChanged: own.predicted !== other.predicted, told };
  });
  const [lane, patchedLane] = [before, after].map((run) => laneOf({ ...entry, run }));
  if (!lane || !patchedLane) throw new PatchError('There is no run.');
  return {
    ...patchedRows(compared, at),
    judged: before.judged,
    moved: sizes.map(({ distance }) => distance),
    ...{ lane, patchedLane },
  };
}
