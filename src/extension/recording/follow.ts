import type { Observation } from '../../recording/observation';
import type { Adapter, StackFrame } from './adapter';
import { snapshot, Unfollowable } from './snapshot';

/** `along`: the person steps; otherwise the recording does. */
export type How = 'over' | 'into' | 'along';

/** Why a program stands still, or that it never will again. */
export type Stop = { kind: 'stopped'; reason: string } | { kind: 'ended' };

interface Following {
  adapter: Adapter;
  expression: string;
  how: How;
  /** Waits for the next stop after `act`, if there is one; undefined where there was none in time. */
  nextStop: (act: (() => Promise<void>) | undefined) => Promise<Stop | undefined>;
  /** The statement at which a call stands; undefined in another file than that of the call that is followed. */
  statementAt: (frame: StackFrame) => Observation['at'] | undefined;
  /** Whether to go on; the text says why not. */
  ends: (stops: number) => string | undefined;
  report: (stops: number) => void;
}

export interface Followed {
  observations: Observation[];
  remarks: string[];
}

/**
 * Follows an expression in the call that stands still now, stop by stop, until that call is over. What a stop inside of
 * another call shows is that of the same call.
 */
export async function follow({
  adapter,
  expression,
  how,
  nextStop,
  statementAt,
  ends,
  report,
}: Following): Promise<Followed> {
  const observations: Observation[] = [];
  const remarks: string[] = [];
  const start = await adapter.stack();
  const depth = start.length;
  const name = start[0]?.name;
  let missed = 0;
  let stack = start;
  for (;;) {
    const frame = stack[stack.length - depth];
    if (!frame || frame.name !== name) {
      remarks.push(`the call of ${name ?? 'a function'} in which it was followed is over`);
      break;
    }
    const at = stack.slice(0, stack.length - depth + 1).flatMap((one) => statementAt(one) ?? [])[0];
    try {
      observations.push({ places: await snapshot(adapter, frame.id, expression), at: at ?? { text: '' } });
    } catch (error) {
      // Some debuggers know a variable only once it has been given a value.
      if (error instanceof Unfollowable || observations.length === 0) throw error;
      missed++;
    }
    report(observations.length);
    const end = ends(observations.length + missed);
    if (end !== undefined) {
      remarks.push(end);
      break;
    }
    let over: string | undefined;
    try {
      const stop = await nextStop(how === 'along' ? undefined : () => adapter.step(how));
      over = stop ? overBy(stop, how) : (ends(observations.length + missed) ?? 'the program did not stop again');
      if (over === undefined) stack = await adapter.stack();
    } catch (error) {
      over = `the debugger did not go on: ${error instanceof Error ? error.message : String(error)}`;
    }
    if (over !== undefined) {
      remarks.push(over);
      break;
    }
  }
  if (missed > 0) remarks.push(`it could not be seen at ${missed === 1 ? 'one stop' : `${missed} stops`}`);
  return { observations, remarks };
}

/** Why a stop is the last one, if it is. */
function overBy(stop: Stop, how: How): string | undefined {
  if (stop.kind === 'ended') return 'the program has ended';
  return stop.reason === 'exception' && how !== 'along' ? 'the program has stopped with an exception' : undefined;
}
