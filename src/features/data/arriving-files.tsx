import { lazy, Suspense } from 'react'
import { useLaunchedFiles, useSharedFiles } from './opened-files'

const FolderOffer = lazy(() => import('./folder-offer'))
const SharedQuestion = lazy(() => import('./shared-question'))

/** Takes files that the system brings: opened with Lucid at once, shared with it, or new in the watched folder, after a question. Comes behind the first paint; the browser keeps both until then. */
export default function ArrivingFiles({ take }: { take: (files: readonly File[]) => void }) {
  const shared = useSharedFiles()
  useLaunchedFiles(take)
  const answer = (wanted: boolean) => {
    shared.done()
    if (wanted) take(shared.files)
  }
  return (
    <Suspense fallback={null}>
      {shared.files.length > 0 ? <SharedQuestion files={shared.files} onAnswer={answer} /> : null}
      {'showDirectoryPicker' in window ? <FolderOffer take={take} /> : null}
    </Suspense>
  )
}
