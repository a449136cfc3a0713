import { VisuallyHidden } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { UNKNOWN } from './format'

const UnknownTip = lazy(() => import('./unknown-tip'))

/** What is not known: "–", with the reason on hover, focus or tap. */
export function Unknown({ reason }: { reason: string }) {
  const sign = (
    <>
      <span aria-hidden>{UNKNOWN}</span>
      <VisuallyHidden>{reason}</VisuallyHidden>
    </>
  )
  return (
    <Suspense fallback={<span style={{ color: 'var(--mantine-color-dimmed)' }}>{sign}</span>}>
      <UnknownTip reason={reason}>{sign}</UnknownTip>
    </Suspense>
  )
}
