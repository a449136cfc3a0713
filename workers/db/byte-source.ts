/** Bytes that can be read anywhere: a File, a file in OPFS, a file on disk in tests. `end` is exclusive. */
export interface ByteSource {
  readonly size: number
  read(start: number, end: number): Promise<Uint8Array>
  /** the same bytes without reading them, where they are a file's */
  part?(start: number, end: number): Blob
}

export function blobSource(blob: Blob): Required<ByteSource> {
  const part = (start: number, end: number) => blob.slice(start, end)
  return { size: blob.size, read: async (start, end) => new Uint8Array(await part(start, end).arrayBuffer()), part }
}

export function bytesSource(bytes: Uint8Array): ByteSource {
  // a copy, as from a file; the slice of Node's Buffer would be a view, and go when its reader hands it over
  return { size: bytes.byteLength, read: async (start, end) => new Uint8Array(bytes.subarray(start, end)) }
}
