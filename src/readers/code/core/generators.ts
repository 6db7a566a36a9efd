import type { Span } from '../syntax';
import { Left, type Completion, type Suspended } from './completion';
import type { Machine } from './machine';
import type { Box, Frame, Iteration, Next } from './values';

type Running = Suspended<Completion | undefined>;

/**
 * The values of a generator. It is run when the first of them is wanted, and then only as far as it has to be.
 *
 * @param begin makes the frame in which it runs
 * @param start runs it in that frame
 * @param at where it was made
 */
export function generated(m: Machine, begin: () => Frame, start: (frame: Frame) => Running, at: Span): Iteration {
  let frame: Frame | undefined;
  let running: Running | undefined;
  let state: 'stands' | 'runs' | 'ended' = 'stands';
  let result: Box | undefined;

  const goOn = (how: (running: Running) => IteratorResult<Box, Completion | undefined>): Box | undefined => {
    if (state === 'runs') return m.fail(at, 'this generator asks itself for its next value', 'failure');
    if (m.recorder.observer) return m.fail(at, 'what a generator does between two values is not worked out');
    const asking = m.frame;
    state = 'runs';
    try {
      m.frame = frame ??= begin();
      const step = how((running ??= start(frame)));
      state = step.done ? 'ended' : 'stands';
      if (!step.done) return step.value;
      if (step.value?.kind === 'return') result = step.value.value;
      return undefined;
    } catch (error) {
      state = 'ended';
      if (error instanceof Left) return undefined;
      throw m.dialect.outOfGenerator?.(m, error, at) ?? error;
    } finally {
      m.frame = asking;
    }
  };

  const next: Next = (sent) => {
    if (state === 'ended') return undefined;
    if (!running && sent && !m.dialect.closesGenerators)
      m.raise(at, 'TypeError', 'a generator takes no value before it has begun');
    return goOn((one) => one.next(sent));
  };
  next.result = () => {
    const given = result;
    result = undefined;
    return given;
  };
  if (m.dialect.closesGenerators)
    next.leave = (from) => {
      if (state === 'ended') return;
      if (!running && state === 'stands') {
        state = 'ended';
        return;
      }
      goOn((one) => one.throw(new Left(from)));
      result = undefined;
    };
  return { t: 'iterator', next };
}
