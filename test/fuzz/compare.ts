import type { Trace } from '../../src/trace/trace';
import { states } from '../../src/trace/trace';
import type { Run, Snapshot, Value } from './program';

/** That so many steps are found, the last of which ended at an event. */
interface Found {
  step: number;
  moment: number;
}

/** How closely to look. */
export interface Care {
  /** Every root has to be in the trace, and no step may do more than it must. */
  isComplete?: boolean;
  /** First and last line of every function: what happens in one that a step's statement called belongs to the step. */
  functions?: readonly [first: number, last: number][];
}

/**
 * Whether a trace tells the same story as an interpreter that ran the program.
 *
 * Every step ends at some moment of the run: after a line within the step's range, with every slot holding what the
 * interpreter saw there. These moments follow each other, and between two of them the interpreter sees nothing that is
 * neither the state before nor the state after, unless it is within the lines of the later step (the middle of a
 * swap). The last state is the interpreter's last. Returns what differs, or undefined.
 */
export function difference(
  trace: Trace,
  run: Run,
  { isComplete = false, functions = [] }: Care = {},
): string | undefined {
  // `(a[0], a[1])` are places that change together: one slot for all of them.
  const cells = trace.slots.flatMap((whole, slot) =>
    partsOf(whole).flatMap((name, part, { length }) => {
      const path = pathOf(name);
      return path ? [{ slot, path, ...(length > 1 && { part }) }] : [];
    }),
  );
  if (isComplete) {
    const named = new Set(cells.map(({ path }) => path.join(' ')));
    // A container is one slot as long as nothing moves inside of it.
    const isThere = (path: string): boolean =>
      named.has(path) || [...named].some((name) => path.startsWith(`${name} `));
    const missing = run.states.flatMap((state) => leaves(state, [])).find((path) => !isThere(path));
    if (missing !== undefined) return `there is no slot ${missing}`;
  }
  const all = states(trace).map((state) =>
    cells.map(({ slot, part }) => {
      const object = trace.objects[state?.[slot] ?? -1] ?? '';
      return baseName(part === undefined ? object : (partsOf(object)[part] ?? ''));
    }),
  );
  const seen = new Map<number, (string | undefined)[]>();
  const look = (event: number): (string | undefined)[] => {
    const number = run.events[event]?.[1] ?? -1;
    let shown = seen.get(number);
    if (!shown) {
      const snapshot = run.states[number] ?? {};
      seen.set(number, (shown = cells.map(({ path }) => valueAt(snapshot, path))));
    }
    return shown;
  };
  // A slot holds its first value from the start, which an interpreter sees only once it is there.
  const begun = cells.map((_, index) => {
    const first = run.events.findIndex((__, event) => look(event)[index] !== undefined);
    return first < 0 ? Infinity : first;
  });
  const agrees = (state: readonly string[], event: number): boolean =>
    state.every((object, index) => {
      const value = look(event)[index];
      if (value === undefined) return object === 'empty' || event < (begun[index] ?? 0);
      if (object !== 'empty' || value === object) return value === object;
      return isComplete ? isOtherName(state, index, event) : isElsewhere(state, index, value);
    });
  const rows = new Map<string, number[]>();
  for (const [index, { path }] of cells.entries()) {
    const row = path.slice(0, -1).join(' ');
    if (path.length > 1) rows.set(row, [...(rows.get(row) ?? []), index]);
  }
  /** A row that is the same array as another one is shown as that one. */
  const isOtherName = (state: readonly string[], index: number, event: number): boolean => {
    const lists = [...rows.values()];
    const own = lists.find((row) => row.includes(index)) ?? [];
    const now = look(event);
    return lists.some(
      (row) =>
        row !== own &&
        row.length === own.length &&
        row.every((place, at) => state[place] !== 'empty' && now[place] === now[own[at] ?? -1]),
    );
  };

  // What has two names is shown under one of them.
  const isElsewhere = (state: readonly string[], index: number, value: string): boolean =>
    state.some((other, place) => place !== index && other === value);
  // A line that leaves all that is followed as it was may stand anywhere, also in the middle of a swap.
  const still = (event: number): boolean => {
    const now = look(event);
    const before = event > 0 ? look(event - 1) : [];
    return event > 0 && now.every((value, index) => value === before[index]);
  };
  const innermost = (line: number): readonly [number, number] | undefined =>
    functions
      .filter(([first, last]) => first <= line && line <= last)
      .reduce<readonly [number, number] | undefined>(
        (best, one) => (!best || one[0] > best[0] ? one : best),
        undefined,
      );
  const isCalled = (line: number, first: number): boolean => {
    const inside = innermost(line);
    return inside !== undefined && !(inside[0] <= first && first <= inside[1]);
  };
  /** A step goes on beyond a state only for a value that was there before and comes back until the step's end. */
  const comesBack = (event: number, end: number): boolean => {
    const now = look(event);
    for (let later = event + 1; later <= end; later++)
      if (look(later).some((value, index) => value !== undefined && value !== now[index] && wasSeen(value, event)))
        return true;
    return false;
  };
  const firstSeen = new Map<string, number>();
  const wasSeen = (object: string, event: number): boolean => {
    if (firstSeen.size === 0)
      run.events.forEach((_, at) => {
        for (const value of look(at)) if (value !== undefined && !firstSeen.has(value)) firstSeen.set(value, at);
      });
    return (firstSeen.get(object) ?? Infinity) < event;
  };
  const failed = new Set<string>();
  let farthest = { step: -1, reason: 'the run is empty' };
  const fail = (step: number, reason: string): void => {
    if (step >= farthest.step) farthest = { step, reason };
  };
  /** Whether all steps can be found one after the other; one that changes nothing may be found in many places. */
  const isFound = (): boolean => {
    // By hand: programs have more steps than calls may be nested.
    const open: { key: string; tries: Iterator<Found> }[] = [{ key: '', tries: [{ step: 0, moment: -1 }].values() }];
    for (let last = open.at(-1); last; last = open.at(-1)) {
      const next = last.tries.next();
      if (next.done === true) {
        failed.add(last.key);
        open.pop();
        continue;
      }
      const { step, moment } = next.value;
      if (step === trace.steps.length) {
        if (ends(moment)) return true;
        continue;
      }
      const key = `${step} ${moment}`;
      if (!failed.has(key)) open.push({ key, tries: endsOf(step, moment) });
    }
    return false;
  };
  /** Where a step may end that begins after event `moment`. */
  const endsOf = function* (step: number, moment: number): Generator<Found, undefined> {
    const { range, table } = trace.steps[step] ?? {};
    const isTable = table !== undefined;
    const before = all[step] ?? [];
    const after = all[step + 1] ?? [];
    if (!range) return;
    // An update that leaves everything as it is, over several lines, may end where a move within it did.
    if (isTable && moment >= 0 && after.every((object, index) => object === before[index]))
      yield { step: step + 1, moment };
    const where = `step ${step} (line ${range.start.line + 1})`;
    const skipped: number[] = [];
    for (let next = moment + 1; next < run.events.length; next++) {
      const line = run.events[next]?.[0] ?? 0;
      // What a step does may be done by a function that its last statement calls, which goes on with other things.
      const inRange =
        (line >= range.start.line + 1 && line <= range.end.line + 1) || isCalled(line, range.start.line + 1);
      const reached = agrees(after, next);
      if (inRange && reached) {
        // An update of a cell may take several statements: what it holds between them has no end.
        const early = isComplete && !isTable ? skipped.find((event) => !comesBack(event, next)) : undefined;
        if (early === undefined) yield { step: step + 1, moment: next };
        else fail(step, `${where}: it could have ended with ${show(look(early))}, and goes on`);
      }
      if (reached || still(next) || agrees(before, next)) continue;
      if (!inRange) {
        fail(
          step,
          `${where}: after line ${line} the interpreter sees ${show(look(next))}, between ${show(before)} and ${show(after)}`,
        );
        return;
      }
      skipped.push(next);
    }
    fail(step, `${where}: the interpreter never sees ${show(after)}`);
  };
  const final = all.at(-1) ?? [];
  const ends = (moment: number): boolean => {
    for (let event = Math.max(0, moment); event < run.events.length; event++) {
      if (agrees(final, event)) continue;
      fail(
        trace.steps.length,
        `after line ${run.events[event]?.[0]} the interpreter sees ${show(look(event))}, the trace ended with ${show(final)}`,
      );
      return false;
    }
    return run.events.length > 0;
  };
  return isFound() ? undefined : farthest.reason;
}

