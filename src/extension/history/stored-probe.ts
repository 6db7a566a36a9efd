import * as z from 'zod';
import type { Model as PageModel, Probe } from '../../protocol/messages';
import type { ProbedModel } from '../../analysis/probe';
import { restoreRun, storedRunSchema, storeRun, type StoredRun } from '../../analysis/stored-run';
import type { Model } from '../../models/catalogue';
import { fiveObjects } from '../../trace/five-objects';
import { traceSchema } from '../../trace/schema';
import type { Trace } from '../../trace/trace';
import { MOST_STORED } from './bounds';
import { pageProbe } from '../../page/probe';
import { ranModel } from '../../page/run';
import type { Probed } from '../probes/probed';
import { restoreLanguage, storedLanguageSchema, storeLanguage, type StoredLanguage } from './stored-language';
import type { Part } from '../probes/reread';

const cut = z.object({
  what: z.enum(['steps', 'neurons', 'slots', 'objects', 'models']),
  shown: z.number(),
  total: z.number(),
  reason: z.string().exactOptional(),
});

/** A probe on disk: its trace, and what the models said. What the page shows is made of it anew. */
const schema = z.object({
  format: z.literal('state-probe/probe@1'),
  id: z.string().max(100),
  title: z.string(),
  name: z.string(),
  trace: traceSchema,
  /** The part of the document that was read, to find it again. */
  part: z.object({ text: z.string(), before: z.string(), after: z.string() }).partial().exactOptional(),
  objects: z.array(z.string()).exactOptional(),
  cuts: z.array(cut),
  models: z
    .array(
      z.union([
        storedRunSchema,
        storedLanguageSchema,
        z.object({ id: z.string().max(200), kind: z.enum(['not applicable', 'failed']), reason: z.string() }),
        /** `waiting`: the window was closed before it had run. */
        z.object({ id: z.string().max(200), kind: z.enum(['cancelled', 'waiting']) }),
      ]),
    )
    .max(1000),
});

/** A probe as JSON; undefined when that is too large to keep. */
export function storeProbe({
  probe,
  part,
  timeline,
  entries,
  objects,
}: Pick<Probed, 'probe' | 'part' | 'timeline' | 'entries' | 'objects'>): string | undefined {
  const stored = {
    format: 'state-probe/probe@1',
    ...{ id: probe.id, title: probe.title, name: probe.source.name },
    trace: timeline.trace,
    ...(part.scope && { part: { text: part.text, before: part.before, after: part.after } }),
    ...(objects && { objects }),
    cuts: probe.cuts,
    models: probe.models.map((model) =>
      model.readsText ? storeLanguage(model) : storedModel(model, entries.get(model.id)),
    ),
  };
  const text = JSON.stringify(stored);
  return text.length <= MOST_STORED ? text : undefined;
}

function storedModel({ id, state }: PageModel, entry: ProbedModel | undefined): StoredRun | object {
  if (entry) return storeRun(entry);
  if (state.kind === 'done') return { id, kind: 'failed', reason: 'its run was not kept' };
  return state.kind === 'running' ? { id, kind: 'waiting' } : { id, ...state };
}

export interface RestoredProbe {
  trace: Trace;
  probe: Probe;
  /** The text of the part of the document that was read; nothing for all of it, and where it was not kept. */
  part: Omit<Part, 'scope'>;
  entries: ProbedModel[];
}

/**
 * The probe that {@link storeProbe} wrote.
 *
 * @param models those there are now: one that is gone, or another one, is left out, and the probe says so
 * @throws Error when the text is not such a probe
 */
export function restoreProbe(text: string, models: readonly Model[]): RestoredProbe {
  const { trace, objects, part = {}, cuts, models: stored, ...parts } = schema.parse(JSON.parse(text));
  if (objects) fiveObjects(trace, objects);
  const byId = new Map(models.map((model) => [model.manifest.id, model]));
  const entries: ProbedModel[] = [];
  const reasons = new Map<string, PageModel['state']>();
  const kept: Model[] = [];
  const asked: StoredLanguage[] = [];
  for (const said of stored) {
    if ('kind' in said && said.kind === 'language') {
      asked.push(said);
      continue;
    }
    const model = byId.get(said.id);
    if (!model) continue;
    if ('kind' in said) {
      const { id, ...state } = said;
      reasons.set(id, state);
    } else {
      try {
        entries.push(restoreRun(trace, objects, model, said));
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
        reasons.set(said.id, { kind: 'failed', reason: `its run cannot be shown again: ${error.message}` });
      }
    }
    kept.push(model);
  }
  const total = stored.length - asked.length;
  const left = total - kept.length;
  const missing = { what: 'models' as const, shown: kept.length, total, reason: 'Some are gone since.' };
  const waiting = pageProbe(trace, {
    ...{ id: parts.id, title: parts.title, name: parts.name, models: kept, objects },
    cuts: left > 0 ? [...cuts, missing] : cuts,
  });
  const byEntry = new Map(entries.map((entry) => [entry.model.manifest.id, entry]));
  const shown = waiting.models.map((model) => {
    const entry = byEntry.get(model.id);
    const state = reasons.get(model.id);
    return entry ? ranModel(waiting, model, entry, trace) : state ? { ...model, state } : model;
  });
  const view = waiting.views.findIndex((each) => each.view === undefined || each.view === 'whole');
  const sizes = { steps: trace.steps.length, slots: waiting.views[view]?.slots.length ?? 0 };
  const lanes = asked.map((said) => restoreLanguage(said, view, sizes));
  return { trace, probe: { ...waiting, models: [...shown, ...lanes] }, part, entries };
}
