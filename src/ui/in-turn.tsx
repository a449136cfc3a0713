import { type ReactNode, useEffect, useState } from 'react'

/** What waits to be shown, first come, first served: one thing in a task of its own, so that none of them holds up a click. */
const waiting: (() => void)[] = []
let running = false

function next(): void {
  const show = waiting.shift()
  running = show !== undefined
  if (!show) return
  show()
  setTimeout(next)
}

interface Props {
  children: ReactNode
  /** holds its place until then */
  fallback?: ReactNode
}

/** Shows its children in a task of their own, after what asked before: drawings that take long to make and that no word waits for, panels further down a page. */
export function InTurn({ children, fallback = null }: Props) {
  const [due, setDue] = useState(false)
  useEffect(() => {
    const show = () => setDue(true)
    waiting.push(show)
    if (!running) {
      running = true
      setTimeout(next)
    }
    return () => {
      const at = waiting.indexOf(show)
      if (at >= 0) waiting.splice(at, 1)
    }
  }, [])
  return due ? children : fallback
}
