import { LIMITS } from '../../domain/limits'
import { FOLDER_DEPTH, isHiddenFile, mayBeTable } from './folder-files'

/** A file of a watched folder that nobody has decided about as it is now. */
export interface NewFile {
  /** names from the folder down to the file */
  path: string
  file: File
  /** was decided about when it was another */
  changed: boolean
}

export interface Looked {
  files: NewFile[]
  /** new files of other kinds, or beyond the limit */
  left: number
}

/** What tells a file that has changed since, without reading it: its bytes are compared when it is taken. */
export const stampOf = ({ size, lastModified }: Pick<File, 'size' | 'lastModified'>): string => `${size} ${lastModified}`

/** Looks through a folder for files that are new or have changed, in the order of their names; at most LIMITS.folder_files. Rejects when it cannot be read. */
export async function lookInto(folder: FileSystemDirectoryHandle, decided: Readonly<Record<string, string>>): Promise<Looked> {
  const found: Looked = { files: [], left: 0 }
  await gather(folder, '', 1, decided, found)
  return found
}

async function gather(
  folder: FileSystemDirectoryHandle,
  way: string,
  depth: number,
  decided: Readonly<Record<string, string>>,
  found: Looked,
): Promise<void> {
  const entries: (FileSystemDirectoryHandle | FileSystemFileHandle)[] = []
  for await (const entry of folder.values()) if (!isHiddenFile(entry.name)) entries.push(entry)
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = way + entry.name
    if (entry.kind === 'directory') {
      if (depth < FOLDER_DEPTH) await gather(entry, `${path} › `, depth + 1, decided, found)
    } else if (!mayBeTable(entry.name)) found.left++
    else {
      // one that is being written, or has just gone, is looked at the next time
      const file = await entry.getFile().catch(() => null)
      if (!file || file.size === 0 || decided[path] === stampOf(file)) continue
      if (found.files.length >= LIMITS.folder_files) found.left++
      else found.files.push({ path, file, changed: decided[path] !== undefined })
    }
  }
}
