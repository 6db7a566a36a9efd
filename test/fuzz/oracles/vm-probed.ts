import * as vm from 'node:vm';
import type { Model } from '../model/ast';
import { print } from '../print';
import type { Run } from '../program';
import { cellsOf, runOf, type Told } from './told';

/** Runs a program of `../print/javascript.ts` in `node:vm`; its probe calls back after every statement. */
export function runProbed(model: Model): Run {
  const told: Told[] = [];
  const cells = cellsOf(model);
  let roots: (() => unknown)[] = [];
  const read = ([root, ...rest]: readonly (string | number)[]): string => {
    let value: unknown;
    try {
      value = roots[model.roots.findIndex(({ name }) => name === root)]?.();
    } catch {
      return '-'; // A variable that is not yet declared cannot be read.
    }
    for (const key of rest) value = (value as Record<string, unknown> | undefined)?.[String(key).replace(/^\./, '')];
    return typeof value === 'number' ? String(value) : '-';
  };
  const tell = (line: number): void => {
    told.push({ line, values: cells.map(read) });
  };
  const context = {
    __roots: (readers: (() => unknown)[]) => (roots = readers),
    __s: tell,
    __c: (line: number, value: unknown) => {
      tell(line);
      return value;
    },
    console: { log: () => undefined },
  };
  let error: string | undefined;
  try {
    vm.runInNewContext(print(model, 'probed'), context, { timeout: 2000 });
  } catch (thrown) {
    error = String(thrown);
  }
  return { ...runOf(cells, told), ...(error !== undefined && { error }) };
}
