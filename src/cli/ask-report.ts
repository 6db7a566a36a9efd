import type { AskedChat } from '../analysis/chat/chat-text';
import type { Manner } from '../analysis/chat/manner';
import { isChatRun } from '../analysis/chat/run';
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
        candidates: run.asking.objects,
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

/** What chat models answered, with all that was asked and said: only so can it be looked at once more. */
export function chatReport(asked: readonly AskedChat[], { template, temperature, samples = 1 }: Manner): object[] {
  const date = new Date().toISOString();
  return asked.map(({ entry, random }) => {
    const { id, name, architecture, place } = entry.model;
    if (!isChatRun(entry)) return { id, name, architecture, address: place, skipped: entry.reason };
    const { telling, asking, steps, exchanges, isReasoned, firstWrong, accuracy, judged, unread, tokens } = entry;
    return {
      ...{ id, name, architecture, address: place, date, template, temperature, samples, reasoning: isReasoned },
      ...{ text: telling.text, isOwnText: telling.note === undefined, notes: entry.notes, asked: asking.slots },
      steps: steps.map((step) => step && { predicted: step.predicted, right: step.right, rightSlots: step.rightSlots }),
      exchanges: exchanges.map(({ step, question, said, parsed, milliseconds }) => ({
        ...{ step, question, said: said.text, isCut: said.isCut, milliseconds },
        ...('why' in parsed && { unread: parsed.why }),
      })),
      ...{ firstWrong, accuracy, judged, unread, tokens: tokens ?? null, milliseconds: entry.milliseconds },
      ...(random && { random: random.after, randomUnread: random.unread }),
      ...(random?.ended !== undefined && { randomEnded: random.ended }),
    };
  });
}
