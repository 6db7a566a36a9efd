import type { Examined } from '../analysis/language-model/examine';
import type { Trace } from '../trace/trace';

/** What `--json` prints; steps and slots count from zero, as in the trace format. */
export function askedReport(
  trace: Trace,
  asked: readonly Examined[],
  { seed, longest }: { seed: number; longest: number },
): object {
  return {
    source: trace.source,
    slots: trace.slots,
    objects: trace.objects,
    seed,
    longest,
    models: asked.map((one) => {
      const { id, name, architecture } = one.model;
      if ('skipped' in one) return { id, name, architecture, skipped: one.skipped };
      const { run, random, probes } = one;
      return {
        ...{ id, name, architecture },
        digest: run.facts.digest,
        text: run.telling.text,
        isOwnText: run.telling.note === undefined,
        notes: run.notes,
        tokens: run.facts.texts[0]?.tokens ?? 0,
        longestRead: run.facts.longest,
        asked: run.asking.slots,
        every: run.plan.every,
        steps: run.steps.map(
          (step) =>
            step && {
              predicted: step.predicted,
              right: step.right,
              rightSlots: step.rightSlots,
              shares: step.shares.map((shares) => [...shares]),
            },
        ),
        ...{ firstWrong: run.firstWrong, accuracy: run.accuracy, judged: run.judged },
        milliseconds: run.milliseconds,
        ...(random && { random }),
        ...(probes && { probes }),
      };
    }),
  };
}
