import type { SourceText } from '../../trace/source';
import { Lines } from '../../trace/lines';
import type { Remark, Trace } from '../../trace/trace';
import { openIn, type Depth } from '../depth';
import { UnreadError, type ReadOptions } from '../reader';
import { Changes } from './core/changes';
import { Opened, withInner, type WithInner } from './core/inside';
import { Recorder } from './core/recorder';
import { Looked, Reopen, Slots } from './core/slots';
import { assemble } from './core/steps';
import type { Computed } from './core/updates/found';
import { Box } from './core/values';
import { chosenWorld, worlds, type World } from './core/world';
import { Execution, runOnce, type Program } from './execution';
import { inOriginal } from './rewritten';
import { ELSEWHERE, Unreadable, type Span } from './syntax';

/** How a run is told. */
interface Telling {
  world: World | WithInner;
  /** Cells that are the world, where those were asked for. */
  wanted: ((name: string) => boolean) | null;
  computed: Computed;
  opened: Opened;
}

/** Bound on second runs: every one opens containers at one more depth of nesting. */
const MAX_REOPENED = 60;

function traceOf(program: Program, telling: Telling): Trace | undefined {
  const reopened = new Set<string>();
  for (let attempt = 0; attempt < MAX_REOPENED; attempt++) {
    try {
      return traceIn(program, telling, reopened);
    } catch (error) {
      if (!(error instanceof Reopen)) throw error;
      reopened.add(error.pattern);
    }
  }
  throw new Unreadable(program.snippet.at, 'containers and other values take turns in the same places');
}

function traceIn(
  program: Program,
  { world, wanted, computed, opened }: Telling,
  reopened: ReadonlySet<string>,
): Trace | undefined {
  const dialect = program.front.dialect();
  const slots = new Slots(dialect, world.open, reopened, wanted);
  const changes = new Changes(slots);
  const watchedFrames = new Set(world.roots.map(({ frame }) => frame.id));
  let now: Span = program.snippet.at;
  const recorder: Recorder = new Recorder(world.watched, (tick) => {
    const at = recorder.ticks[tick]?.at ?? now;
    now = at;
    slots.look(inner ? [...own, ...innerAt(tick, inner)] : own, at);
    changes.add(tick, at);
    program.effort?.look(slots.now.length);
  });
  const inner = 'inner' in world ? world.inner : undefined;
  const names = rootNames(world, watchedFrames.size > 1);
  const own = world.roots.map(
    ({ name, frame: { id }, index }) =>
      new Looked(names.get(`${id} ${name}`) ?? name, () => recorder.roots[index]?.variable),
  );
  const innerAt = (tick: number, of: WithInner['inner']) =>
    [...recorder.runningAt(tick)]
      .reverse()
      .flatMap(({ id }) =>
        (of.get(id) ?? []).map(({ name, variable }) => new Looked(name, () => recorder.variable(variable, id), true)),
      );
  runOnce(program, recorder);
  const within = world.roots[0]?.frame.at ?? now;
  return assemble(program.snippet, dialect, recorder, slots, changes, wanted !== null, within, computed, opened);
}

/** Variables of several calls are told apart by the number of the call. */
function rootNames(world: World, several: boolean): Map<string, string> {
  const frames = [...new Set(world.roots.map(({ frame }) => frame.id))];
  return new Map(
    world.roots.map(({ name, frame }) => [
      `${frame.id} ${name}`,
      several ? `${frame.name}#${frames.indexOf(frame.id) + 1}.${name}` : name,
    ]),
  );
}

/** @throws Unreadable */
export function traceProgram(execution: Execution, options: ReadOptions): Trace {
  const { program } = execution;
  const trace = inOriginal(program.rewritten, () => tracedSomewhere(execution, options));
  const files = program.others?.beside.used ?? [];
  return files.length > 0 ? { ...trace, source: { ...trace.source, files } } : trace;
}

