import type { Model } from '../model/ast';
import type { Run, Snapshot, Value } from '../program';

/** What a program told after a line: the numbers in all cells, `-` where there is no value yet. */
export interface Told {
  line: number;
  values: readonly string[];
}

type Path = readonly (string | number)[];

/** The cells of a model's roots in the order in which a probe tells them. */
export function cellsOf({ roots }: Model): Path[] {
  return roots.flatMap(({ name, type }): Path[] => {
    const range = (length: number): number[] => Array.from({ length }, (_, k) => k);
    switch (type.of) {
      case 'array':
        return range(type.size).map((k) => [name, k]);
      case 'grid':
        return range(type.rows).flatMap((i) => range(type.columns).map((j): Path => [name, i, j]));
      case 'pair':
        return [
          [name, '.x'],
          [name, '.y'],
        ];
      default:
        return [[name]];
    }
  });
}

export function runOf(cells: readonly Path[], told: readonly Told[]): Run {
  const run: Run = { events: [], states: [] };
  const numbers = new Map<string, number>();
  for (const { line, values } of told) {
    const key = values.join(' ');
    let number = numbers.get(key);
    if (number === undefined) {
      numbers.set(key, (number = run.states.length));
      run.states.push(snapshotOf(cells, values));
    }
    run.events.push([line, number]);
  }
  return run;
}

function snapshotOf(cells: readonly Path[], values: readonly string[]): Snapshot {
  const snapshot: Snapshot = {};
  cells.forEach((path, k) => {
    const text = values[k] ?? '-';
    if (text !== '-') put(snapshot, path, Number(text));
  });
  return snapshot;
}

function put(into: Record<string | number, Value>, [key, ...rest]: Path, value: number): void {
  if (key === undefined) return;
  if (rest.length === 0) into[key] = value;
  else put((into[key] ??= typeof rest[0] === 'number' ? [] : {}) as Record<string | number, Value>, rest, value);
}
