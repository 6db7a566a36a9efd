import { identity } from '../../../algebra/maps';
import { NotationError } from '../../../algebra/notation';
import { IN_TC0, type Act, type Asked, type Evaluation, type Line, type Problem } from './problem';

/** Vertices of a graph, and vertices times edges: bounds on the memory of a trace. */
const MOST_VERTICES = 2000;
const MOST_NUMBERS = 4_000_000;

/**
 * Which vertices of an undirected graph are connected, an edge a step: every vertex holds the name of its component, which is that
 * of the first of its vertices, and an edge between two gives all of the later one what the earlier one holds.
 */
export const CONNECTIVITY: Problem = {
  name: 'connectivity',
  size: ['edges', 1600],
  complexity: `whether two vertices are connected, in undirected graphs of every size, is L-complete (Reingold 2008): ${IN_TC0} cannot tell it of them all unless TC⁰ = L`,
  evaluate,
};

const ITEM = /[^,;]+/g;
const NAME = String.raw`[\p{L}\p{N}_.']+`;
const EDGE = new RegExp(String.raw`^(\s*)(${NAME})(?:(?:\s*(?:--?|–|—|~)\s*|\s+)(${NAME}))?\s*(\?)?\s*$`, 'u');

function evaluate(lines: readonly Line[], end: number): Evaluation {
  const places = new Map<string, number>();
  const edges: { start: number; end: number; between: readonly [number, number] }[] = [];
  const questions: typeof edges = [];
  for (const line of lines)
    for (const { 0: item, index } of line.text.matchAll(ITEM)) {
      const start = line.start + index + (/^\s*/.exec(item)?.[0].length ?? 0);
      const behind = line.start + index + item.trimEnd().length;
      const [all, , one = '', other, isAsked] = EDGE.exec(item) ?? [];
      if (all === undefined || (other === undefined && isAsked !== undefined))
        throw new NotationError(start, Math.max(start, behind), "an edge is told as 'a - b', a question as 'a - b?'");
      const between = [one, other ?? one].map((name) => placeOf(places, name, start, behind)) as [number, number];
      if (isAsked !== undefined) questions.push({ start, end: behind, between });
      else if (other !== undefined) edges.push({ start, end: behind, between });
    }
  if (edges.length === 0) throw new NotationError(end, end, "there is no edge here: 'a - b'");
  const slots = [...places.keys()];
  const last = edges[Math.floor(MOST_NUMBERS / slots.length)];
  if (last)
    throw new NotationError(last.start, last.end, `vertices times edges may be ${MOST_NUMBERS}, here they become more`);
  const component = identity(slots.length);
  const acts = edges.map(({ between, ...at }): Act => ({ ...at, map: joined(component, between) }));
  return {
    slots,
    objects: slots,
    initial: identity(slots.length),
    acts,
    asked: questions.map(({ between: [one, other], ...at }): Asked => ({
      ...at,
      slot: one,
      object: component[other] ?? other,
    })),
    thisRunOnly: 'which vertices an edge joins depends on the edges before it',
  };
}

function placeOf(places: Map<string, number>, name: string, start: number, end: number): number {
  const place = places.get(name) ?? places.size;
  if (place === MOST_VERTICES)
    throw new NotationError(start, end, `a graph may have ${MOST_VERTICES} vertices, here is one more`);
  places.set(name, place);
  return place;
}

/** Joins two components; the map by which each vertex of the later one gets what a vertex of the earlier one holds. */
function joined(component: number[], [one, other]: readonly [number, number]): number[] {
  const map = identity(component.length);
  const [kept = 0, lost = 0] = [component[one] ?? one, component[other] ?? other].sort((a, b) => a - b);
  if (kept === lost) return map;
  component.forEach((of, vertex) => {
    if (of !== lost) return;
    component[vertex] = kept;
    // The vertex by whose name the component goes always holds it.
    map[vertex] = kept;
  });
  return map;
}
