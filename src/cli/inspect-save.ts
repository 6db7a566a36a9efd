import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Inside } from '../analysis/inside';
import { attentionOf, similarityOf, type Inspection } from '../analysis/inspection';
import type { ProbedModel } from '../analysis/probe';
import { NOT_RUN, outcomesOf, RIGHT } from '../analysis/readable';
import { statesFile } from '../analysis/save-states';
import type { StateLabel } from '../analysis/state-labels';
import { lanesTable, probesTable, similarityTable, squareTable, trajectoriesTable } from '../analysis/tables';
import type { CallOptions } from '../inference/client';
import { believed } from '../analysis/told';
import { isMonoid } from '../models/manifest';
import { csvBytes, type CsvTable } from '../representation/files/csv';
import { checkFolderPlace, placeOf } from '../files/place';
import { toDisk } from '../files/to-disk';
import { layerName, layerOf } from '../representation/outputs';
import { states } from '../trace/trace';
import { printable } from '../text/printable';
import { UsageError, type Arguments } from './usage';
import type { Option } from './option';

/** What was found inside a model over a text. */
export interface Inspected {
  entry: ProbedModel;
  inside: Inside;
  found: Inspection;
  /** What probes were fitted to tell, where that is not the state itself. */
  label: StateLabel | undefined;
}

/** A file: the end of its name, and how its bytes are made. */
type File = [ending: string, pieces: AsyncIterable<Uint8Array>];

type Maker = (inspected: Inspected, options: CallOptions) => Iterable<File> | AsyncIterable<File>;

/** Of a layer's output, as the page calls it in its tables. */
const nameOf = (output: string): string => layerName(layerOf(output));

const MAKERS = {
  lanes: ({ entry }) => [csv('lanes.csv', lanesOf(entry))],
  probes: ({ entry, inside, found, label }) => {
    const text = label ? (block: number) => label.blocks[block] ?? 'no state' : stateOfClass(entry);
    const layers = found.found.probes.map(({ output, predicted, margin }) => {
      const outcome = outcomesOf(predicted, found.found.truth);
      const read = (step: number): string => text(predicted[step] ?? -1);
      return { name: nameOf(output), margin, outcome: (step: number) => outcomeText(outcome[step], 'no state'), read };
    });
    return layers.length === 0 ? [] : [csv('probes.csv', probesTable(inside.word.after.length, layers))];
  },
  trajectories: ({ entry, inside, found }) => {
    const text = stateOfClass(entry);
    const layers = found.found.components.map(({ output, points }) => ({ name: nameOf(output), points }));
    const stateOf = (step: number): string => text(inside.word.truth[step] ?? -1);
    if (layers.length === 0) return [];
    return [csv('trajectories.csv', trajectoriesTable(inside.word.after.length, stateOf, layers))];
  },
  similarity: similarityFiles,
  attention: attentionFiles,
  npz: (inspected, options) => statesOf(inspected, 'npz', options),
  safetensors: (inspected, options) => statesOf(inspected, 'safetensors', options),
} satisfies Record<string, Maker>;

type Kind = keyof typeof MAKERS;

export const SAVE_OPTIONS: readonly Option[] = [
  { name: 'save', value: 'A,B', help: `what is written for each text and model: ${Object.keys(MAKERS).join(', ')}` },
  { name: 'out', value: 'DIR', help: 'the folder that --save writes to' },
];

/** `--save A,B --out DIR`: files of every text and model, the same that the visualizer's panels save. */
export class Savings {
  private readonly kinds: readonly Kind[];
  private readonly folder: string | undefined;
  /** Beginnings of names that are taken: two texts in different folders may have one name. */
  private readonly taken = new Set<string>();

  /** @throws UsageError */
  constructor(args: Arguments) {
    const names = args.list('save') ?? [];
    this.kinds = names.map((name) => {
      if (isKind(name)) return name;
      throw new UsageError(`--save '${name}' is not one of ${Object.keys(MAKERS).join(', ')}`);
    });
    this.folder = args.text('out');
    if (names.length > 0 && this.folder === undefined) throw new UsageError('--out DIR says where --save writes');
    if (names.length === 0 && this.folder !== undefined)
      throw new UsageError(`--out goes with --save, which says what is written: ${Object.keys(MAKERS).join(', ')}`);
  }

  /** Says before any work what would keep it from being saved. @throws PlaceError */
  async check(): Promise<void> {
    if (this.folder !== undefined) await checkFolderPlace(this.folder);
  }

