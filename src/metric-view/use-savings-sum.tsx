import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { OpenedSavings } from './savings-sum'

const SavingsSum = lazy(() => import('./savings-sum'))

/** A way to open a saving, and the dialog to place on the page. It is loaded when the first one is opened. */
export function useSavingsSum(): { open: (of: OpenedSavings) => void; dialog: ReactNode } {
  const [opened, setOpened] = useState<OpenedSavings | null>(null)
  const [wanted, setWanted] = useState(false)
  return {
    open: (of) => {
      setWanted(true)
      setOpened(of)
    },
    dialog: wanted ? (
      <Suspense fallback={null}>
        <SavingsSum of={opened} onClose={() => setOpened(null)} />
      </Suspense>
    ) : null,
  }
}
