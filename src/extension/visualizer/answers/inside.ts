import type { Inside } from '../../../analysis/inside';
import type { ProbedModel } from '../../../analysis/probe';
import type { CallOptions, InferenceClient } from '../../../inference/client';
import { providersFor } from '../../../inference/providers';
import type { Call, RunKey } from '../../../protocol/messages';
import { readSettings } from '../../workbench/configuration';
import { probedOf, type AnswerParts } from './parts';

/** One for each run and process: the classes of a long text are not looked up anew for every row. */
const known = new WeakMap<InferenceClient, WeakMap<ProbedModel, Inside>>();

/** @throws Error when the model has no run in this probe */
export async function insideOf(
  parts: AnswerParts,
  { probe, model }: RunKey,
  process: 'client' | 'background',
): Promise<{ entry: ProbedModel; inside: Inside }> {
  const entry = probedOf(parts, probe).entries.get(model);
  if (!entry) throw new Error('This model has no run to look into.');
  const { Inside } = await import('../../../analysis/inside');
  const client = await parts.inference[process]();
  const ofClient = known.get(client) ?? new WeakMap<ProbedModel, Inside>();
  known.set(client, ofClient);
  let inside = ofClient.get(entry);
  if (!inside) {
    inside = new Inside(entry, probe, providersFor(readSettings().provider), client);
    ofClient.set(entry, inside);
  }
  return { entry, inside };
}

export function optionsOf({ signal, report }: Call): CallOptions {
  return { signal, onProgress: report };
}
