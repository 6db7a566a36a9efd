import { makeTrace, states, type Trace } from '../../trace/trace';

/**
 * The windows of a trace: at most `size` steps, each window beginning `stride` steps after the last one in the state that
 * the trace has there. A trace that fits is its own only window. Windows from an illegal move on are left out.
 */
export function* windows(trace: Trace, { size, stride }: { size: number; stride: number }): Generator<Trace> {
  if (trace.steps.length <= size) {
    yield trace;
    return;
  }
  const before = states(trace);
  const legal = trace.illegal?.step ?? Infinity;
  for (let first = 0; first < trace.steps.length; first += stride) {
    const initial = before[first];
    if (!initial || first > legal) return;
    const steps = trace.steps.slice(first, first + size);
    const { domain, source, slots, objects, cells, illegal, thisRunOnly, assumed } = trace;
    const isLegal = !illegal || illegal.step >= first + steps.length;
    yield makeTrace({
      domain,
      source,
      slots,
      objects,
      ...(cells && { cells }),
      initial,
      steps,
      ...(thisRunOnly !== undefined && { thisRunOnly }),
      ...(assumed && { assumed }),
      ...(!isLegal && { illegal: { ...illegal, step: illegal.step - first } }),
    });
    if (first + size >= trace.steps.length) return;
  }
}