/** Where the variables of functions are no world, those of blocks in them may be: `try { … }` around all that is done. */
function tracedSomewhere(execution: Execution, options: ReadOptions): Trace {
  try {
    return traced(execution, options);
  } catch (error) {
    const isWithout = error instanceof Unreadable && (error.kind === 'no-moves' || error.kind === 'not-there');
    if (!isWithout || !execution.first.hasBlocks) throw error;
    try {
      return traced(new Execution({ ...execution.program, looksIntoBlocks: true }), options);
    } catch (other) {
      throw other instanceof Unreadable ? error : other;
    }
  }
}

function traced(execution: Execution, options: ReadOptions): Trace {
  const { program, first } = execution;
  const computedAt = (depth: number): Computed => execution.computedAt(depth);
  const { depth = 0 } = options;
  if (options.track) return tracked(execution, options.track, depth);
  const tried = new Set<string>();
  for (const world of worlds(first, computedAt)) {
    // The same variables may be chosen for several reasons.
    const key = `${world.depth}: ${world.roots.map(({ index }) => index).join()}`;
    if (tried.has(key)) continue;
    tried.add(key);
    const trace = toldIn(execution, { world, wanted: null, computed: computedAt(world.depth) }, depth);
    if (trace) return trace;
  }
  // Nothing moves, and no cell is known: what is computed from its own values is told as this run has it.
  for (const depth of new Set(first.roots.map(({ frame }) => frame.depth).sort((a, b) => a - b))) {
    const names = computedFromThemselves(computedAt(depth));
    if (names.length > 0) return tracked(execution, names, depth);
  }
  throw new Unreadable(program.snippet.at, 'no value moves from one place to another here', 'no-moves');
}

/** What is told in a world, with the steps inside of calls as far as those are wanted and can be shown in that world. */
function toldIn(execution: Execution, telling: Omit<Telling, 'opened'>, depth: Depth): Trace | undefined {
  const { program, first } = execution;
  const { world } = telling;
  const base = new Set(world.roots.map(({ frame }) => frame.id));
  const trace = traceOf(program, { ...telling, opened: new Opened(base, 0) });
  if (!trace || depth === 0 || (typeof depth !== 'number' && depth.length === 0)) return trace;
  const opened = new Opened(base, depth);
  const inner = withInner(world, first, opened);
  let inside: Trace | undefined;
  let fault: Unreadable | undefined;
  try {
    const { wanted } = telling;
    const isWanted = wanted && ((name: string) => wanted(name) || inner?.joined.has(rootName(name)) === true);
    inside = inner && traceOf(program, { ...telling, world: inner, wanted: isWanted, opened });
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    fault = error;
  }
  const told = inside ?? trace;
  const remarks = notOpened(program, first, told, opened, fault);
  return remarks.length > 0 ? { ...told, remarks: [...(told.remarks ?? []), ...remarks] } : told;
}

/** What is said of calls whose inner steps are wanted and not shown. */
function notOpened(
  program: Program,
  { ticks, roots }: Recorder,
  { steps }: Trace,
  opened: Opened,
  fault: Unreadable | undefined,
): Remark[] {
  const { lines } = program.snippet;
  if (fault)
    return [
      {
        text: `the steps inside of calls are not shown, each call is one step: ${fault.reason}`,
        ...(fault.at.start < ELSEWHERE && { range: lines.range(fault.at.start, fault.at.end) }),
      },
    ];
  const shown = new Set(openIn(steps));
  const { depth } = opened;
  if (typeof depth === 'number')
    return shown.size > 0 ? [] : [{ text: 'no value of this world moves step by step inside of a call' }];
  const frames = [...ticks, ...roots].map(({ frame }) => frame);
  return depth.flatMap((name): Remark[] => {
    if (shown.has(name)) return [];
    const frame = frames.find((one) => opened.path(one)?.join('.') === name);
    if (!frame) return [{ text: `there is no call of ${name} here whose steps could be shown` }];
    const { call } = frame;
    const text = `no value of this world moves step by step inside of ${name}: its call is one step`;
    return [{ text, ...(call.start < ELSEWHERE && { range: lines.range(call.start, call.end) }) }];
  });
}

