import * as z from 'zod/mini';
import { pageState } from './page-state';
import { model, otherText } from './probe';
import { id, index, type Type } from './schema';

/** `done` of `total`, in words that a person understands. */
export type Progress = Type<typeof progress>;
const progress = z.object({ done: z.number(), total: z.number(), message: z.string() });

/** All that the page says and is no question. */
export type PageEvent = Type<typeof pageEvent>;
export const pageEvent = z.discriminatedUnion('kind', [
  /** The page listens. The extension answers with its `state`, also after a reload of the page. */
  z.object({ kind: z.literal('ready') }),
  /** Moved by the person on the page; not sent for moves that came from the editor. */
  z.object({ kind: z.literal('playhead'), probe: id, step: index }),
  z.object({ kind: z.literal('chooseModel'), probe: id, model: id }),
  /** The answer to a request is not wanted any more; it is refused if it has not been given. */
  z.object({ kind: z.literal('cancel'), request: index }),
]);

/** All that the extension says and is no answer. */
export type HostEvent = Type<typeof hostEvent>;
export const hostEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('state'), state: pageState }),
  /** One model's progress or result, so that a probe fills up without being sent again. */
  z.object({ kind: z.literal('model'), probe: id, model }),
  /** How the text stands to the probe now, and which lines it is of. */
  z.object({ kind: z.literal('text'), probe: id, title: z.string(), text: z.exactOptional(otherText) }),
  /** Moved in the editor. */
  z.object({ kind: z.literal('playhead'), probe: id, step: index }),
  /** How far a request has come that takes long. */
  z.extend(progress, { kind: z.literal('progress'), request: index }),
  /** The request could not be met. `reason` is shown to the person. */
  z.object({ kind: z.literal('refusal'), request: index, reason: z.string() }),
]);
