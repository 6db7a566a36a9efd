import type { Recorder, Root } from './recorder';
import type { Computed } from './updates/found';
import { isContainer } from './keys';
import type { Container, Owner } from './values';
import { greatest, least } from '../../../lists/extremes';

/**
 * Which variables are the world, told by what moved in a run.
 *
 * Every owner (variable or container) knows to whom it gave values. The world are the variables between which values
 * move, directly or through cells that are no part of it: loop counters, variables of functions that were called, and
 * temporaries (variables that only ever hold values of others and pass them on).
 */
export interface World {
  roots: readonly Root[];
  /** Numbers of the owners to watch: those of the roots and of every container that they ever held. */
  watched: ReadonlySet<number>;
  /** Numbers of the containers whose cells are slots; other containers are objects. */
  open: ReadonlySet<number>;
}

/** All that a variable ever held, containers in containers included. */
interface Reach {
  root: Root;
  owners: Set<Owner>;
  containers: Set<Container>;
}

export function reachOf(root: Root): Reach {
  const owners = new Set([root.variable.owner]);
  const containers = new Set<Container>();
  for (const owner of owners) {
    for (const container of owner.holds ?? []) {
      // Something unknown of which no cell was spoken is a plain object.
      if (container.t === 'unknown' && container.entries.size === 0) continue;
      containers.add(container);
      owners.add(container.owner);
    }
  }
  return { root, owners, containers };
}

function cellsOf(container: Container) {
  return container.t === 'sequence' ? container.cells : [...container.entries.values()].map(({ box }) => box);
}

/** Those kept that values of `from` get to, `from` itself included; others' cells are passed through. */
export function flow<R extends Pick<Reach, 'owners'>>(
  from: R,
  kept: ReadonlySet<R>,
  reachesOf: ReadonlyMap<Owner, R[]>,
): Set<R> {
  const found = new Set<R>();
  const seen = new Set<Owner>();
  const queue = [...from.owners];
  for (const owner of queue) {
    for (const target of owner.targets ?? []) {
      const reaches = (reachesOf.get(target) ?? []).filter((reach) => kept.has(reach));
      for (const reach of reaches) found.add(reach);
      if (reaches.length > 0 || seen.has(target)) continue;
      seen.add(target);
      queue.push(target);
    }
  }
  return found;
}

function isTemporary(reach: Reach, out: ReadonlySet<Reach>): boolean {
  const { owner, box } = reach.root.variable;
  if (!box || ![...out].some((other) => other !== reach)) return false;
  if (!isContainer(box.data) || !reach.containers.has(box.data))
    return reach.containers.size === 0 && !owner.own && !owner.freshMoved && box.source !== null && box.moved;
  if ([...reach.containers].some((container) => container.owner.freshMoved || container.t === 'unknown')) return false;
  const cells = cellsOf(box.data);
  const handedOver = [...(owner.targets ?? [])].some((target) =>
    [...out].some((other) => other !== reach && other.owners.has(target)),
  );
  return (
    cells.length > 0 && (handedOver ? cells.every((cell) => cell.source !== null) : cells.every((cell) => cell.moved))
  );
}

/** Variables that are only looked at: `pivot = a[i]`, or known scalars such as `n` in `i = n`. */
function isControl(reach: Reach, out: ReadonlySet<Reach>, into: boolean): boolean {
  if (reach.containers.size > 0 || !reach.root.variable.owner.inspected) return false;
  return ![...out].some((other) => other !== reach) || !into;
}

function movers(reaches: readonly Reach[]): Set<Reach> {
  const reachesOf = new Map<Owner, Reach[]>();
  for (const reach of reaches)
    for (const owner of reach.owners) reachesOf.set(owner, [...(reachesOf.get(owner) ?? []), reach]);
  let kept = new Set(reaches.filter((reach) => !reach.root.variable.owner.counter));
  const flows = new Map([...kept].map((reach) => [reach, flow(reach, kept, reachesOf)]));
  kept = new Set([...kept].filter((reach) => !isTemporary(reach, flows.get(reach) ?? new Set())));
  for (;;) {
    const out = new Map([...kept].map((reach) => [reach, flow(reach, kept, reachesOf)]));
    const entered = new Set([...out].flatMap(([from, to]) => [...to].filter((reach) => reach !== from)));
    const next = new Set(
      [...kept].filter((reach) => {
        const to = out.get(reach) ?? new Set<Reach>();
        if (to.size === 0 && !entered.has(reach)) return false;
        return !isControl(reach, to, entered.has(reach));
      }),
    );
    if (next.size === kept.size) return kept;
    kept = next;
  }
}

/** Variables into which more than one constant was written, or whose containers' cells were overwritten. */
function overwritten(reaches: readonly Reach[]): Set<Reach> {
  return new Set(
    reaches.filter(({ root, containers }) => {
      const { owner } = root.variable;
      if (owner.counter) return false;
      if (owner.writes > 1 && owner.constants === owner.writes) return true;
      return [...containers].some((container) => container.owner.writes > cellsOf(container).length);
    }),
  );
}

