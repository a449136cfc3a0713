import { Portal } from '@mantine/core'
import { IconFileTypeCsv } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LucidError } from '../../domain/errors'
import classes from './file-drop-layer.module.css'
import { tell } from './news'
import { SampleQuestion } from './sample-question'
import { useTakeFiles } from './take-files'

/** Takes files dropped anywhere on any page, and asks about the sample shop when they would be mixed with it. Mount once, inside the router. */
export function FileDropLayer() {
  const { t } = useTranslation('data')
  const take = useTakeFiles()
  const [over, setOver] = useState(false)

  useEffect(() => {
    // enter and leave fire for every element on the way: leaving the window has no related target
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const enter = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const drop = (event: DragEvent) => {
      setOver(false)
      if (!hasFiles(event) || !event.dataTransfer) return
      event.preventDefault()
      take(filesOf(event.dataTransfer))
    }
    window.addEventListener('dragenter', enter)
    window.addEventListener('dragover', enter)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragenter', enter)
      window.removeEventListener('dragover', enter)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', drop)
    }
  }, [take])

  return (
    <>
      {over ? (
        <Portal>
          <div className={classes.layer} aria-hidden>
            <div className={classes.frame}>
              <IconFileTypeCsv size={56} stroke={1.3} />
              <p>{t('drop.here')}</p>
            </div>
          </div>
        </Portal>
      ) : null}
      <SampleQuestion />
    </>
  )
}

/** The files of a drop. A folder is not a file: it is told, not taken. */
function filesOf(transfer: DataTransfer): File[] {
  const folders = new Set<string>()
  for (const item of transfer.items) {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null
    if (entry?.isDirectory) folders.add(entry.name)
  }
  for (const name of folders) tell({ name, what: 'refused', error: new LucidError('E_UNKNOWN_FORMAT', 'A folder was dropped.').shape })
  return [...transfer.files].filter((file) => !folders.has(file.name))
}