function show(values: readonly (string | undefined)[]): string {
  return `[${values.map((value) => value ?? '–').join(' ')}]`;
}

/** What stands between outer brackets and commas; the whole where there are none. */
function partsOf(text: string): string[] {
  return /^\(.*, .*\)$/.test(text) ? text.slice(1, -1).split(', ') : [text];
}

/** `10 (a[1])` and `const 10` are a 10; brackets are the same in all languages. */
function baseName(object: string): string {
  const bare = object.replace(/^const /, '').replace(/ \([^()]*\)$/, '');
  return bare.replace(
    /^\w*\{(.*)\}$/,
    (_, inner: string) =>
      `[${inner.replaceAll(/\w*\{|\}|\w+: /g, (part) => (part.endsWith('{') ? '[' : part === '}' ? ']' : ''))}]`,
  );
}

/** `g[0][1]`, `d['one']`, `p.x` as keys; undefined for constants. */
function pathOf(name: string): (string | number)[] | undefined {
  if (name === 'empty' || name.startsWith('const ')) return undefined;
  const [root = ''] = /^[^.[]+/.exec(name) ?? [];
  const path: (string | number)[] = [root];
  for (const [, index, quoted, attribute] of name.matchAll(/\[(-?\d+)\]|\['([^']*)'\]|\.(\w+)/g))
    path.push(index !== undefined ? Number(index) : (quoted ?? `.${attribute ?? ''}`));
  return path;
}

function valueAt(snapshot: Snapshot, path: readonly (string | number)[]): string | undefined {
  let value: Value | undefined = snapshot;
  for (const key of path) {
    if (Array.isArray(value)) value = value[Number(key)];
    else if (typeof value === 'object' && value !== null)
      value = value[String(key)] ?? value[String(key).replace(/^\./, '')];
    else return undefined;
  }
  return value === undefined ? undefined : showValue(value);
}

/** Paths of all numbers and texts within a value. */
function leaves(value: Value, path: readonly string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((inner, index) => leaves(inner, [...path, String(index)]));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
  return [path.join(' ')];
}

function showValue(value: Value): string {
  if (value === null) return 'None';
  if (Array.isArray(value)) return `[${value.map(showValue).join(', ')}]`;
  if (typeof value === 'object') return `[${Object.values(value).map(showValue).join(', ')}]`;
  return typeof value === 'string' ? `'${value}'` : String(value);
}
