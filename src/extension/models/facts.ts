import { isPermutation } from '../../algebra/maps';
import { fullText, measured, trainedTo } from '../../analysis/measured';
import { ownTheory } from '../../analysis/theory/index';
import type { Model } from '../../models/catalogue';
import { isRemote } from '../../models/remote/address';
import { percent } from '../../text/percent';
import { literal } from '../workbench/markdown';

/** One thing to know about a model. Values come from the model's file: they are plain text, never mark-up. */
export interface Fact {
  label: string;
  value: string;
}

export function modelFacts({ manifest, path, bytes }: Model, provider?: string): Fact[] {
  const facts: Fact[] = [
    { label: 'Architecture', value: manifest.architecture },
    { label: 'Layers', value: `${manifest.layers} of width ${manifest.width}` },
    { label: 'Task', value: manifest.task.name },
  ];
  if (manifest.parameters !== undefined) facts.push({ label: 'Parameters', value: grouped(manifest.parameters) });
  if (manifest.training?.exact) facts.push({ label: 'Training', value: 'none: built from a theorem' });
  if (provider !== undefined) facts.push({ label: 'Runs on', value: provider });
  const said = ownTheory(manifest);
  if (said) facts.push({ label: 'In theory', value: `${said.says}: ${said.line}` });
  const found = measured(manifest);
  if (found) facts.push({ label: 'Measured', value: found.line });
  for (const metric of manifest.metrics ?? []) {
    const { length, shortest, sequences, steps } = metric;
    const value = `${percent(steps)} of steps, ${fullText(metric)} of ${grouped(sequences)} words without a fault`;
    const at = shortest === undefined ? grouped(length) : `${grouped(shortest)}–${grouped(length)}`;
    facts.push({ label: `At length ${at}`, value });
  }
  facts.push({ label: 'License', value: manifest.license ?? 'not stated' });
  facts.push(isRemote(path) ? { label: 'Server', value: path } : { label: 'File', value: `${path} (${size(bytes)})` });
  return facts;
}

/** A line of theory with its sources. */
const MOST_OF_A_VALUE = 700;

/** One line for lists: `Mamba · 2 layers · S5 by transpositions`. */
export function modelSummary({ manifest }: Model): string {
  const layers = manifest.layers === 1 ? '1 layer' : `${manifest.layers} layers`;
  return `${manifest.architecture} · ${layers} · ${manifest.task.name}`;
}

/** How far a model is right, in a short line: `≥ 90% of words right up to 7 tokens, 84.9% at 8 · trained up to 10`. */
export function reachText({ manifest }: Model): string {
  const found = measured(manifest);
  const trained = trainedTo(manifest);
  const beyond = found?.beyond && `${percent(found.beyond.full)} at ${grouped(found.beyond.length)}`;
  const reach =
    found &&
    (found.reach === 0
      ? `${percent(found.beyond?.full ?? 0)} of the shortest words right`
      : `≥ 90% of words right up to ${grouped(found.reach)} tokens, ${beyond ?? 'all measured'}`);
  const how = manifest.training?.exact ? 'exact' : trained && `trained up to ${grouped(trained)}`;
  return [reach, how].filter(Boolean).join(' · ') || 'not measured';
}

/** A task and what it is about, as the heading of its models: `S5: the order of 5 things`. */
export function taskText({ manifest: { task } }: Model): string {
  if (task.kind === 'language') return `${task.name}: a formal language`;
  const orders = task.tokens.every(isPermutation);
  return `${task.name}: ${orders ? `the order of ${task.degree} things` : `${task.degree} places, swapped and copied`}`;
}

/** Markdown in which everything that comes from the model's file is literal text. */
export function modelTooltip(model: Model, provider?: string): string {
  const { name, description } = model.manifest;
  const rows = modelFacts(model, provider).map(
    ({ label, value }) => `| ${literal(label)} | ${literal(value, MOST_OF_A_VALUE)} |`,
  );
  const about = description === undefined ? [] : [literal(description, 2000), ''];
  return [`**${literal(name)}**`, '', ...about, '| | |', '|---|---|', ...rows].join('\n');
}

function grouped(count: number): string {
  return count.toLocaleString('en');
}

function size(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
