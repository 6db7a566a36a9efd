import { z } from 'zod';
import type { Ask, PageMessage, RequestName, Requests } from '../../protocol/messages';

const index = z.number().int().nonnegative();
const id = z.string().max(200);

const commandName = z.enum([
  'probeSelection',
  'probeFile',
  'probeAgain',
  'openSample',
  'chooseModels',
  'openInEditor',
  'saveView',
  'showLog',
  'cancel',
]);

const run = { probe: id, model: id };
/** Outputs are named as in the model contract; whether the model has it is another question. */
const output = z.string().regex(/^(hidden|state|decay|transition|attention)\.\d{1,3}$/);
const form = z.enum(['raw', 'centred', 'change']);
const reference = z.enum(['run', 'words']);
/** Files of a whole view or of many steps; larger ones are written by the extension itself. */
const MOST_BYTES = 256 * 1024 * 1024;

/** The body of each request. */
const BODIES: { [K in RequestName]: z.ZodType<Requests[K]['ask']> } = {
  rows: z.object({ ...run, output, form, from: index, to: index, stride: index.min(1) }),
  neurons: z.object({ ...run, output, form }),
  neuron: z.object({ ...run, output, form, neuron: index }),
  linearProbes: z.object({ ...run, label: z.string().max(200).optional() }),
  tracked: z.object(run),
  trajectories: z.object({ ...run, reference }),
  similarity: z.object({ ...run, output, from: index, to: index }),
  attention: z.object({ ...run, output, head: index, from: index, to: index }),
  tensor: z.object({ ...run, output, step: index }),
  accuracy: z.object({ probe: id }),
  freshAccuracy: z.object({
    model: id,
    lengths: z.array(index.min(1).max(10_000)).min(1).max(32),
    count: index.min(1).max(100_000),
    seed: index,
  }),
  otherProbes: z.object({ probe: id }),
  probe: z.object({ probe: id }),
  save: z.object({
    name: z.string().max(200),
    data: z.instanceof(Uint8Array<ArrayBuffer>).refine(({ byteLength }) => byteLength <= MOST_BYTES),
  }),
  saveStates: z.object({ ...run, outputs: z.array(output).min(1).max(100), format: z.enum(['npz', 'safetensors']) }),
  command: z.object({ name: commandName }),
  openStep: z.object({ probe: id, step: index }),
};

const head = z.object({ kind: z.literal('ask'), request: index, name: z.string() });

function parseAsk(data: unknown): Ask | undefined {
  const known = head.safeParse(data);
  if (!known.success || !Object.hasOwn(BODIES, known.data.name)) return undefined;
  const name = known.data.name as RequestName;
  const body = BODIES[name].safeParse((data as { body?: unknown }).body);
  // The body was checked by the schema of this name.
  return body.success ? ({ ...known.data, name, body: body.data } as Ask) : undefined;
}

/**
 * What the page may say. The page is the extension's own, yet it draws names from files of the internet, so that what
 * comes from it is checked like all outside data. `satisfies` keeps this in step with the contract.
 */
const event = z.union([
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('playhead'), probe: id, step: index }),
  z.object({ kind: z.literal('chooseModel'), probe: id, model: id }),
  z.object({ kind: z.literal('cancel'), request: index }),
]) satisfies z.ZodType<Exclude<PageMessage, Ask>>;

/** @returns undefined for anything that is no message of the contract. */
export function parsePageMessage(data: unknown): PageMessage | undefined {
  const result = event.safeParse(data);
  return result.success ? result.data : parseAsk(data);
}