  /** @returns paths of what was written; @throws what the file system says; the signal's reason */
  async write(path: string, inspected: Inspected, options: CallOptions): Promise<string[]> {
    const { folder } = this;
    const saved: string[] = [];
    if (folder === undefined) return saved;
    await mkdir(placeOf(folder), { recursive: true });
    const stem = this.stem(`${path === '-' ? 'stdin' : basename(path)}.${inspected.entry.model.manifest.id}`);
    for (const kind of this.kinds) {
      const make: Maker = MAKERS[kind];
      for await (const [ending, pieces] of make(inspected, options)) {
        const target = join(folder, `${stem}.${ending}`);
        await toDisk(target, pieces, options.signal);
        saved.push(target);
      }
    }
    return saved;
  }

  private stem(wanted: string): string {
    let stem = wanted;
    for (let at = 2; this.taken.has(stem); at++) stem = `${wanted}-${at}`;
    this.taken.add(stem);
    return stem;
  }
}

function isKind(name: string): name is Kind {
  return Object.hasOwn(MAKERS, name);
}

function csv(ending: string, table: CsvTable): File {
  return [ending, oneOf(() => csvBytes(table))];
}

async function* oneOf(bytes: () => Promise<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield await bytes();
}

/** The number of each layer, and steps beside steps. */
async function* similarityFiles({ inside, found: { layers } }: Inspected, options: CallOptions): AsyncGenerator<File> {
  const areas = layers.flatMap(({ name, similarity: area }) => (area === undefined ? [] : [{ name, area }]));
  if (areas.length > 0) yield csv('similarity.csv', similarityTable(areas));
  for (const { output, similarity } of layers) {
    if (similarity === undefined) continue;
    const square = await similarityOf(inside, output, [], options);
    yield csv(`cosine.${output}.csv`, squareTable(square, square.cosine, 'step'));
  }
}

/** One for each head. */
async function* attentionFiles({ inside, found }: Inspected, options: CallOptions): AsyncGenerator<File> {
  for (const { output, heads = [] } of found.inside) {
    for (const head of heads.keys()) {
      const square = await attentionOf(inside, output, head, options);
      yield csv(`${output}.head-${head + 1}.csv`, squareTable(square, square.weights, 'reads'));
    }
  }
}

/** Hidden states of the chosen layers, and what is beside the layers and has a row for each step. */
function statesOf({ entry, inside, found }: Inspected, format: 'npz' | 'safetensors', options: CallOptions): File[] {
  const beside = found.inside.flatMap(({ kind, output, shape }) => (kind === 'attention' || !shape ? [] : [output]));
  const outputs = [...found.layers.map(({ output }) => output), ...beside];
  return outputs.length === 0 ? [] : [[format, statesFile(inside, entry, outputs, format, options)]];
}

function lanesOf(entry: ProbedModel): CsvTable {
  const { trace, run, model } = entry;
  const after = states(trace).slice(1);
  const text = stateOfClass(entry);
  const steps = {
    count: trace.steps.length,
    text: (step: number) => trace.steps[step]?.text ?? '',
    truth: (step: number) => stateName(after[step] ?? null, trace.objects),
  };
  const lane = {
    name: model.manifest.name,
    predicted: (step: number) => text(run.steps[step]?.predicted ?? -1),
    outcome: (step: number) => outcomeText(run.steps[step] ? Number(run.steps[step].right) : NOT_RUN, 'not run'),
    confidence: (step: number) => run.steps[step]?.confidence ?? null,
    confidenceInTruth: (step: number) => run.steps[step]?.probabilityOfTruth ?? null,
  };
  return lanesTable(steps, [lane]);
}

function outcomeText(code: number | undefined, none: string): string {
  return code === undefined || code === NOT_RUN ? none : code === RIGHT ? 'right' : 'wrong';
}

/** The state that a class means in the model's world, each written once. */
function stateOfClass({ model: { manifest }, trace }: ProbedModel): (id: number) => string {
  const known = new Map<number, string>();
  return (id) => {
    let text = known.get(id);
    if (text === undefined) {
      const state = id < 0 || !isMonoid(manifest) ? null : believed(manifest.task, trace, id);
      known.set(id, (text = stateName(state, trace.objects)));
    }
    return text;
  };
}

function stateName(state: readonly number[] | null, objects: readonly string[]): string {
  if (!state) return 'no state';
  // A wrong belief may move in a place that the model has and the world has not.
  const names = state.map((object) => printable(objects[object] ?? '?'));
  return names.join(objects.some((name) => /\s/.test(name)) ? ', ' : ' ');
}
