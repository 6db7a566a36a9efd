import type { Span } from '../syntax';
import type { Completion, Suspended } from './completion';
import type { Machine } from './machine';
import type { Box, Frame, Iteration } from './values';

/**
 * The values of a generator. It is run when the first of them is wanted, and then only as far as it has to be.
 *
 * @param begin makes the frame in which it runs
 * @param start runs it in that frame
 * @param at where it was made
 */
export function generated(
  m: Machine,
  begin: () => Frame,
  start: (frame: Frame) => Suspended<Completion | undefined>,
  at: Span,
): Iteration {
  let frame: Frame | undefined;
  let running: Suspended<Completion | undefined> | undefined;
  let state: 'stands' | 'runs' | 'ended' = 'stands';
  let result: Box | undefined;
  const next = (): Box | undefined => {
    if (state === 'ended') return undefined;
    if (state === 'runs') return m.fail(at, 'this generator asks itself for its next value', 'failure');
    if (m.recorder.observer) return m.fail(at, 'what a generator does between two values is not worked out');
    const asking = m.frame;
    state = 'runs';
    try {
      m.frame = frame ??= begin();
      running ??= start(frame);
      const step = running.next();
      state = step.done ? 'ended' : 'stands';
      if (!step.done) return step.value;
      if (step.value?.kind === 'return') result = step.value.value;
      return undefined;
    } catch (error) {
      state = 'ended';
      throw error;
    } finally {
      m.frame = asking;
    }
  };
  return { t: 'iterator', next, result: () => result, close: () => void (state = 'ended') };
}
