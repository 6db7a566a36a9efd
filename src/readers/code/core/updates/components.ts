import type { Edges } from './reached';

/** The cycles of a directed graph over `0..n-1`: its strongly connected components with an edge inside (Tarjan 1972). */
export function cyclicComponents(edges: Edges): number[][] {
  const index: number[] = [];
  const low: number[] = [];
  const onStack = new Set<number>();
  const stack: number[] = [];
  const result: number[][] = [];
  let count = 0;
  const begin = (node: number) => {
    index[node] = low[node] = count++;
    stack.push(node);
    onStack.add(node);
    return { node, targets: edges[node]?.[Symbol.iterator]() };
  };
  for (let root = 0; root < edges.length; root++) {
    if (index[root] !== undefined) continue;
    // Without recursion: worlds have thousands of slots.
    const path = [begin(root)];
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const { node, targets } = top;
      const next = targets?.next();
      if (!next || next.done) {
        path.pop();
        const below = path.at(-1);
        if (below) low[below.node] = Math.min(low[below.node] ?? 0, low[node] ?? 0);
        if (low[node] !== index[node]) continue;
        const component: number[] = [];
        let member: number | undefined;
        do {
          member = stack.pop();
          if (member === undefined) break;
          onStack.delete(member);
          component.push(member);
        } while (member !== node);
        if (component.length > 1 || edges[node]?.has(node)) result.push(component.sort((a, b) => a - b));
      } else if (index[next.value] === undefined) path.push(begin(next.value));
      else if (onStack.has(next.value)) low[node] = Math.min(low[node] ?? 0, index[next.value] ?? 0);
    }
  }
  return result;
}
