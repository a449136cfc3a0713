import { LucidError } from '../../src/domain/errors'

const CHUNK_BYTES = 4 * 1024 ** 2

/**
 * The bytes of a file, in pieces that are lent: each is good only until the next is asked for, whose bytes take its place. Reading gigabytes into
 * pieces of their own leaves hundreds of megabytes to be collected. The next piece is on its way while one is worked on. Throws E_FILE_EMPTY when the
 * file shrinks meanwhile.
 */
export async function* lentChunks(file: Blob): AsyncGenerator<Uint8Array> {
  const reader = readerOf(file)
  const ask = (room: ArrayBuffer) => {
    const asked = reader.read(room)
    asked.catch(() => {}) // it is awaited in the next turn, which who stops early never lets come
    return asked
  }
  let ahead = ask(new ArrayBuffer(CHUNK_BYTES))
  let spare = new ArrayBuffer(CHUNK_BYTES)
  try {
    for (let at = 0; at < file.size; ) {
      const chunk = await ahead
      if (chunk.byteLength === 0) throw new LucidError('E_FILE_EMPTY', 'The file became shorter while it was read.')
      at += chunk.byteLength
      if (at < file.size) ahead = ask(spare)
      yield chunk
      spare = chunk.buffer
    }
  } finally {
    reader.end()
  }
}

interface ChunkReader {
  /** Fills the room, or what the file still has of it. What was given is gone for the caller: its bytes are those of the result. */
  read(room: ArrayBuffer): Promise<Uint8Array<ArrayBuffer>>
  end(): void
}

function readerOf(file: Blob): ChunkReader {
  try {
    return intoRoom(file.stream().getReader({ mode: 'byob' }))
  } catch {
    return inPieces(file) // a browser whose files are no streams of bytes
  }
}

function intoRoom(reader: ReadableStreamBYOBReader): ChunkReader {
  return {
    read: async (room) => {
      let buffer = room
      let filled = 0
      while (filled < buffer.byteLength) {
        const { value, done } = await reader.read(new Uint8Array(buffer, filled), { min: buffer.byteLength - filled })
        if (!value) return new Uint8Array(0) // ended meanwhile
        buffer = value.buffer as ArrayBuffer
        filled += value.byteLength
        if (done) break
      }
      return new Uint8Array(buffer, 0, filled)
    },
    // not waited for: Chromium answers it late or never once a consumer has thrown
    end: () => void reader.cancel().catch(() => {}),
  }
}

function inPieces(file: Blob): ChunkReader {
  let at = 0
  return {
    read: async (room) => {
      const piece = new Uint8Array(await file.slice(at, at + room.byteLength).arrayBuffer())
      at += piece.byteLength
      return piece
    },
    end: () => {},
  }
}
