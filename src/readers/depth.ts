/**
 * Which calls of code are shown by the steps inside of them, in place of one step: all that nest so many deep, or those of
 * functions, each named with the functions that it is called by (`sort.merge`).
 */
export type Depth = number | readonly string[];

/** Deepest that can be asked for by a number. */
export const MOST_DEPTH = 100;

/** The option by which a person says it. */
export const DEPTH_OPTION = {
  name: 'depth',
  value: 'N|f,f.g',
  help: 'the steps inside of calls (code), so many calls deep or of these functions; otherwise a call that gives something new is one step',
} as const;

/** Why what a person writes of it is neither. */
export function depthFault(written: string): string | undefined {
  return parseDepth(written) === undefined
    ? `a number up to ${MOST_DEPTH}, or names of functions, not '${written}'`
    : undefined;
}

/** What a person writes of it: `2`, or `sort, sort.merge`; undefined where it is neither. */
export function parseDepth(written: string): Depth | undefined {
  const names = written
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const [only = '', ...more] = names;
  if (more.length > 0 || !/^-?[\d.]/.test(only)) return names.length > 0 ? names : undefined;
  const depth = Number(only);
  return /^\d+$/.test(only) && depth <= MOST_DEPTH ? depth : undefined;
}

/** How the steps of a text stand to calls: of the functions that a step is inside of, and that it is a call of. */
interface Placed {
  inside?: string;
  call?: string;
}

/** The functions that a text's steps are inside of, each with those that it is called by. */
export function openIn(steps: readonly Placed[]): string[] {
  const open = new Set<string>();
  for (const { inside = '' } of new Set(steps)) {
    for (let end = inside.length; end > 0; end = inside.lastIndexOf('.', end - 1)) open.add(inside.slice(0, end));
  }
  return [...open].sort();
}

/** Into the call that a step is, or out of the one that it is inside of. */
export type Way = 'into' | 'out';

/** The same steps one level deeper or less deep, for the call at one of them; undefined where there is no such call. */
export function stepped(steps: readonly Placed[], at: number, way: Way): string[] | undefined {
  const { inside, call } = steps[at] ?? {};
  if (way === 'into') return call === undefined ? undefined : [...new Set([...openIn(steps), call])].sort();
  return inside === undefined ? undefined : openIn(steps).filter((name) => !isIn(name, inside));
}

/** Where that led: the first step inside of the call at a step, or the step that the call is now. */
export function placeAfter(before: readonly Placed[], at: number, way: Way, after: readonly Placed[]): number {
  const { inside, call } = before[at] ?? {};
  const name = way === 'into' ? call : inside;
  if (name === undefined) return at;
  // The same of the calls of one name, in the order in which they come.
  const [from, to] =
    way === 'into' ? [callsOf(before, name), runsIn(after, name)] : [runsIn(before, name), callsOf(after, name)];
  const which = from.filter((one) => one <= at).length - 1;
  return to[Math.max(0, which)] ?? to.at(-1) ?? Math.min(at, Math.max(0, after.length - 1));
}

function callsOf(steps: readonly Placed[], name: string): number[] {
  return steps.flatMap(({ call }, at) => (call === name ? [at] : []));
}

/** Where stretches of steps inside of a call begin. */
function runsIn(steps: readonly Placed[], name: string): number[] {
  return steps.flatMap((step, at) => (isIn(step.inside, name) && !isIn(steps[at - 1]?.inside, name) ? [at] : []));
}

function isIn(inside: string | undefined, name: string): boolean {
  return inside === name || inside?.startsWith(`${name}.`) === true;
}
