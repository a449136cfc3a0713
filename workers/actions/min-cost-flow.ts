/** An arc of a directed network, with whole capacity. Costs may be negative as long as no circle of arcs costs less than nothing. */
export interface Arc {
  from: number
  to: number
  capacity: number
  /** of each unit; a list has the cost of the first unit, the second and so on, and never falls */
  cost: number | readonly number[]
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
  const flow = new Int32Array(arcs.length)
  const out: number[][] = Array.from({ length: nodes }, () => [])
  arcs.forEach(({ from, to }, i) => {
    out[from]?.push(2 * i)
    out[to]?.push(2 * i + 1)
  })
  const head = Int32Array.from(arcs.flatMap(({ from, to }) => [to, from]))
  /** of one more unit over a residual arc; infinite when none is left */
  const cost = (e: number): number => {
    const i = e >> 1
    const arc = arcs[i] as Arc
    const units = flow[i] as number
    if (e % 2 === 0)
      return units >= arc.capacity ? Number.POSITIVE_INFINITY : typeof arc.cost === 'number' ? arc.cost : (arc.cost[units] as number)
    return units === 0 ? Number.POSITIVE_INFINITY : -(typeof arc.cost === 'number' ? arc.cost : (arc.cost[units - 1] as number))
  }
  /** units that go over a residual arc at the cost of the next one */
  const left = (e: number): number => {
    const { capacity, cost: price } = arcs[e >> 1] as Arc
    if (typeof price !== 'number') return 1
    return e % 2 === 0 ? capacity - (flow[e >> 1] as number) : (flow[e >> 1] as number)
  }
  for (;;) {
    const { distance, through } = shortestPaths(nodes, source, out, cost, head)
    if ((distance[sink] as number) >= -NOTHING) break
    let room = Number.POSITIVE_INFINITY
    for (let node = sink; node !== source; node = head[(through[node] as number) ^ 1] as number)
      room = Math.min(room, left(through[node] as number))
    for (let node = sink; node !== source; ) {
      const e = through[node] as number
      flow[e >> 1] = (flow[e >> 1] as number) + (e % 2 === 0 ? room : -room)
      node = head[e ^ 1] as number
    }
  }
  return Array.from(flow)
}

/** Bellman and Ford with a queue: costs are negative here. */
function shortestPaths(
  nodes: number,
  source: number,
  out: readonly number[][],
  cost: (e: number) => number,
  head: Int32Array,
): { distance: Float64Array; through: Int32Array } {
  const distance = new Float64Array(nodes).fill(Number.POSITIVE_INFINITY)
  const through = new Int32Array(nodes).fill(-1)
  const waiting = new Uint8Array(nodes)
  distance[source] = 0
  const queue = [source]
  for (let at = 0; at < queue.length; at++) {
    const node = queue[at] as number
    waiting[node] = 0
    for (const e of out[node] as number[]) {
      const next = head[e] as number
      const reached = (distance[node] as number) + cost(e)
      if (!(reached < (distance[next] as number) - NOTHING)) continue
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
