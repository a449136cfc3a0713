/** A directed network with whole capacities. Costs may be negative as long as no circle of arcs costs less than nothing. */
export interface Arc {
  from: number
  to: number
  capacity: number
  cost: number
}

/** Differences below this are rounding. */
const NOTHING = 1e-9

/**
 * Units on each arc so that their costs are least, over every amount that can flow from `source` to `sink`: successive shortest paths, as long as a path costs less than
 * nothing. Each path is shortest in what is left of the network, so the result is optimal for the amount that has flowed so far; of equal paths the one through arcs that are
 * named first is taken.
 */
export function minCostFlow(nodes: number, arcs: readonly Arc[], source: number, sink: number): number[] {
  // residual arcs: 2i forward, 2i + 1 back
  const left = arcs.flatMap(({ capacity }) => [capacity, 0])
  const out: number[][] = Array.from({ length: nodes }, () => [])
  arcs.forEach(({ from, to }, i) => {
    out[from]?.push(2 * i)
    out[to]?.push(2 * i + 1)
  })
  const cost = (e: number): number => (e % 2 === 0 ? 1 : -1) * (arcs[e >> 1] as Arc).cost
  const head = (e: number): number => (e % 2 === 0 ? (arcs[e >> 1] as Arc).to : (arcs[e >> 1] as Arc).from)
  for (;;) {
    const { distance, through } = shortestPaths(nodes, source, out, left, cost, head)
    if ((distance[sink] as number) >= -NOTHING) break
    let room = Number.POSITIVE_INFINITY
    for (let node = sink; node !== source; node = head((through[node] as number) ^ 1))
      room = Math.min(room, left[through[node] as number] as number)
    for (let node = sink; node !== source; ) {
      const e = through[node] as number
      left[e] = (left[e] as number) - room
      left[e ^ 1] = (left[e ^ 1] as number) + room
      node = head(e ^ 1)
    }
  }
  return arcs.map((_, i) => left[2 * i + 1] as number)
}

/** Bellman and Ford with a queue: costs are negative here. */
function shortestPaths(
  nodes: number,
  source: number,
  out: readonly number[][],
  left: readonly number[],
  cost: (e: number) => number,
  head: (e: number) => number,
): { distance: number[]; through: number[] } {
  const distance = new Array<number>(nodes).fill(Number.POSITIVE_INFINITY)
  const through = new Array<number>(nodes).fill(-1)
  const waiting = new Uint8Array(nodes)
  distance[source] = 0
  const queue = [source]
  for (let at = 0; at < queue.length; at++) {
    const node = queue[at] as number
    waiting[node] = 0
    for (const e of out[node] as number[]) {
      if ((left[e] as number) <= 0) continue
      const next = head(e)
      const reached = (distance[node] as number) + cost(e)
      if (reached >= (distance[next] as number) - NOTHING) continue
      distance[next] = reached
      through[next] = e
      if (!waiting[next]) {
        waiting[next] = 1
        queue.push(next)
      }
    }
  }
  return { distance, through }
}
