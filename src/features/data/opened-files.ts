import { useEffect, useRef, useState } from 'react'
import { NAME_HEADER, SHARE_FAILED, SHARED_CACHE } from '../../domain/shared-files'
import { tell } from './news'

interface LaunchQueue {
  setConsumer(consumer: (launch: { files?: readonly { getFile(): Promise<File> }[] }) => void): void
}

/** Takes the files that a person opens with Lucid from the system's file manager, now and while the page lives (manifest, file_handlers). */
export function useLaunchedFiles(take: (files: readonly File[]) => void): void {
  const taking = useRef(take)
  taking.current = take
  useEffect(() => {
    const queue = (window as { launchQueue?: LaunchQueue }).launchQueue
    queue?.setConsumer(({ files = [] }) => {
      void Promise.all(files.map((file) => file.getFile())).then(
        (opened) => taking.current(opened),
        () => tell({ name: '', what: 'refused', error: { code: 'E_STORAGE_DENIED', message: 'The file could not be opened.' } }),
      )
    })
  }, [])
}

/** Files that another app has shared and no page has taken yet, and the way to answer for them. */
export function useSharedFiles(): { files: readonly File[]; done: () => void } {
  const [files, setFiles] = useState<readonly File[]>([])
  useEffect(() => {
    if (window.location.hash === SHARE_FAILED) {
      tell({ name: '', what: 'refused', error: { code: 'E_QUOTA', message: 'The shared file could not be kept.' } })
      window.history.replaceState(window.history.state, '', window.location.pathname)
    }
    let gone = false
    const look = async () => {
      const shared = await sharedFiles()
      if (!gone && shared.length > 0) setFiles(shared)
    }
    void look().catch(() => {})
    return () => {
      gone = true
    }
  }, [])
  const done = () => {
    setFiles([])
    void globalThis.caches?.delete(SHARED_CACHE).catch(() => {})
  }
  return { files, done }
}

/** They stay kept until they are answered for: a page that is closed before leaves them to the next. */
async function sharedFiles(): Promise<File[]> {
  if (!('caches' in globalThis) || !(await caches.has(SHARED_CACHE))) return []
  const cache = await caches.open(SHARED_CACHE)
  const paths = (await cache.keys()).map(({ url }) => url).sort()
  const files: File[] = []
  for (const path of paths) {
    const response = await cache.match(path)
    if (response) files.push(new File([await response.blob()], decodeURIComponent(response.headers.get(NAME_HEADER) ?? 'file')))
  }
  return files
}
