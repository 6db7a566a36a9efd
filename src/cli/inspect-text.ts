import type { Fitted, InspectedLayer, InspectedOutput, Inspection, ReadLayer } from '../analysis/inspection';
import { besideText, onThisText } from '../analysis/measured';
import { tokensOf, type ProbedModel } from '../analysis/probe';
import { outcomesOf, readableText } from '../analysis/readable';
import { toldTokens } from '../analysis/told-tokens';
import { describeProvider } from '../inference/providers';
import { hiddenLayers, layerName, layerOf } from '../representation/outputs';
import type { Trace } from '../trace/trace';
import { traceSummary } from './state-text';
import { printable } from '../text/printable';
import { percent } from '../text/percent';
import { table } from './table';
import { eigenvaluesText, memoryText, superpositionText, toldSpectra } from './memory-text';
import { likenessText, type Likeness } from './likenesses';
import { gridText, toldGrid } from './grid-text';

export type InspectedModel = ReturnType<typeof inspected> | { id: string; name: string; skipped: string };

/** What is said of a model; steps count from zero, as in the trace format. */
export function inspected(entry: ProbedModel, inspection: Inspection, saved: string[]) {
  const { model, view, trace, run, facts } = entry;
  const tokens = tokensOf(entry);
  const { id, name } = model.manifest;
  const { found, grid, eigenvalues, ...measured } = inspection;
  const { label } = inspection;
  const layers = found.probes.map(({ output, predicted }) => ({
    name: layerName(layerOf(output)),
    probe: { outcome: outcomesOf(predicted, found.truth) },
  }));
  return {
    id,
    name,
    digest: facts.digest,
    view,
    objects: trace.objects,
    firstWrong: run.firstWrong,
    accuracy: run.accuracy,
    judged: run.judged,
    beside: besideText(model.manifest),
    onThisText: onThisText(entry),
    provider: describeProvider(facts),
    ...(facts.fallback !== undefined && { fallback: facts.fallback }),
    hasLayers: hiddenLayers(facts.outputs).length > 0,
    ...(layers.length > 0 && { readable: readableText(layers, label ?? run, { tokens, what: label?.name }) }),
    ...measured,
    ...(grid && { grid: toldGrid(entry, grid) }),
    ...(eigenvalues && { eigenvalues: eigenvalues.map(toldSpectra) }),
    saved,
  };
}

interface Result {
  trace: Trace;
  seed: number;
  components: 'text' | 'words';
  label: string;
  models: readonly InspectedModel[];
  similar?: readonly Likeness[];
}

export function inspectionText({ trace, seed, components, models, similar = [] }: Result): string {
  const parts = models.map((model) => {
    const title = `${model.name} (${model.id})`;
    if ('skipped' in model) return `${title}: not inspected: ${printable(model.skipped)}`;
    const { beside, onThisText, hasLayers, layers, inside, method, fitted, readable, grid, problems, saved } = model;
    const { memory, superposition, eigenvalues } = model;
    return [
      `${title}: ${onThisText}${beside === undefined ? '' : `; ${beside}`}`,
      ...(layers.length === 0 ? [] : [layersTable(layers)]),
      ...(fitted ? [byToken(layers, fitted)] : []),
      ...(hasLayers ? [] : ['It gives no hidden states.']),
      ...(readable === undefined ? [] : [readable]),
      ...(method === undefined ? [] : [`Probes: ${method}, seed ${seed}.`]),
      ...(inside.length === 0 ? [] : [table(['inside', 'of a step', 'values'], inside.flatMap(insideRows))]),
      ...(grid ? [gridText(model.objects, grid)] : []),
      ...(memory ? [memoryText(memory)] : []),
      ...(superposition ? [superpositionText(superposition)] : []),
      ...(eigenvalues && eigenvalues.length > 0 ? [eigenvaluesText(eigenvalues)] : []),
      ...problems.map(({ what, reason }) => printable(`${what}: not measured: ${reason}`)),
      ...(saved.length === 0 ? [] : [printable(`saved: ${saved.join(', ')}`)]),
    ].join('\n');
  });
  const from = components === 'text' ? 'of this text' : 'of the random words';
  const note = `Variance: shares along the first two principal components of the states ${from}.`;
  const beside = similar.map(likenessText);
  return [traceSummary(trace), note, ...[...parts, ...beside].map((part) => `\n${part}`)].join('\n');
}

function layersTable(layers: readonly InspectedLayer[]): string {
  const heading = [
    'layer',
    'width',
    'probe, held out',
    '95% interval',
    'read right until',
    'steps read right',
    'least margin',
    'median',
    'variance',
    'similarity',
  ];
  if (!layers.some(({ lens }) => lens)) return table(heading, layers.map(layerRow));
  return table(
    [...heading, 'own head: right until', 'steps right', 'sure of the truth'],
    layers.map((layer) => [...layerRow(layer), ...lensCells(layer)]),
  );
}

/** Held-out accuracy after single tokens, of probes on words at which the model is right and on words like the text's. */
function byToken(layers: readonly InspectedLayer[], { tokens, tokensOfText, chance }: Fitted): string {
  const longest = tokensOfText ?? tokens;
  const told = toldTokens(tokens, longest);
  const row = (name: string, of: ReadLayer | undefined): string[][] => {
    if (!of) return [];
    const { byToken, words } = of.heldOut;
    const cells = told.map((token) => {
      const here = byToken[token - 1];
      return here ? percent(here.right / here.states) : '';
    });
    return [[name, String(words), ...cells]];
  };
  const rows = layers.flatMap(({ name, probe }) => [
    ...row(`${name}, words of ${tokens}`, probe),
    ...row(`${name}, words of ${longest}`, probe?.ofText),
  ]);
  const guess = told.map((token) => (chance[token - 1] === undefined ? '–' : percent(chance[token - 1] ?? 0)));
  return table(['held out after token', 'words', ...told.map(String)], [...rows, ['a guess', '', ...guess]]);
}

function lensCells({ lens }: InspectedLayer): string[] {
  if (!lens) return ['–', '–', '–'];
  const share = (value: number | null): string => (value === null ? '–' : percent(value));
  return [untilText(lens.readUntil), share(lens.accuracy), share(lens.probability)];
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
