import * as z from 'zod/mini';
import { probe } from './probe';
import { list, type Type } from './schema';

/**
 * What the page can ask the extension to do. `openInEditor` moves the page to an editor tab; `probeAgain`, `runOthers`, `rewriteAs`
 * and `shrink` are about what it shows.
 */
export type CommandName = Type<typeof commandName>;
export const commandName = z.enum([
  'probeSelection',
  'probeFile',
  'probeWithInput',
  'probeAgain',
  'shrink',
  'findFailure',
  'openSample',
  'trySample',
  'chooseModels',
  'chooseCells',
  'runOthers',
  'rewriteAs',
  'openInEditor',
  'saveView',
  'showLog',
  'cancel',
]);

export type PageState = Type<typeof pageState>;
export const pageState = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('empty') }),
  /** Before there is a probe to show. Without `total` the end is not known. */
  z.object({
    kind: z.literal('loading'),
    title: z.string(),
    message: z.string(),
    done: z.exactOptional(z.number()),
    total: z.exactOptional(z.number()),
  }),
  z.object({
    kind: z.literal('failed'),
    title: z.string(),
    /** What and why, with `file:line:column` where there is one. */
    reason: z.string(),
    /** What to do about it. */
    advice: z.string(),
    /** Offered as buttons, the first one as the main one. */
    commands: list(commandName),
  }),
  z.object({ kind: z.literal('probe'), probe }),
]);
