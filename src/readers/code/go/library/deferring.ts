import { splice } from '../../core/cells';
import { callWith } from '../../core/calls';
import type { Call, Part } from '../../core/library/library';
import { box, list, many } from '../../core/library/parameters';
import { using } from '../../core/library/table';
import type { Machine } from '../../core/machine';
import { exceptionOf, Thrown } from '../../core/thrown';
import type { Box } from '../../core/values';
import { NIL } from './errors';

/** A function that runs what it deferred, and what it panics with, if it does. */
interface Ending {
  panic: Box | undefined;
  depth: number;
}

const endings = new WeakMap<Machine, Ending[]>();

function endingsOf(m: Machine): Ending[] {
  const known = endings.get(m) ?? [];
  endings.set(m, known);
  return known;
}

/** What is deferred is called; what that panics with takes the place of what was panicked with before. */
function called({ m, at }: Call, ending: Ending, callee: Box, args: Box[]): void {
  const { frame } = m;
  try {
    callWith(m, callee, args, at);
  } catch (error) {
    const thrown = exceptionOf(m, error);
    if (!thrown) throw error;
    m.frame = frame;
    m.recorder.end(thrown.at, frame);
    ending.panic = thrown.value;
  }
}

/** Calls that wait for the end of their function, the last one first. */
export const deferring: Part = {
  functions: {
    /** What is called, and with what, is known here. */
    defer: using([list, box, many(box)], ({ m, at }, waiting, callee, args) => {
      const own = args.map((one) => m.dialect.copied?.(m, one, at) ?? one);
      const call = m.fresh(m.sequence('tuple', [callee, ...own], at));
      splice(m, waiting.base, waiting.length, 0, [call], at);
    }),
    'run deferred': using([list, box], (asked, waiting, panic) => {
      const { m, at } = asked;
      const ending: Ending = { panic: panic.data.t === 'nothing' ? undefined : panic, depth: m.frame.depth };
      const all = endingsOf(m);
      all.push(ending);
      try {
        while (waiting.base.cells.length > 0) {
          const [last] = splice(m, waiting.base, waiting.base.cells.length - 1, 1, [], at);
          const [callee, ...args] = last?.data.t === 'sequence' ? last.data.cells : [];
          if (callee) called(asked, ending, callee, args);
        }
      } finally {
        all.pop();
      }
      if (ending.panic) throw new Thrown(ending.panic, at);
    }),
    panic: using([box], ({ at }, what): never => {
      throw new Thrown(what, at);
    }),
    /** What is panicked with, where a deferred function asks for it itself: that ends the panic. */
    recover: using([], ({ m }) => {
      const ending = endingsOf(m).at(-1);
      if (!ending?.panic || m.frame.depth !== ending.depth + 1) return NIL;
      const { panic } = ending;
      ending.panic = undefined;
      return m.fresh(panic.data);
    }),
  },
};
