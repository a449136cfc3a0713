import type { Catalog } from './catalog'

/** The folder that is looked into for new files. Only the page reads it: the engine never hears of it. */
export interface WatchedFolderRecord {
  key: 'folder'
  handle: FileSystemDirectoryHandle
  /** files that a person has decided about, by their way from the folder: size and time of change as they were then */
  decided: Record<string, string>
}

export const readWatchedFolder = (catalog: Catalog): Promise<WatchedFolderRecord | undefined> => catalog.watched_folder.get('folder')

/** Begins with a folder of which nothing was decided yet, in place of any other. */
export async function watchFolder(catalog: Catalog, handle: FileSystemDirectoryHandle): Promise<void> {
  await catalog.watched_folder.put({ key: 'folder', handle, decided: {} })
}

/** Remembers that these files were decided about as they are now. */
export async function rememberDecided(catalog: Catalog, decided: Record<string, string>): Promise<void> {
  await catalog.transaction('rw', catalog.watched_folder, async () => {
    const folder = await readWatchedFolder(catalog)
    if (folder) await catalog.watched_folder.put({ ...folder, decided: { ...folder.decided, ...decided } })
  })
}

export const forgetWatchedFolder = (catalog: Catalog): Promise<void> => catalog.watched_folder.delete('folder')
