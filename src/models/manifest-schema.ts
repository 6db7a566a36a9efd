import * as z from 'zod';
import { SIDECAR_ENDING } from './manifest-source';
import { manifestSchema } from './manifest';

/**
 * JSON Schema of a file `*.state-probe.json` for an editor: a manifest, of which only those fields need be there that count
 * over the model's own, and the address of a model on a server. What a schema cannot say is told when the model is checked.
 */
export function sidecarJsonSchema(): object {
  const address = z.string().describe('the address of a model on a server: https://host/v2/models/NAME');
  const sidecar = z.object({ ...manifestSchema.shape, url: address, $schema: z.string() }).partial();
  return {
    ...z.toJSONSchema(sidecar, { target: 'draft-7', io: 'input' }),
    title: `State Probe: what a model is (*${SIDECAR_ENDING})`,
    // Any other field is passed over without a word: most often it is one of these, misspelt.
    additionalProperties: false,
  };
}
