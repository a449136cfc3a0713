import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'

/** How long the rows of a page that is gone back to may take to be there again. */
const PATIENCE_MS = 3_000

/** Back on a page, the link that led away from it has the focus again: who works by keyboard goes on in a list where they were. */
export function useFocusOnReturn(): void {
  const router = useRouter()
  useEffect(() => {
    const left_by = new Map<number, string>()
    let went_back = false
    let stop = () => {}
    const unsubscribe = [
      router.history.subscribe(({ action }) => {
        went_back = action.type === 'BACK'
      }),
      router.subscribe('onBeforeNavigate', ({ fromLocation, pathChanged }) => {
        stop()
        const href = document.activeElement?.closest('main a')?.getAttribute('href')
        if (fromLocation && pathChanged && !went_back && href) left_by.set(fromLocation.state.__TSR_index, href)
      }),
      router.subscribe('onRendered', ({ toLocation, pathChanged }) => {
        const href = left_by.get(toLocation.state.__TSR_index)
        if (went_back && pathChanged && href) stop = focusWhenThere(href)
        went_back = false
      }),
    ]
    return () => {
      stop()
      for (const end of unsubscribe) end()
    }
  }, [router])
}

/** @returns what ends the waiting */
function focusWhenThere(href: string): () => void {
  const look = () => {
    const link = document.querySelector<HTMLElement>(`main a[href="${CSS.escape(href)}"]`)
    const is_free = document.activeElement === document.body
    if (is_free) link?.focus({ preventScroll: true })
    if (link || !is_free) stop()
  }
  const observer = new MutationObserver(look)
  const timer = setTimeout(() => stop(), PATIENCE_MS)
  const stop = () => {
    observer.disconnect()
    clearTimeout(timer)
  }
  observer.observe(document.body, { childList: true, subtree: true })
  look()
  return stop
}
