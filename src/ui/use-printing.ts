import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'

/** Whether the page is being taken for paper: what a person would have to scroll to or ask for has to stand there by then. */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    const begin = () => flushSync(() => setPrinting(true)) // the page is taken as soon as this returns
    const end = () => setPrinting(false)
    window.addEventListener('beforeprint', begin)
    window.addEventListener('afterprint', end)
    return () => {
      window.removeEventListener('beforeprint', begin)
      window.removeEventListener('afterprint', end)
    }
  }, [])
  return printing
}
