import { useSyncExternalStore } from 'react'
import { openCatalog } from '../../catalog/catalog'
import { forgetWatchedFolder, readWatchedFolder, rememberDecided, watchFolder } from '../../catalog/watched-folder'
import { type Looked, lookInto, stampOf } from './look-into-folder'

/** Parts of the File System Access API that not every browser has, and its types do not know. */
interface AskedHandle extends FileSystemDirectoryHandle {
  queryPermission?(wanted: { mode: 'read' }): Promise<PermissionState>
  requestPermission?(wanted: { mode: 'read' }): Promise<PermissionState>
}
type Picker = (options: { id: string; mode: 'read' }) => Promise<AskedHandle>

export type WatchedFolder =
  | { state: 'none' }
  /** the browser wants to be asked again (by a press), or the folder cannot be read */
  | { state: 'lapsed' | 'gone'; name: string }
  | { state: 'watched'; name: string; found: Looked /** the offer was put off in this tab */; put_off: boolean }

const picker = (): Picker | undefined => (window as { showDirectoryPicker?: Picker }).showDirectoryPicker
/** Where it is missing nothing of this is shown. */
export const canWatchFolders = (): boolean => typeof picker() === 'function'

const catalog = openCatalog()
let folder: WatchedFolder = { state: 'none' }
/** names of what was offered when it was put off: the same again is no reason to ask */
let put_off = ''
const listeners = new Set<() => void>()

function set(now: WatchedFolder): void {
  folder = now
  for (const listener of listeners) listener()
}
function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
export const useWatchedFolder = (): WatchedFolder => useSyncExternalStore(subscribe, () => folder)

/** Looks for new files if the browser allows it without asking. Never rejects. */
export async function look(): Promise<void> {
  const kept = await readWatchedFolder(catalog).catch(() => undefined)
  if (!kept) return set({ state: 'none' })
  const { decided } = kept
  const handle: AskedHandle = kept.handle
  try {
    if (handle.queryPermission && (await handle.queryPermission({ mode: 'read' })) !== 'granted')
      return set({ state: 'lapsed', name: handle.name })
    const found = await lookInto(handle, decided)
    set({ state: 'watched', name: handle.name, found, put_off: put_off === signOf(found) })
  } catch {
    set({ state: 'gone', name: handle.name })
  }
}

/** Lets a person choose the folder. Call it from a press. Rejects when the browser cannot open it; a dialog that is closed changes nothing. */
export async function chooseFolder(): Promise<void> {
  const pick = picker()
  if (!pick) return
  try {
    await watchFolder(catalog, await pick({ id: 'lucid-exports', mode: 'read' }))
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') return
    throw thrown
  }
  put_off = ''
  await look()
}

/** Asks the browser for the permission once more. Call it from a press. */
export async function allowAgain(): Promise<void> {
  const kept = await readWatchedFolder(catalog)
  const handle: AskedHandle | undefined = kept?.handle
  await handle?.requestPermission?.({ mode: 'read' }).catch(() => {})
  await look()
}

export async function forgetFolder(): Promise<void> {
  await forgetWatchedFolder(catalog)
  put_off = ''
  set({ state: 'none' })
}

/** What was offered is decided about: it is offered again when it changes. Gives the files, named with their way in the folder. */
export async function decide({ files }: Looked): Promise<File[]> {
  await rememberDecided(catalog, Object.fromEntries(files.map(({ path, file }) => [path, stampOf(file)])))
  if (folder.state === 'watched') set({ ...folder, found: { files: [], left: 0 } })
  return files.map(({ path, file }) => new File([file], path, { type: file.type, lastModified: file.lastModified }))
}

/** Says nothing more of these files until the next start, or until others come. */
export function putOff(found: Looked): void {
  put_off = signOf(found)
  if (folder.state === 'watched') set({ ...folder, put_off: true })
}

const signOf = ({ files }: Looked): string => files.map(({ path, file }) => `${path} ${stampOf(file)}`).join('\n')
