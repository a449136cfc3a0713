import { lazy, Suspense } from 'react'
import { useLaunchedFiles, useSharedFiles } from './opened-files'

const SharedQuestion = lazy(() => import('./shared-question'))

/** Takes files that the system brings: opened with Lucid at once, shared with it after a question. Comes behind the first paint; the browser keeps both until then. */
export default function ArrivingFiles({ take }: { take: (files: readonly File[]) => void }) {
  const shared = useSharedFiles()
  useLaunchedFiles(take)
  if (shared.files.length === 0) return null
  const answer = (wanted: boolean) => {
    shared.done()
    if (wanted) take(shared.files)
  }
  return (
    <Suspense fallback={null}>
      <SharedQuestion files={shared.files} onAnswer={answer} />
    </Suspense>
  )
}
