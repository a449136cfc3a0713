import { Dropzone } from '@mantine/dropzone'
import { IconFileTypeCsv } from '@tabler/icons-react'
import i18next from 'i18next'
import { lazy, type ReactNode, Suspense, useCallback, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { FileDialogProvider } from '../../file-dialog'
import { say } from '../../ui/say'
import classes from './file-drop-layer.module.css'
import { filesInFolders } from './folder-files'
import { useNews } from './news'
import { useTakeFiles } from './take-files'

const ArrivingFiles = lazy(() => import('./arriving-files'))
const SampleQuestion = lazy(() => import('./sample-question'))

/**
 * Takes files dropped or pasted anywhere on any page, holds the one file input that every "Choose files" opens, and asks about the sample
 * shop when they would be mixed with it. Mount once, around the pages, inside the router.
 */
export function FileDropLayer({ children }: { children: ReactNode }) {
  const { t } = useTranslation('data')
  const take = useTakeFiles()
  const { waiting } = useNews()
  const dialog = useRef<() => void>(null)
  const choose = useCallback(() => dialog.current?.(), [])
  return (
    <Dropzone
      unstyled
      enablePointerEvents
      activateOnClick={false}
      activateOnKeyboard={false}
      openRef={dialog}
      // out of everyone's way: the buttons that open it say what it does
      inputProps={{ 'aria-label': t('drop.label'), style: { display: 'none' } }}
      getFilesFromEvent={filesOf}
      onDrop={take}
    >
      <FileDialogProvider value={choose}>{children}</FileDialogProvider>
      <Dropzone.Accept>
        <div className={classes.layer} aria-hidden>
          <div className={classes.frame}>
            <IconFileTypeCsv size={56} stroke={1.3} />
            <p>{t('drop.here')}</p>
          </div>
        </div>
      </Dropzone.Accept>
      <Suspense fallback={null}>
        <ArrivingFiles take={take} />
      </Suspense>
      {waiting.length > 0 ? (
        <Suspense fallback={null}>
          <SampleQuestion />
        </Suspense>
      ) : null}
    </Dropzone>
  )
}

/** The files of a drag, a drop, a paste or the file dialog; of a dropped folder, the files in it that may be tables. */
async function filesOf(event: object): Promise<(File | DataTransferItem)[]> {
  const transfer = transferOf(event)
  if (!transfer) {
    const { target } = event as { target?: unknown }
    return target instanceof HTMLInputElement ? [...(target.files ?? [])] : []
  }
  const items = [...transfer.items].filter((item) => item.kind === 'file')
  // before the drop a browser tells how many files come, and nothing else
  if ((event as { type?: unknown }).type !== 'drop') return items
  // what was dropped is only there until this turn ends
  const entries = items.map((item) => item.webkitGetAsEntry())
  const folders = entries.filter((entry): entry is FileSystemDirectoryEntry => entry?.isDirectory === true)
  const files = [...transfer.files].filter((_, k) => !entries[k]?.isDirectory)
  if (folders.length === 0) return files
  const inside = await filesInFolders(folders)
  if (inside.left > 0 || inside.files.length === 0)
    say({
      message: i18next.t('data:drop.folder', { count: inside.files.length, n: inside.files.length, left: inside.left }),
      autoClose: 15_000,
    })
  return [...files, ...inside.files]
}

function transferOf(event: object): DataTransfer | null {
  const { dataTransfer, clipboardData } = event as { dataTransfer?: DataTransfer | null; clipboardData?: DataTransfer | null }
  return dataTransfer ?? clipboardData ?? null
}
