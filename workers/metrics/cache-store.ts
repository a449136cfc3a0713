/** Where cached results are kept. The host keeps them in OPFS; names are flat, `<64 hex>.parquet`. */
export interface CacheStore {
  /** null when there is no such file or it cannot be read */
  read(name: string): Promise<ArrayBuffer | null>
  write(name: string, bytes: ArrayBuffer): Promise<void>
  remove(name: string): Promise<void>
  /** in the order they were stored, oldest first */
  list(): Promise<{ name: string; bytes: number }[]>
}

/** A store in memory, for tests and for browsers without OPFS. */
export function memoryCache(): CacheStore {
  const files = new Map<string, ArrayBuffer>()
  return {
    read: async (name) => files.get(name)?.slice(0) ?? null,
    write: async (name, bytes) => {
      files.delete(name)
      files.set(name, bytes.slice(0))
    },
    remove: async (name) => {
      files.delete(name)
    },
    list: async () => [...files].map(([name, bytes]) => ({ name, bytes: bytes.byteLength })),
  }
}