function isOpen(container: Container): boolean {
  const { owner } = container;
  return owner.targets !== null || owner.received || owner.writes > cellsOf(container).length;
}

/** Containers in which something moves, and those that hold them. */
function openOwners(containers: readonly Container[]): Set<number> {
  const holders = new Map<Owner, Owner[]>();
  for (const { owner } of containers)
    for (const inner of owner.holds ?? []) holders.set(inner.owner, [...(holders.get(inner.owner) ?? []), owner]);
  const open = new Set(containers.filter(isOpen).map(({ owner }) => owner));
  for (const owner of open) for (const holder of holders.get(owner) ?? []) open.add(holder);
  return new Set([...open].map(({ id }) => id));
}

export function worldOf(reaches: Iterable<Reach>): World {
  const list = [...reaches];
  return {
    roots: list.map(({ root }) => root),
    watched: new Set(list.flatMap(({ owners }) => [...owners].map(({ id }) => id))),
    open: openOwners(list.flatMap(({ containers }) => [...containers])),
  };
}

/**
 * Worlds to try, the likeliest first: the variables of the snippet itself, with the cells whose updates are known, and if nothing moves among them, those of
 * the functions that it calls, the outermost first.
 */
export function* worlds(
  recorder: Recorder,
  computedAt: (depth: number) => Computed,
): Generator<World & { depth: number }> {
  const depths = new Map<number, Map<number, Root[]>>();
  for (const root of recorder.roots) {
    const { depth, id } = root.frame;
    const frames = depths.get(depth) ?? new Map<number, Root[]>();
    depths.set(depth, frames);
    frames.set(id, [...(frames.get(id) ?? []), root]);
  }
  for (const [depth, frames] of [...depths].sort(([a], [b]) => a - b)) {
    const cells = computedAt(depth).cells.filter(({ isSet }) => !isSet);
    const computed = new Set(cells.flatMap(({ roots }) => [...roots]));
    for (const choose of [movers, unpruned, overwritten]) {
      const found = [...frames.values()].flatMap((roots) => {
        // What is moved into a cell, or from it, tells what it depends on and does not make a world of slots.
        const others = roots.filter(({ name }) => !computed.has(name));
        const logs = others.filter((root) => isLog(root, roots, computed));
        return [...choose(others.filter((root) => !logs.includes(root)).map(reachOf))];
      });
      // Where nothing moves the cells are the world, with what constants overwrite.
      if (cells.length > 0 ? choose === unpruned || (choose === movers && found.length === 0) : found.length === 0)
        continue;
      const names = new Set(found.map(({ root }) => root.name));
      const free = cells.filter(({ drives }) => ![...drives].some((name) => names.has(name)));
      const held = new Set(free.flatMap(({ roots }) => [...roots]));
      const own = recorder.roots.filter(({ name, frame }) => held.has(name) && frame.depth <= depth);
      const more = own.filter((root) => !found.some((reach) => reach.root === root)).map(reachOf);
      yield { ...worldOf([...found, ...more]), depth };
    }
  }
}

/** A list to which the values of cells are appended and from which nothing is taken: it tells of them, and moves nothing. */
function isLog(root: Root, roots: readonly Root[], computed: ReadonlySet<string>): boolean {
  const { owners, containers } = reachOf(root);
  const cells = new Set(roots.filter(({ name }) => computed.has(name)).map(({ variable }) => variable.owner));
  if (root.variable.owner.writes > 1 || containers.size !== 1) return false;
  if ([...owners].some(({ targets }) => [...(targets ?? [])].some((target) => !owners.has(target)))) return false;
  return [...containers].every(
    (list) =>
      list.t === 'sequence' &&
      list.owner.writes <= list.cells.length &&
      list.cells.some(({ source }) => source?.home && cells.has(source.home)),
  );
}

/** All that take part in moves, if leaving out temporaries and control leaves nothing. */
function unpruned(reaches: readonly Reach[]): Set<Reach> {
  return new Set(
    reaches.filter(
      ({ root, owners }) =>
        !root.variable.owner.counter && [...owners].some((owner) => owner.targets !== null || owner.received),
    ),
  );
}

/**
 * The world that was asked for: variables named by `track`, and cells of them. They are those of the outermost
 * function that has them; of several at one depth, of the one that has most of them.
 */
export function chosenWorld(
  recorder: Recorder,
  track: readonly string[],
  rootName: (cell: string) => string,
): World & { depth: number } {
  const names = new Set(track.map(rootName));
  const known = recorder.roots.filter(({ name }) => names.has(name));
  const outermost = least(known.map(({ frame }) => frame.depth));
  const functions = new Map<number, Root[]>();
  for (const root of known) {
    const { depth, at } = root.frame;
    if (depth === outermost) functions.set(at.start, [...(functions.get(at.start) ?? []), root]);
  }
  const found = (roots: readonly Root[]): number => new Set(roots.map(({ name }) => name)).size;
  const most = greatest([...functions.values()].map(found));
  const roots = [...functions.values()].filter((one) => found(one) === most).flat();
  return { ...worldOf(roots.map(reachOf)), depth: outermost };
}
