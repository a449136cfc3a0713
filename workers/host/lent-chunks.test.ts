import { expect, test } from 'vitest'
import { lentChunks } from './lent-chunks'

const MB = 1024 ** 2

/** No two of its megabytes are alike. */
function bytesOf(size: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: size }, (_, i) => (i * 7 + (i >>> 20) * 31) & 255)
}

test.each([0, 1, 4 * MB - 1, 4 * MB, 4 * MB + 1, 9 * MB + 17])(
  'a file of %i bytes is lent whole and in order, at most 4 MB at a time',
  async (size) => {
    const bytes = bytesOf(size)
    const seen = new Uint8Array(size)
    let at = 0
    for await (const chunk of lentChunks(new Blob([bytes]))) {
      expect(chunk.byteLength).toBeLessThanOrEqual(4 * MB)
      seen.set(chunk, at)
      at += chunk.byteLength
    }
    expect(at).toBe(size)
    expect(Buffer.compare(seen, bytes)).toBe(0)
  },
)

test('the memory of a piece is used again for a later one', async () => {
  const lent: Uint8Array[] = []
  for await (const chunk of lentChunks(new Blob([bytesOf(12 * MB)]))) lent.push(chunk)
  expect(lent[0]?.byteLength).toBe(0)
})

test('the same bytes come where files are no streams of bytes', async () => {
  const bytes = bytesOf(5 * MB)
  const file = new Blob([bytes])
  file.stream = () => new ReadableStream()
  const pieces: Uint8Array[] = []
  for await (const chunk of lentChunks(file)) pieces.push(chunk)
  expect(Buffer.compare(Buffer.concat(pieces), bytes)).toBe(0)
})

test('who stops early stops the reading', async () => {
  const file = new Blob([bytesOf(20 * MB)])
  for await (const chunk of lentChunks(file)) {
    expect(chunk.byteLength).toBe(4 * MB)
    break
  }
})
