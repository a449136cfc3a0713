import type { FileStore } from './opfs'

/** Results of metrics as files in OPFS `cache/`. A half-written file is found out by its checksum when it is read. */
export interface ResultFiles {
  read(name: string): Promise<ArrayBuffer | null>
  write(name: string, bytes: ArrayBuffer): Promise<void>
  remove(name: string): Promise<void>
  list(): Promise<{ name: string; bytes: number }[]>
}

/** `list` is in the order of last change, oldest first. */
export function resultFiles(files: FileStore): ResultFiles {
  return {
    async read(name) {
      const source = await files.source('cache', name)
      return source ? ((await source.read(0, source.size)).buffer as ArrayBuffer) : null
    },
    async write(name, bytes) {
      const writer = await files.write('cache', name)
      try {
        await writer.write(new Uint8Array(bytes))
        await writer.close()
      } catch (error) {
        await writer.abort()
        throw error
      }
    },
    remove: (name) => files.remove('cache', name),
    list: () => files.list('cache'),
  }
}
