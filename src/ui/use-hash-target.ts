import { useLocation } from '@tanstack/react-router'
import { useEffect } from 'react'

/** How long a page may take to have all its parts, in ms. */
const SETTLES = 2_000

/** Keeps the part that `#id` of the address names in sight while the page gets its height; whoever scrolls has the last word. */
export function useHashTarget(): void {
  const { hash } = useLocation()
  useEffect(() => {
    const target = hash ? document.getElementById(hash) : null
    if (!target) return
    const watch = new ResizeObserver(() => target.scrollIntoView())
    watch.observe(document.body)
    const stop = () => watch.disconnect()
    const timer = setTimeout(stop, SETTLES)
    const moves = ['wheel', 'touchstart', 'keydown', 'pointerdown'] as const
    for (const move of moves) window.addEventListener(move, stop, { once: true })
    return () => {
      stop()
      clearTimeout(timer)
      for (const move of moves) window.removeEventListener(move, stop)
    }
  }, [hash])
}
