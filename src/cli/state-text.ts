import type { State, Trace } from '../trace/trace';
import { printable } from './table';

/** The objects in slot order, `a b c`; chess's null state is `illegal`. In worlds of many slots the first ones only. */
export function stateText(state: State, objects: readonly string[], most = 12): string {
  if (!state) return 'illegal';
  const names = state.slice(0, most).map((object) => printable(objects[object] ?? '?'));
  return names.join(' ') + (state.length > most ? ` … (${state.length - most} more)` : '');
}

export function traceSummary(trace: Trace): string {
  const world = `${trace.slots.length} slots, ${trace.steps.length} steps`;
  const verdict = trace.verdict ? `\n${trace.verdict.sentence}` : '';
  const illegal = trace.illegal ? `\nillegal at step ${trace.illegal.step + 1}: ${trace.illegal.reason}` : '';
  return printable(`${trace.source.uri}: ${trace.domain}, ${world}`) + verdict + illegal;
}
