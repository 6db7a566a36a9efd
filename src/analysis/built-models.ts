import { createHash } from 'node:crypto';
import { composeTables, identity, keyOf } from '../algebra/maps';
import type { Machine } from '../inference/machine-file';
import type { Model } from '../models/catalogue';
import type { Manifest } from '../models/manifest';
import { isTable, type FormalWord, type Trace } from '../trace/trace';
import { readersOf, type TextRead } from './suited';

/** Entries of a machine's table, states of what a cell's tables generate, and values of a cell: bounds on a file of about a megabyte. */
const MOST_ENTRIES = 100_000;
const MOST_CLASSES = 400;
const MOST_VALUES = 64;
const SURE = 10;
/** Another number where files are made otherwise: a file that is there is not written again. */
const BUILDER = 1;

/** Where built models are kept, and who is told that one could not be written: a text may then have no exact model. */
export interface BuildingPlace {
  folder: string;
  tell: (reason: string) => void;
}

/**
 * The models that run on a text when nobody has chosen any, with one more where none of them is exact and the text says by itself
 * what an exact one does: the automaton of a language of one's own, or the tables of a cell, built on the spot.
 */
export async function withBuilt(
  models: readonly Model[],
  text: TextRead,
  { folder, tell }: BuildingPlace,
): Promise<Model[]> {
  if (!text.trace.cells) return [...models];
  const readers = readersOf(models, text);
  if (readers.some(({ manifest }) => manifest.training?.exact)) return [...models];
  const built = machineOf(text.trace);
  if (!built) return [...models];
  // Of another language there is nothing to say; that a model of states cannot read a cell is.
  const others = text.trace.formal ? readers : models;
  // What writes a file brings the format with it, which few texts need.
  const { writeMachine } = await import('../inference/machine-file');
  try {
    return [await writeMachine(built.manifest, built.machine, folder), ...others];
  } catch (error) {
    // A home that cannot be written to has no model that is built.
    if (!(error instanceof Error && 'code' in error)) throw error;
    tell(`the exact model that is built for this text cannot be written, and does not run: ${error.message}`);
    return [...models];
  }
}

/** The machine that follows a text exactly, and how it is told; undefined where it is too large, or there is none. */
function machineOf(trace: Trace): { manifest: Manifest; machine: Machine } | undefined {
  return trace.formal ? ofLanguage(trace.formal) : ofCell(trace);
}

function ofLanguage({ name, alphabet, rule }: FormalWord): { manifest: Manifest; machine: Machine } | undefined {
  if (rule.kind !== 'dfa') return undefined;
  const states = rule.transitions.length + 1;
  if (states * alphabet.length > MOST_ENTRIES) return undefined;
  // A word that leaves the language goes to one more state, after which nothing may come.
  const outside = states - 1;
  const leads = alphabet.map((_, symbol) => [...rule.transitions.map((row) => row[symbol] ?? outside), outside]);
  const logits = [...rule.next, []].map((next) => alphabet.map((_, symbol) => (next.includes(symbol) ? SURE : -SURE)));
  const task: Manifest['task'] = { kind: 'language', name: told(name), alphabet: [...alphabet], rule: { ...rule } };
  return { manifest: manifestOf(task, states), machine: { start: rule.start, leads, logits } };
}

/** Of a world in which one cell changes and nothing else: all products of its tables are the states. */
function ofCell({ steps, cells }: Trace): { manifest: Manifest; machine: Machine } | undefined {
  const acting = new Set(steps.flatMap((step) => (isTable(step) ? [step.cell] : [])));
  const [cell, other] = acting;
  if (cell === undefined || other !== undefined || steps.some((step) => !isTable(step))) return undefined;
  const values = cells?.[cell]?.length ?? 0;
  if (values > MOST_VALUES) return undefined;
  const tokens = [...new Map(steps.map(({ table = [] }) => [keyOf(table), table])).values()].map((table) => [...table]);
  const classes = [identity(values)];
  const places = new Map([[keyOf(identity(values)), 0]]);
  const leads = tokens.map((): number[] => []);
  // Those that are found meanwhile are multiplied as well.
  for (const product of classes)
    for (const [token, table] of tokens.entries()) {
      const next = composeTables(product, table);
      const place = places.get(keyOf(next)) ?? classes.length;
      if (place === classes.length) {
        if (place === MOST_CLASSES) return undefined;
        places.set(keyOf(next), place);
        classes.push(next);
      }
      leads[token]?.push(place);
    }
  const logits = classes.map((_, row) => classes.map((__, column) => (row === column ? SURE : 0)));
  const name = told(`the tables of ${cell}`);
  const task: Manifest['task'] = { kind: 'monoid', name, degree: values, acts: 'values', tokens, classes };
  return { manifest: manifestOf(task, classes.length), machine: { start: 0, leads, logits } };
}

function manifestOf(task: Manifest['task'], width: number): Manifest {
  const digest = createHash('sha256')
    .update(JSON.stringify([BUILDER, task]))
    .digest('hex')
    .slice(0, 12);
  return {
    format: 1,
    id: `built-${digest}`,
    name: `WFA-SSM (exact, built for this text), ${task.name}`.slice(0, 120),
    architecture: 'wfa-ssm',
    layers: 1,
    width,
    task,
    training: { exact: true },
  };
}

/** A name as a manifest may hold it. */
function told(name: string): string {
  const plain = name.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
  return plain.length > 60 ? `${plain.slice(0, 59)}…` : plain;
}
