import type { WebviewApi } from './host';
import type { State } from './state';

/** What the page remembers while it is hidden (VS Code throws hidden pages away) and over a window reload. */
export interface Memory extends Pick<State, 'allLanes' | 'heat' | 'pins'> {
  probe: string;
  model: string | null;
  playhead: number;
  /** Pixels for a step; null when all steps were shown. */
  scale: number | null;
  /** First step in view, with its part that is scrolled away. */
  first: number;
  /** Ids of the panels that are open; kept from one probe to the next. */
  open: readonly string[];
}

const VERSION = 3;

/** Null when nothing is remembered, or by another version of the page. */
export function recall(api: WebviewApi): Memory | null {
  const state = api.getState() as { version?: unknown; memory?: unknown } | null | undefined;
  return state?.version === VERSION ? (state.memory as Memory) : null;
}

export function remember(api: WebviewApi, memory: Memory): void {
  api.setState({ version: VERSION, memory });
}
