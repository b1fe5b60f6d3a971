interface Visit {
  readonly node: string;
  readonly left: string[];
}

/**
 * The groups of things that all need each other, one after the other or round about, each group in order. Tarjan's
 * strongly connected components (SIAM J Comput 1972;1:146-160), without recursion.
 */
export function circlesAmong(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const circles: string[][] = [];
  const begin = (node: string): Visit => {
    order.set(node, order.size);
    lowest.set(node, order.get(node) ?? 0);
    open.push(node);
    isOpen.add(node);
    return { node, left: (graph.get(node) ?? []).filter((next) => graph.has(next)) };
  };
  const lower = (node: string, to: number | undefined): void => {
    lowest.set(node, Math.min(lowest.get(node) ?? 0, to ?? 0));
  };
  for (const root of graph.keys()) {
    const path = order.has(root) ? [] : [begin(root)];
    for (let visit = path.at(-1); visit; visit = path.at(-1)) {
      const { node, left } = visit;
      const next = left.pop();
      if (next !== undefined) {
        if (!order.has(next)) path.push(begin(next));
        else if (isOpen.has(next)) lower(node, order.get(next));
        continue;
      }
      path.pop();
      const before = path.at(-1);
      if (before) lower(before.node, lowest.get(node));
      if (lowest.get(node) !== order.get(node)) continue;
      const group = open.splice(open.indexOf(node));
      for (const one of group) isOpen.delete(one);
      if (group.length > 1 || graph.get(node)?.includes(node)) circles.push(group.sort());
    }
  }
  return circles.sort();
}
