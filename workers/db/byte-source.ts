/** Bytes that can be read anywhere: a File, a file in OPFS, a file on disk in tests. `end` is exclusive. */
export interface ByteSource {
  readonly size: number
  read(start: number, end: number): Promise<Uint8Array>
}

export function blobSource(blob: Blob): ByteSource {
  return { size: blob.size, read: async (start, end) => new Uint8Array(await blob.slice(start, end).arrayBuffer()) }
}

export function bytesSource(bytes: Uint8Array): ByteSource {
  // a copy, as from a file; the slice of Node's Buffer would be a view, and go when its reader hands it over
  return { size: bytes.byteLength, read: async (start, end) => new Uint8Array(bytes.subarray(start, end)) }
}