/** Variables with places that are computed from their own values, be it to become the same whatever those are. */
function computedFromThemselves({ cells, unknown }: Computed): string[] {
  const own = [...unknown].flatMap(([name, { isOwn }]) => (isOwn ? [name] : []));
  return [...new Set([...own, ...cells.flatMap(({ members }) => members)].map(rootName))];
}

/** The world of some variables, or cells of them. */
function tracked(execution: Execution, track: readonly string[], depth: Depth): Trace {
  const { program, first } = execution;
  const known = new Set(first.roots.map(({ name }) => name));
  const asked = track.map(withoutCall);
  for (const name of asked) {
    if (!known.has(rootName(name)))
      throw new Unreadable(program.snippet.at, `there is no variable called '${rootName(name)}' here`, 'not-there');
  }
  const isPart = (name: string, of: string): boolean =>
    name === of || (name.startsWith(of) && /^[[.]/.test(name.slice(of.length)));
  /** A name without the number of a call stands for the variables of all calls. */
  const isAsked = (name: string, one: string): boolean => isPart(name, one) || isPart(withoutCall(name), one);
  const wanted = (name: string): boolean => track.some((one) => isAsked(name, one));
  const world = chosenWorld(first, asked, rootName);
  const trace = toldIn(execution, { world, wanted, computed: execution.computedAt(world.depth) }, depth);
  // A cell of several places is one slot, `(a, b)`.
  const places = trace?.slots.flatMap((slot) => (slot in (trace.cells ?? {}) ? partsOf(slot) : [slot]));
  const missing = track.find((one) => !places?.some((place) => isAsked(place, one)));
  if (!trace || missing !== undefined)
    throw new Unreadable(program.snippet.at, `there is no cell called '${missing ?? track.join()}' here`, 'not-there');
  return trace;
}

/** @throws Unreadable where a name that was given a value is never asked for: the text gives it one itself, or does not know it. */
export function checkUsed(program: Program, names: readonly string[]): void {
  if (names.length === 0) return;
  const recorder = new Recorder(new Set(), () => undefined);
  const unused = new Set(names);
  const given = new Map<Box, string>();
  const seen = new Set<Box>();
  try {
    runOnce(program, recorder, (roots) => {
      for (const { name, variable } of roots) if (variable.box && unused.has(name)) given.set(variable.box, name);
      Box.onRead = (box) => seen.add(box);
    });
  } finally {
    Box.onRead = null;
  }
  for (const [box, name] of given) if (box.moved || seen.has(box)) unused.delete(name);
  const [first] = unused;
  if (first !== undefined)
    throw new Unreadable(
      program.snippet.at,
      `${first} is not asked for here: the text does without it, or gives it a value itself`,
      'not-there',
    );
}

/** The values of a list that a variable of the snippet itself is once all has run, as they are shown; undefined where it is none. */
export function listAtEnd(execution: Execution, name: string): string[] | undefined {
  let recorder: Recorder;
  try {
    recorder = execution.first;
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
  const { program } = execution;
  const root = recorder.roots.find(({ name: own, frame }) => frame.depth === 0 && own === name);
  const held = root?.variable.box?.data;
  const { show } = program.front.dialect();
  const cells = held?.t === 'view' ? held.base.cells.slice(held.from, held.to) : held?.t === 'sequence' && held.cells;
  return cells ? cells.map(({ data }) => show(data)) : undefined;
}

function partsOf(cell: string): string[] {
  return cell.startsWith('(') ? cell.slice(1, -1).split(', ') : [cell];
}

/** `t` of `total#2.t`, a variable of the second call. */
function withoutCall(cell: string): string {
  return cell.replace(/^[^[]*#\d+\./, '');
}

function rootName(cell: string): string {
  return /^[^.[]*/.exec(cell)?.[0] ?? cell;
}

export function asSourceError(error: unknown, source: SourceText, lines: Lines): unknown {
  if (!(error instanceof Unreadable)) return error;
  const { at, reason, kind, asks, elsewhere } = error;
  if (elsewhere) return new UnreadError(elsewhere.uri, elsewhere.range, reason, kind, asks);
  return new UnreadError(source.uri, lines.range(at.start, at.end), reason, kind, asks);
}
