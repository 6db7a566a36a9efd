import type { Cut, Model, Probe, WorldView } from '../protocol/messages';
import { besideText, measured, trainedTo } from '../analysis/measured';
import { viewRead } from '../analysis/suited';
import { readSubject, theory } from '../analysis/theory';
import type { MissingModel, Model as CatalogueModel } from '../models/catalogue';
import type { TextModel } from '../models/chat/model';
import { rests } from '../trace/changes';
import { follower, type State, type Trace } from '../trace/trace';
import { judgedIn, withVerdict } from '../trace/verdict';
import { seenIn, usualView, type View } from '../trace/views';
import { overwrites, placesWithSwaps } from '../trace/with-swaps';
import { waitingLanguage } from './language-run';
import { layersOf } from './layers';
import { stepNotation } from './notation';
import { shownWorld } from './shown-world';
import { nameOf } from './state-text';

/** Remarks of a reader that are shown; all are in the trace. */
const MOST_REMARKS = 20;

/** Entries of a view's truth, two bytes each; a larger world is shown through its first view alone. */
const MOST_ENTRIES = 8_000_000;

export interface PageProbeParts {
  id: string;
  title: string;
  name: string;
  models: readonly CatalogueModel[];
  /** Those that read the text itself, whose lanes come after these. */
  languages?: readonly TextModel[] | undefined;
  /** Of the chosen models those that are not there: their lanes come last, and say so. */
  missing?: readonly MissingModel[] | undefined;
  /** Models to offer where none of these reads the text. */
  others?: readonly CatalogueModel[] | undefined;
  cuts: readonly Cut[];
  /** Names of the five objects to follow in a larger world; by default those that move the most. */
  objects?: readonly string[] | undefined;
  /** Views that are shown beside the usual one and the whole; by default those that the models read. */
  views?: readonly View[] | undefined;
}

/** A probe as the page shows it before any model has run. */
export function pageProbe(
  trace: Trace,
  { id, title, name, models, languages = [], others = [], missing = [], cuts, objects, views }: PageProbeParts,
): Probe {
  const usual = usualView(trace, objects);
  const isView = usual !== 'whole';
  const seen = seenIn(usual, trace, objects);
  const view = isView && trace.verdict ? withVerdict(seen) : seen;
  const worlds = new Map<View, Trace>([
    ['whole', trace],
    [usual, view],
  ]);
  const read = (model: CatalogueModel): Trace => {
    const how = viewRead(model, trace, objects);
    const world = worlds.get(how) ?? (trace.verdict ? judgedIn(how, trace) : seenIn(how, trace));
    worlds.set(how, world);
    return world;
  };
  return {
    id,
    title,
    domain: trace.domain,
    source: { name, language: trace.source.language },
    steps: {
      count: trace.steps.length,
      texts: trace.steps.map(({ text }) => text),
      notations: notationsOf(trace),
      ...callsOf(trace),
    },
    views: viewsOf(trace, view, objects, views ?? models.map((model) => viewRead(model, trace, objects))),
    ...(trace.illegal && { illegal: trace.illegal }),
    ...(trace.questions && {
      questions: trace.questions.map(({ text, answer, right }) => ({
        text,
        answer,
        ...(right !== undefined && { right }),
      })),
    }),
    ...(trace.remarks && { remarks: remarksOf(trace.remarks.map(({ text }) => text)) }),
    ...(trace.assumed && { assumed: remarksOf(trace.assumed.map(({ text }) => text)) }),
    ...(view.verdict && { verdict: view.verdict }),
    // Through the slots that move it is the same problem as the whole world's.
    ...(usual === 'five-objects' && trace.verdict && { wholeVerdict: trace.verdict }),
    models: [
      ...models.map((model) => waitingModel(model, read)),
      ...languages.map(waitingLanguage),
      ...missing.map(missingModel),
    ],
    ...(others.length > 0 && { others: others.map(({ manifest }) => ({ id: manifest.id, name: manifest.name })) }),
    ...swapsFor(seen),
    cuts,
  };
}

/**
 * A probe whose text was read again, with the same steps in it: as the text tells them now, with what models said of them.
 */
export function retold(probe: Probe, trace: Trace, parts: Omit<PageProbeParts, 'id' | 'models'>): Probe {
  const { id, models, others, chosenModel, playhead } = probe;
  return {
    ...pageProbe(trace, { ...parts, id, models: [], views: probe.views.map(({ view = 'whole' }) => view) }),
    models,
    ...(others && { others }),
    ...(chosenModel !== undefined && { chosenModel }),
    ...(playhead !== undefined && { playhead }),
  };
}

/** What is said of the steps that a probe leaves out. */
export function stepCuts({ trace, total }: { trace: Trace; total: number }): Cut[] {
  const shown = trace.steps.length;
  const reason = 'The setting stateProbe.maxSteps bounds a probe.';
  return shown < total ? [{ what: 'steps', shown, total, reason }] : [];
}

/** Steps share their maps where they do the same, and each map is written out once. */
function notationsOf(trace: Trace): string[] {
  const known = new Map<unknown, string>();
  return trace.steps.map((step) => {
    const acts = step.table ?? step.map;
    let notation = known.get(acts);
    if (notation === undefined) known.set(acts, (notation = stepNotation(trace, step)));
    return notation;
  });
}

