import type { Depth } from '../../depth';
import type { Recorder, Root } from './recorder';
import { flow, reachOf, worldOf, type World } from './world';
import type { Container, Frame, Owner } from './values';

/** Which calls are shown by the steps inside of them. */
export class Opened {
  private readonly known = new Map<Frame, readonly string[] | undefined>();

  /** @param base the calls whose variables are the world, by number */
  constructor(
    private readonly base: ReadonlySet<number>,
    readonly depth: Depth,
  ) {}

  /** The functions from the world's own call down to this one; undefined where it is part of one step. */
  path(frame: Frame): readonly string[] | undefined {
    if (this.base.has(frame.id)) return [];
    if (this.known.has(frame)) return this.known.get(frame);
    const above = frame.parent ? this.path(frame.parent) : undefined;
    const path = above && this.opens(frame, above) ? [...above, frame.name] : undefined;
    this.known.set(frame, path);
    return path;
  }

  /** The call through which a statement of a frame is part of a step, where it can be opened. */
  closed(frame: Frame): string | undefined {
    let below: Frame | undefined;
    for (let at: Frame | null = frame; at; at = at.parent) {
      const path = this.path(at);
      if (path) return below && isPlain(below) ? [...path, below.name].join('.') : undefined;
      below = at;
    }
    return undefined;
  }

  private opens(frame: Frame, above: readonly string[]): boolean {
    if (!isPlain(frame)) return false;
    return typeof this.depth === 'number'
      ? above.length < this.depth
      : this.depth.includes([...above, frame.name].join('.'));
  }
}

/** A generator goes on while others run, so that its variables would be there twice. */
function isPlain({ name, isGenerator }: Frame): boolean {
  return name !== '' && isGenerator !== true;
}

/** A world with variables of the calls that are opened. */
export interface WithInner extends World {
  /** By the number of a call: its variables that are part of the world. */
  inner: ReadonlyMap<number, readonly { name: string; variable: string }[]>;
  /** Variables beside those of the world that take what calls give. */
  joined: ReadonlySet<string>;
}

/** A variable of a function, in all of its calls. */
interface Local {
  name: string;
  roots: Root[];
  owners: Set<Owner>;
  containers: Set<Container>;
}

/**
 * The world with the variables of opened calls between which and the world values move; undefined where there are none.
 * A variable has one name in all calls of its function at one place: no two of those are there at a time.
 */
export function withInner(world: World, recorder: Recorder, opened: Opened): WithInner | undefined {
  const locals = new Map<string, Local>();
  for (const root of recorder.roots) {
    const path = opened.path(root.frame);
    if (!path || path.length === 0) continue;
    const name = [...path, root.name].join('.');
    const local = locals.get(name) ?? { name, roots: [], owners: new Set(), containers: new Set() };
    locals.set(name, local);
    const { owners, containers } = reachOf(root);
    local.roots.push(root);
    for (const owner of owners) local.owners.add(owner);
    for (const container of containers) local.containers.add(container);
  }
  const alone = (root: Root): Local => ({ name: root.name, roots: [root], ...reachOf(root) });
  const own = world.roots.map(alone);
  const kept = takingPart(own, [...locals.values()]);
  if (kept.length === 0) return undefined;
  // What only passes on what a call gives would have it out of sight until then.
  const others = recorder.roots
    .filter((root) => opened.path(root.frame)?.length === 0 && !world.roots.includes(root))
    .filter(({ variable }) => !variable.owner.counter)
    .map(alone);
  const takers = reachedFrom(kept, [...own, ...kept, ...others]);
  const joined = others.filter((one) => takers.has(one));
  const inner = new Map<number, { name: string; variable: string }[]>();
  for (const { name, roots } of kept)
    for (const root of roots) {
      const of = inner.get(root.frame.id) ?? [];
      inner.set(root.frame.id, of);
      of.push({ name, variable: root.name });
    }
  const all = worldOf([...own, ...joined, ...kept].flatMap(({ roots }) => roots.map(reachOf)));
  // What is written bit by bit would be shown as it is in the end.
  const growing = kept
    .flatMap(({ containers }) => [...containers])
    .filter(({ owner }) => owner.changed > owner.made)
    .map(({ owner }) => owner.id);
  return {
    roots: [...world.roots, ...joined.flatMap(({ roots }) => roots)],
    watched: all.watched,
    open: new Set([...all.open, ...growing]),
    inner,
    joined: new Set(joined.map(({ name }) => name)),
  };
}

/** Of the variables of calls those that values of the world come to, or come from, other than those that are only looked at. */
function takingPart(own: readonly Local[], locals: readonly Local[]): Local[] {
  const reachesOf = byOwner([...own, ...locals]);
  let kept = new Set(locals.filter(({ roots }) => !roots.some(({ variable }) => variable.owner.counter)));
  for (;;) {
    const all = new Set([...own, ...kept]);
    const out = new Map([...all].map((local) => [local, flow(local, all, reachesOf)]));
    const next = new Set([...kept].filter((local) => !isLookedAt(local, out)));
    if (next.size === kept.size) return [...connected(own, out)];
    kept = next;
  }
}

function byOwner(locals: readonly Local[]): Map<Owner, Local[]> {
  const found = new Map<Owner, Local[]>();
  for (const local of locals)
    for (const owner of local.owners) {
      const known = found.get(owner);
      if (known) known.push(local);
      else found.set(owner, [local]);
    }
  return found;
}

/** What the values of some come to next. */
function reachedFrom(some: readonly Local[], all: readonly Local[]): Set<Local> {
  const reachesOf = byOwner(all);
  const kept = new Set(all);
  return new Set(some.flatMap((local) => [...flow(local, kept, reachesOf)]));
}

/** `pivot = a[i]` from which nothing goes on, and numbers such as `n` in `i = n`. */
function isLookedAt(local: Local, out: ReadonlyMap<Local, ReadonlySet<Local>>): boolean {
  if (local.containers.size > 0 || !local.roots.some(({ variable }) => variable.owner.inspected)) return false;
  const goesOn = [...(out.get(local) ?? [])].some((other) => other !== local);
  return !goesOn || ![...out].some(([from, to]) => from !== local && to.has(local));
}

function connected(own: readonly Local[], out: ReadonlyMap<Local, ReadonlySet<Local>>): Set<Local> {
  const beside = new Map<Local, Set<Local>>([...out].map(([from, to]) => [from, new Set(to)]));
  for (const [from, to] of out) for (const one of to) beside.get(one)?.add(from);
  const seen = new Set(own);
  for (const local of seen) for (const one of beside.get(local) ?? []) seen.add(one);
  for (const one of own) seen.delete(one);
  return seen;
}
