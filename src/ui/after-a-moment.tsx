import { type ReactNode, useEffect, useState } from 'react'

/** What is shorter than this needs no words. */
const MOMENT = 1_000

/** Shows what takes long once it does: words that come and go at once would only flicker. */
export function AfterAMoment({ children }: { children: ReactNode }) {
  const [is_long, setIsLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), MOMENT)
    return () => clearTimeout(timer)
  }, [])
  return is_long ? children : null
}
