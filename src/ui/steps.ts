import { startTransition, useEffect, useMemo, useState } from 'react'

/** Long work in small steps: it yields after every fraction of a millisecond or so, and returns what was made. */
export type Steps<T> = Generator<void, T, void>

/** How long a piece of long work may keep the page from drawing, in ms: half of a frame. */
const SLICE = 8

export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const next = steps.next()
    if (next.done) return next.value
  }
}

/** Does the work in slices, with the page drawing and hearing in between. Undefined when it was aborted. */
export async function inSlices<T>(steps: Steps<T>, signal?: AbortSignal): Promise<T | undefined> {
  for (;;) {
    if (signal?.aborted) return undefined
    const until = performance.now() + SLICE
    do {
      const next = steps.next()
      if (next.done) return next.value
    } while (performance.now() < until)
    await turn()
  }
}

/** Resolves in a later turn of the page. Messages, unlike timers, are not held back when they come one after another. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}

/**
 * What the steps make: at once when the work is small, else in slices, and until then what was made before. `begin` must keep its identity as long as
 * the work is the same.
 */
export function useSteps<T>(begin: () => Steps<T>, small: boolean): { made: T | undefined; busy: boolean } {
  const now = useMemo(() => (small ? { begin, made: atOnce(begin()) } : null), [begin, small])
  const [later, setLater] = useState<{ begin: () => Steps<T>; made: T } | null>(null)
  useEffect(() => {
    if (small) return
    const abort = new AbortController()
    void inSlices(begin(), abort.signal).then((made) => {
      // drawn in slices as well
      if (made !== undefined && !abort.signal.aborted) startTransition(() => setLater({ begin, made }))
    })
    return () => abort.abort()
  }, [begin, small])
  const shown = now ?? later
  return { made: shown?.made, busy: shown?.begin !== begin }
}
