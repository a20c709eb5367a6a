/** All import cycles of a graph (file → files it imports), each once, as the way round: `[a, b, a]`. Tarjan's components. */
export function findCycles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>();
  const stack: string[] = [];
  const knots: string[][] = [];

  const visit = (node: string): number => {
    const number = order.size;
    order.set(node, number);
    stack.push(node);
    let lowest = number;
    for (const next of graph.get(node) ?? []) {
      if (!order.has(next)) lowest = Math.min(lowest, visit(next));
      else if (stack.includes(next)) lowest = Math.min(lowest, order.get(next) ?? number);
    }
    if (lowest === number) {
      const knot = stack.splice(stack.indexOf(node));
      if (knot.length > 1 || graph.get(node)?.includes(node)) knots.push([...knot, node]);
    }
    return lowest;
  };

  for (const node of graph.keys()) if (!order.has(node)) visit(node);
  return knots;
}
