/** The cycles of a directed graph over `0..n-1`: its strongly connected components with an edge inside (Tarjan 1972). */
export function cyclicComponents(edges: readonly ReadonlySet<number>[]): number[][] {
  const index: number[] = [];
  const low: number[] = [];
  const onStack = new Set<number>();
  const stack: number[] = [];
  const result: number[][] = [];
  let next = 0;
  const begin = (node: number) => {
    index[node] = low[node] = next++;
    stack.push(node);
    onStack.add(node);
    return { node, targets: [...(edges[node] ?? [])], at: 0 };
  };
  for (let root = 0; root < edges.length; root++) {
    if (index[root] !== undefined) continue;
    // Without recursion: worlds have thousands of slots.
    const path = [begin(root)];
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const { node, targets } = top;
      const target = targets[top.at++];
      if (target === undefined) {
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
      } else if (index[target] === undefined) path.push(begin(target));
      else if (onStack.has(target)) low[node] = Math.min(low[node] ?? 0, index[target] ?? 0);
    }
  }
  return result;
}