/** Of a world that is overwritten: how many places it takes when it is told with swaps. */
function swapsFor(seen: Trace): Pick<Probe, 'placesWithSwaps'> {
  if (seen.formal || !overwrites(seen)) return {};
  const places = placesWithSwaps(seen);
  return typeof places === 'number' ? { placesWithSwaps: places } : {};
}

/** Where steps stand to calls, if one of them has to do with any. */
function callsOf({ steps }: Trace): Pick<Probe['steps'], 'calls'> {
  if (steps.every(({ inside, call }) => inside === undefined && call === undefined)) return {};
  return { calls: { inside: steps.map(({ inside = '' }) => inside), of: steps.map(({ call = '' }) => call) } };
}

function remarksOf(remarks: readonly string[]): string[] {
  const more = remarks.length - MOST_REMARKS;
  return more > 0 ? [...remarks.slice(0, MOST_REMARKS), `${more} more (the trace lists all)`] : [...remarks];
}

/** What models of five slots read comes first, for people read it more easily, too. */
function viewsOf(
  trace: Trace,
  usual: Trace,
  objects: readonly string[] | undefined,
  read: readonly View[],
): WorldView[] {
  const first = usualView(trace, objects);
  const others = [...new Set<View>(['whole', ...read])].filter((view) => view !== first);
  const more = others.flatMap((view) => {
    const world = seenIn(view, trace, objects);
    const isShown = (trace.steps.length + 1) * world.slots.length <= MOST_ENTRIES;
    return isShown ? [worldView(view, world, trace, objects)] : [];
  });
  return [worldView(first, usual, trace, objects), ...more];
}

/** Index in the probe's views of the world that a model read. */
export function viewIndex({ views }: Probe, view: View): number {
  return Math.max(
    0,
    views.findIndex((each) => each.view === view),
  );
}

function noteOn(view: View, seen: Trace, whole: Trace, chosen?: readonly string[]): string | undefined {
  if (view === 'whole') return undefined;
  if (view === 'next-symbols')
    return `Models say which symbols may come next in a word of ${whole.formal?.name ?? ''}: right is a step after which all of them are right.`;
  const { slots, objects } = seen;
  if (view === 'moving-slots')
    return `Models follow the ${slots.length} of ${whole.slots.length} places in which something changes; all others hold what they held.`;
  const isGame = whole.domain === 'chess';
  const all = isGame ? whole.objects.filter((name) => !name.startsWith('empty ')) : whole.objects;
  const names = objects.map((_, index) => nameOf(objects, index)).join(', ');
  const isOwn = chosen !== undefined && !sameObjects(objects, seenIn(view, whole).objects);
  const why = isOwn ? 'as you chose' : isGame ? 'those that move the most, kings last' : 'those that move the most';
  const what = isGame ? 'pieces' : 'objects';
  return `Five of ${all.length} ${what} are followed, ${why}: ${names}. Models have room for five, and say in which order they stand, those that are ${isGame ? 'captured' : 'gone'} last.`;
}

/** A probe that is read again keeps its objects, whoever chose them. */
function sameObjects(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((name) => others.includes(name));
}

function worldView(view: View, trace: Trace, whole: Trace, chosen?: readonly string[]): WorldView {
  const { steps } = trace;
  const { slots, objects, row } = shownWorld(trace);
  const note = noteOn(view, trace, whole, chosen);
  const truth = new Int16Array((steps.length + 1) * slots.length).fill(-1);
  let state: State = trace.initial;
  truth.set(row(state));
  const follow = follower(trace);
  steps.forEach((taken, step) => {
    state = follow(state, taken);
    if (state) truth.set(row(state), (step + 1) * slots.length);
  });
  const resting = Uint8Array.from(rests({ steps }), Number);
  return {
    ...{ view, slots, objects, truth },
    ...(resting.includes(1) && { rests: resting }),
    ...(note !== undefined && { note }),
  };
}

/** @param worldOf the world as a model reads it */
function waitingModel(model: CatalogueModel, worldOf: (model: CatalogueModel) => Trace): Model {
  const { manifest } = model;
  const read = worldOf(model);
  const subject = read.verdict && readSubject(read, manifest);
  const said = subject && theory(subject, manifest);
  const found = measured(manifest);
  const trained = trainedTo(manifest);
  const beside = besideText(manifest);
  return {
    id: manifest.id,
    name: manifest.name,
    architecture: manifest.architecture,
    layers: layersOf(new Array<number>(manifest.layers + 1).fill(manifest.width)),
    ...(manifest.training?.exact !== undefined && { exact: manifest.training.exact }),
    ...(said && { theory: said }),
    ...(found && { measured: found }),
    ...(trained !== undefined && { trained }),
    ...(beside !== undefined && { beside }),
    state: { kind: 'waiting' },
  };
}

/** All that is known of it is what it was called. */
function missingModel({ id, reason }: MissingModel): Model {
  return { id, name: id, architecture: '', layers: [], state: { kind: 'failed', reason } };
}
