import { LIMITS } from '../../domain/limits'

/** Endings of what Lucid reads. They only choose among the files of a folder: what a chosen file is, its content says. */
const READ = /\.(csv|tsv|tab|txt|xlsx|xlsm|xlsb|xls|ods|zip|gz|vyb|vyp|db|sqlite3?|xml|jsonl?|ndjson|parquet|pdf)$/i
/** Files of programs and systems, which no person put there. */
const HIDDEN = /^(\.|__MACOSX$|Thumbs\.db$|desktop\.ini$)/i
/** Folders inside folders that are looked into. */
export const FOLDER_DEPTH = 8

export const isHiddenFile = (name: string): boolean => HIDDEN.test(name)
export const mayBeTable = (name: string): boolean => READ.test(name)

export interface FolderFiles {
  files: File[]
  /** files that were not taken: of other kinds, or beyond the limit */
  left: number
}

/** The files in dropped folders that may be tables, named with their way there, in the order of their names; at most LIMITS.folder_files. */
export async function filesInFolders(folders: readonly FileSystemDirectoryEntry[]): Promise<FolderFiles> {
  const found: FolderFiles = { files: [], left: 0 }
  for (const folder of folders) await gather(folder, folder.name, 1, found)
  return found
}

async function gather(folder: FileSystemDirectoryEntry, way: string, depth: number, found: FolderFiles): Promise<void> {
  const entries = (await entriesOf(folder)).filter(({ name }) => !isHiddenFile(name))
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = `${way} › ${entry.name}`
    if (entry.isDirectory) {
      if (depth < FOLDER_DEPTH) await gather(entry as FileSystemDirectoryEntry, name, depth + 1, found)
    } else if (found.files.length >= LIMITS.folder_files || !mayBeTable(entry.name)) found.left++
    else {
      const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)).catch(() => null)
      if (file) found.files.push(new File([file], name, { type: file.type }))
      else found.left++
    }
  }
}

/** A browser hands out at most a hundred at a time, and an empty list at the end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject)).catch(() => [])
    if (some.length === 0) return all
    all.push(...some)
  }
}
