export interface Peeked {
  /** the first bytes, at least as many as wanted, or all */
  head: Uint8Array
  /** head is all there is */
  whole: boolean
  /** everything, head included; consumed once */
  bytes: AsyncGenerator<Uint8Array>
}

/** Looks at the beginning of a stream without losing it. */
export async function peek(stream: AsyncIterable<Uint8Array>, wanted: number): Promise<Peeked> {
  const source = stream[Symbol.asyncIterator]()
  const chunks: Uint8Array[] = []
  let length = 0
  let whole = false
  while (length < wanted && !whole) {
    const next = await source.next()
    if (next.done) whole = true
    else {
      chunks.push(next.value)
      length += next.value.length
    }
  }
  const head = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    head.set(chunk, at)
    at += chunk.length
  }
  return { head, whole, bytes: all() }

  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      yield* chunks.splice(0)
      for (;;) {
        const next = await source.next()
        if (next.done) return
        yield next.value
      }
    } finally {
      await source.return?.()
    }
  }
}
