import type { Handlers } from '../../../protocol/messages';
import { probedOf, type AnswerParts } from './parts';

/** Probes to compare with. */
export function probeAnswers(parts: AnswerParts): Pick<Handlers, 'otherProbes' | 'probe'> {
  return {
    otherProbes({ probe: id }) {
      const others = parts.store.all().filter(({ probe, entries }) => probe.id !== id && entries.size > 0);
      const summaries = others.map(({ probe }) => ({ id: probe.id, title: probe.title, steps: probe.steps.count }));
      return Promise.resolve(summaries.reverse());
    },
    // Asynchronous, so that a probe that is gone is a refusal.
    async probe({ probe: id }) {
      const { probe, playhead, chosenModel } = await Promise.resolve(probedOf(parts, id));
      return { ...probe, playhead, ...(chosenModel !== undefined && { chosenModel }) };
    },
  };
}
