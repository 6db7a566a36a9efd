import * as vm from 'node:vm';
import type { Program, Run, Snapshot, Value } from './program';

/**
 * Runs a JavaScript program and tells, after every line, what the roots hold. Lines that end in `;` get a call that
 * takes the snapshot; the program's own lines stay where they are.
 */
export function runInVm({ source, roots }: Program): Run {
  const run: Run = { events: [], states: [] };
  const numbers = new Map<string, number>();
  const record = (line: number, values: unknown[]): void => {
    const state: Snapshot = {};
    values.forEach((value, index) => {
      if (value !== undefined) state[roots[index] ?? ''] = JSON.parse(JSON.stringify(value)) as Value;
    });
    const key = JSON.stringify(state);
    let number = numbers.get(key);
    if (number === undefined) {
      numbers.set(key, (number = run.states.length));
      run.states.push(state);
    }
    run.events.push([line, number]);
  };
  // A variable that is not yet declared cannot be read: it has no value.
  const reads = roots.map((name) => `() => ${name}`).join(', ');
  const head =
    `const __all = [${reads}]; ` +
    `const __s = (line) => __record(line, __all.map((read) => { try { return read(); } catch { return undefined; } })); `;
  const body = source
    .split('\n')
    .map((line, index) =>
      /;$/.test(line) && !/^\s*(return|break|continue)\b/.test(line) ? `${line} __s(${index + 1});` : line,
    )
    .join('\n');
  try {
    vm.runInNewContext(head + body, { __record: record }, { timeout: 2000 });
  } catch (error) {
    run.error = String(error);
  }
  return run;
}
