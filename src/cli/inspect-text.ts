import type { InspectedLayer, InspectedOutput, Inspection } from '../analysis/inspection';
import { besideText, onThisText } from '../analysis/measured';
import { tokensOf, type ProbedModel } from '../analysis/probe';
import { outcomesOf, readableText } from '../analysis/readable';
import { describeProvider } from '../inference/providers';
import { hiddenLayers, layerName, layerOf } from '../representation/outputs';
import type { Trace } from '../trace/trace';
import { traceSummary } from './state-text';
import { printable } from '../text/printable';
import { percent, table } from './table';

export type InspectedModel = ReturnType<typeof inspected> | { id: string; name: string; skipped: string };

/** What is said of a model; steps count from zero, as in the trace format. */
export function inspected(entry: ProbedModel, inspection: Inspection, saved: string[]) {
  const { model, view, trace, run, facts } = entry;
  const tokens = tokensOf(entry);
  const { id, name } = model.manifest;
  const { found, ...measured } = inspection;
  const truth = Int32Array.from(run.steps, (step) => step?.truth ?? -1);
  const layers = found.probes.map(({ output, predicted }) => ({
    name: layerName(layerOf(output)),
    probe: { outcome: outcomesOf(predicted, truth) },
  }));
  return {
    id,
    name,
    view,
    objects: trace.objects,
    firstWrong: run.firstWrong,
    accuracy: run.accuracy,
    judged: run.judged,
    beside: besideText(model.manifest),
    onThisText: onThisText(entry),
    provider: describeProvider(facts),
    hasLayers: hiddenLayers(facts.outputs).length > 0,
    ...(layers.length > 0 && { readable: readableText(layers, run, tokens) }),
    ...measured,
    saved,
  };
}

interface Result {
  trace: Trace;
  seed: number;
  components: 'text' | 'words';
  models: readonly InspectedModel[];
}

export function inspectionText({ trace, seed, components, models }: Result): string {
  const parts = models.map((model) => {
    const title = `${model.name} (${model.id})`;
    if ('skipped' in model) return `${title}: not inspected: ${printable(model.skipped)}`;
    const { beside, onThisText, hasLayers, layers, inside, method, readable, problems, saved } = model;
    return [
      `${title}: ${onThisText}${beside === undefined ? '' : `; ${beside}`}`,
      ...(layers.length === 0 ? [] : [layersTable(layers)]),
      ...(hasLayers ? [] : ['It gives no hidden states.']),
      ...(readable === undefined ? [] : [readable]),
      ...(method === undefined ? [] : [`Probes: ${method}, seed ${seed}.`]),
      ...(inside.length === 0 ? [] : [table(['inside', 'of a step', 'values'], inside.flatMap(insideRows))]),
      ...problems.map(({ what, reason }) => printable(`${what}: not measured: ${reason}`)),
      ...(saved.length === 0 ? [] : [printable(`saved: ${saved.join(', ')}`)]),
    ].join('\n');
  });
  const from = components === 'text' ? 'of this text' : 'of the random words';
  const note = `Variance: shares along the first two principal components of the states ${from}.`;
  return [traceSummary(trace), note, ...parts.map((part) => `\n${part}`)].join('\n');
}

function layersTable(layers: readonly InspectedLayer[]): string {
  const heading = [
    'layer',
    'width',
    'probe, held out',
    '95 % interval',
    'read right until',
    'steps read right',
    'least margin',
    'median',
    'variance',
    'similarity',
  ];
  return table(heading, layers.map(layerRow));
}

function layerRow({ name, width, probe, explained, similarity }: InspectedLayer): string[] {
  const margin = (value: number | undefined): string => (value === undefined ? '–' : numberText(value));
  return [
    name,
    String(width),
    probe ? percent(probe.heldOut.accuracy) : '–',
    probe ? probe.heldOut.interval.map((share) => (100 * share).toFixed(1)).join('–') : '–',
    probe ? untilText(probe.readUntil) : '–',
    probe && probe.accuracy !== null ? percent(probe.accuracy) : '–',
    margin(probe?.margin?.least),
    margin(probe?.margin?.median),
    explained ? explained.map(percent).join(' + ') : '–',
    similarity == null ? '–' : percent(similarity),
  ];
}

function untilText(until: number | null): string {
  return until === null ? 'the end' : until === 0 ? 'not at all' : `step ${until}`;
}

const KINDS = { state: 'recurrent state', decay: 'decay', transition: 'transition', attention: 'attention' } as const;

function insideRows({ kind, layer, shape, min, max, typical, heads }: InspectedOutput): string[][] {
  const name = `${KINDS[kind]}, layer ${layer}`;
  if (heads) return heads.map((head, at) => [`${name}, head ${at + 1}`, '', headText(head)]);
  if (!shape || min === undefined || max === undefined || typical === undefined) return [[name, '–', 'not measured']];
  const range = `${numberText(min)} to ${numberText(max)}, 99 in 100 within ${numberText(typical)} of zero`;
  return [[name, shape.join(' × '), range]];
}

function headText(head: NonNullable<InspectedOutput['heads']>[number]): string {
  if (!head) return 'reads no step';
  return `${percent(head.itself)} on the step itself, ${head.back.toFixed(1)} steps back on average`;
}

/** Three digits, without an exponent as far as that can be read. */
function numberText(value: number): string {
  return String(Number(value.toPrecision(3)));
}
