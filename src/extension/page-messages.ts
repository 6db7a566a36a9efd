import { z } from 'zod';
import type { PageMessage } from '../../webview/messages';

const index = z.number().int().nonnegative();
const id = z.string().max(200);

const commandName = z.enum([
  'probeSelection',
  'probeFile',
  'openSample',
  'chooseModels',
  'openInEditor',
  'showLog',
  'cancel',
]);

const ask = z.discriminatedUnion('name', [
  z.object({
    kind: z.literal('ask'),
    request: index,
    name: z.literal('hidden'),
    body: z.object({ probe: id, model: id, layer: index, from: index, to: index, stride: index.min(1) }),
  }),
  z.object({
    kind: z.literal('ask'),
    request: index,
    name: z.literal('command'),
    body: z.object({ name: commandName }),
  }),
  z.object({
    kind: z.literal('ask'),
    request: index,
    name: z.literal('openStep'),
    body: z.object({ probe: id, step: index }),
  }),
]);

/**
 * What the page may say. The page is the extension's own, yet it draws names from files of the internet, so that what
 * comes from it is checked like all outside data. `satisfies` keeps this in step with the contract.
 */
const pageMessage = z.union([
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('playhead'), probe: id, step: index }),
  z.object({ kind: z.literal('chooseModel'), probe: id, model: id }),
  ask,
]) satisfies z.ZodType<PageMessage>;

/** @returns undefined for anything that is no message of the contract. */
export function parsePageMessage(data: unknown): PageMessage | undefined {
  const result = pageMessage.safeParse(data);
  return result.success ? result.data : undefined;
}
