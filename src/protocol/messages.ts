/**
 * What the visualizer page and the extension say to each other: one union each way, types only.
 *
 * - *Events* are not answered: `ready`, `playhead`, `chooseModel` from the page; `state`, `model`, `playhead` to it.
 * - A request that takes long may be followed by `progress`, and taken back with `cancel`.
 * - *Requests* are: for every `ask` exactly one `answer` or `refusal` with its `request` number. Each is declared once,
 *   in `requests/`; both unions, the page's `ask`, the extension's table and the saved page are derived from there.
 *
 * Steps are counted from zero, as in `Trace.steps`; step `t` stands for the state *after* that step. Numbers per step
 * travel as typed arrays, which VS Code (1.57 and later) passes to a webview as binary also when they lie deep inside a
 * message. It sends the whole `ArrayBuffer` behind a view, so copy a view of a larger buffer (`slice()`) before sending
 * it. The rest of a message goes through JSON: no `NaN`, no `Infinity`, no `bigint`, no `Map`.
 *
 * Both ends check what they hear (`hear.ts`): the types here are those of the schemas.
 */
import type { HostEvent, PageEvent, Progress } from './events';
import type { RequestName, Requests } from './requests';

export type * from './events';
export type * from './page-state';
export type * from './probe';
export type * from './request';
export type * from './requests';
export type * from './world';

export type Ask<K extends RequestName = RequestName> = {
  [N in K]: { kind: 'ask'; request: number; name: N; body: Requests[N]['ask'] };
}[K];
export type Answer<K extends RequestName = RequestName> = {
  [N in K]: { kind: 'answer'; request: number; name: N; body: Requests[N]['answer'] };
}[K];

/** What a handler may use while it works on a request. */
export interface Call {
  /** Aborts when the page does not want the answer any more. */
  signal: AbortSignal;
  report: (progress: Progress) => void;
}

/** For the extension: one handler for each request. What it throws or rejects with becomes a `refusal`. */
export type Handlers = {
  [K in RequestName]: (body: Requests[K]['ask'], call: Call) => Promise<Requests[K]['answer']>;
};

export type PageMessage = PageEvent | Ask;
export type HostMessage = HostEvent | Answer;
