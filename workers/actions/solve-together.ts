import type { ActionSku } from './place'
import type { Proposed } from './propose'
import type { Solver } from './solver'

/** Products that another thread is given at a time, and how often before it has answered: it shall not wait for the next ones. */
const LOT = 24
const LOTS_AHEAD = 2
/** Milliseconds of work after which others are let in. */
const TURN_MS = 40

/**
 * What to do about each of these products, in their order: worked out here and by `others` at once, whoever is free taking the next ones. What one of the others
 * fails at is done here.
 */
export async function solveTogether(
  skus: readonly ActionSku[],
  here: (sku: ActionSku) => Proposed,
  others: readonly Solver[],
  progress: (done: number) => void = () => {},
): Promise<Proposed[]> {
  const found: Proposed[] = new Array(skus.length)
  const again: number[] = []
  let next = 0
  let done = 0
  const feed = async (other: Solver) => {
    while (next < skus.length) {
      const from = next
      next = Math.min(skus.length, from + LOT)
      const to = next
      try {
        for (const [i, one] of (await other.solve(skus.slice(from, to))).entries()) found[from + i] = one
        done += to - from
      } catch {
        for (let i = from; i < to; i++) again.push(i)
        return
      }
    }
  }
  const feeding = others.flatMap((other) => Array.from({ length: LOTS_AHEAD }, () => feed(other)))
  let since = performance.now()
  const solveHere = async (i: number) => {
    found[i] = here(skus[i] as ActionSku)
    done++
    if (performance.now() - since < TURN_MS) return
    progress(done)
    await nextTurn()
    since = performance.now()
  }
  while (next < skus.length) await solveHere(next++)
  await Promise.all(feeding)
  for (const i of again) await solveHere(i)
  return found
}

/** After what waits already. A timer would come later: browsers hold back those that follow one another. */
export const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
