import { LucidError } from '../../src/domain/errors'
import { type ByteSource, blobSource } from './byte-source'
import { quotaError } from './quota'

export type Folder = 'incoming' | 'raw' | 'cache'

export interface FileEntry {
  name: string
  bytes: number
}

/** A file that is being written from start to end. `close` makes it durable; `abort` leaves nothing behind. */
export interface FileWriter {
  write(chunk: Uint8Array): Promise<void>
  close(): Promise<void>
  abort(): Promise<void>
}

/**
 * The origin's private files: `incoming/<job_id>` while a file is copied, `raw/<sha256>` for ever after, `cache/` for results.
 * A full device throws E_QUOTA, a browser that refuses storage E_STORAGE_DENIED.
 */
export class FileStore {
  /** A folder's files with their sizes, the one changed longest ago first. */
  async list(folder: Folder): Promise<FileEntry[]> {
    const found: (FileEntry & { changed: number })[] = []
    for await (const [name, handle] of (await directory(folder)).entries()) {
      if (handle.kind !== 'file') continue
      const file = await (handle as FileSystemFileHandle).getFile()
      found.push({ name, bytes: file.size, changed: file.lastModified })
    }
    return found.sort((a, b) => a.changed - b.changed).map(({ name, bytes }) => ({ name, bytes }))
  }

  /** Size in bytes, or null when there is no such file. */
  async size(folder: Folder, name: string): Promise<number | null> {
    return (await this.file(folder, name))?.size ?? null
  }

  /** The file's bytes, readable while it stays; null when there is none. */
  async source(folder: Folder, name: string): Promise<ByteSource | null> {
    const file = await this.file(folder, name)
    return file ? blobSource(file) : null
  }

  async write(folder: Folder, name: string): Promise<FileWriter> {
    const handle = await guarded(async () => (await directory(folder)).getFileHandle(name, { create: true }))
    return guarded(async () =>
      'createSyncAccessHandle' in handle ? syncWriter(handle, () => this.remove(folder, name)) : streamWriter(handle),
    )
  }

  /** Atomic where the browser can move files, which all that have OPFS can. An existing target is replaced. */
  async move(from: { folder: Folder; name: string }, to: { folder: Folder; name: string }): Promise<void> {
    await guarded(async () => {
      const target = await directory(to.folder)
      const handle = await (await directory(from.folder)).getFileHandle(from.name)
      await (handle as FileSystemFileHandle & { move(parent: FileSystemDirectoryHandle, name: string): Promise<void> }).move(
        target,
        to.name,
      )
    })
  }

  /** Removes a file; nothing happens when there is none. */
  async remove(folder: Folder, name: string): Promise<void> {
    await (await directory(folder)).removeEntry(name).catch(ignoreMissing)
  }

  /** Database files beside the folders, write-ahead logs included. */
  async databaseFiles(): Promise<string[]> {
    const names: string[] = []
    for await (const name of (await root()).keys()) if (/^lucid.*\.db(\.wal)?$/.test(name)) names.push(name)
    return names
  }

  async removeDatabaseFile(name: string): Promise<void> {
    await (await root()).removeEntry(name).catch(ignoreMissing)
  }

  /** The file itself, to be handed on; null when there is none. */
  async file(folder: Folder, name: string): Promise<File | null> {
    try {
      return await (await (await directory(folder)).getFileHandle(name)).getFile()
    } catch (error) {
      if (error instanceof DOMException && error.name === 'NotFoundError') return null
      throw error
    }
  }
}

async function root(): Promise<FileSystemDirectoryHandle> {
  try {
    return await navigator.storage.getDirectory()
  } catch (error) {
    throw denied(error)
  }
}
const directory = async (folder: Folder) => (await root()).getDirectoryHandle(folder, { create: true })

const denied = (error: unknown) =>
  new LucidError('E_STORAGE_DENIED', 'This browser does not let the page keep files.', {
    hint: 'Leave private browsing or allow this site to store data, then drop the file again. Nothing was changed.',
    details: { reason: String(error) },
  })

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof LucidError) throw error
    if (error instanceof DOMException && error.name === 'QuotaExceededError') throw quotaError(error)
    if (error instanceof DOMException && ['SecurityError', 'NotAllowedError', 'UnknownError', 'InvalidStateError'].includes(error.name))
      throw denied(error)
    throw error
  }
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof DOMException && error.name === 'NotFoundError')) throw error
}

async function syncWriter(handle: FileSystemFileHandle, remove: () => Promise<void>): Promise<FileWriter> {
  const access = await handle.createSyncAccessHandle()
  access.truncate(0)
  let at = 0
  return {
    write: (chunk) =>
      guarded(async () => {
        for (let done = 0; done < chunk.byteLength; ) {
          const written = access.write(done === 0 ? chunk : chunk.subarray(done), { at })
          // some browsers write what fits and say nothing
          if (written === 0) throw quotaError('nothing more could be written')
          done += written
          at += written
        }
      }),
    close: () =>
      guarded(async () => {
        access.flush()
        access.close()
      }),
    abort: async () => {
      access.close()
      await remove()
    },
  }
}

async function streamWriter(handle: FileSystemFileHandle): Promise<FileWriter> {
  const stream = await handle.createWritable()
  return {
    write: (chunk) => guarded(() => stream.write(chunk as Uint8Array<ArrayBuffer>)),
    close: () => guarded(() => stream.close()),
    abort: () => stream.abort(),
  }
}
