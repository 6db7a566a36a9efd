import { makeTrace, type Trace } from './trace';

/** At most the first `most` steps of a trace. Its verdict stays: it is about all of the text. */
export function firstSteps(trace: Trace, most: number): Trace {
  if (trace.steps.length <= most) return trace;
  const { domain, source, slots, objects, cells, initial, illegal, thisRunOnly, remarks, assumed, formal, verdict } =
    trace;
  const shorter = makeTrace({
    ...{ domain, source, slots, objects, initial },
    ...(cells && { cells }),
    ...(thisRunOnly !== undefined && { thisRunOnly }),
    steps: trace.steps.slice(0, most),
    ...(illegal && illegal.step < most && { illegal }),
    ...(remarks && { remarks }),
    ...(assumed && { assumed }),
    ...(formal && { formal: { ...formal, symbols: formal.symbols.slice(0, most) } }),
  });
  return verdict ? { ...shorter, verdict } : shorter;
}
