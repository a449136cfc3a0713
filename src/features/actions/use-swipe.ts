import { type CSSProperties, type PointerEvent, useRef, useState } from 'react'

/** A swipe counts from so many pixels on. */
const SWIPE = 90

/** A card that a finger can pull aside: what to put on its element, and which way it would go if it were let go now. A mouse does not pull. */
export function useSwipe(enabled: boolean, onSwipe: (to: 'left' | 'right') => void) {
  const [pulled, setPulled] = useState(0)
  const from = useRef<{ x: number; y: number } | null>(null)
  const to = pulled >= SWIPE ? ('right' as const) : pulled <= -SWIPE ? ('left' as const) : undefined
  const style: CSSProperties | undefined = pulled === 0 ? undefined : { transform: `translateX(${Math.round(pulled / 2)}px)` }
  const end = () => {
    from.current = null
    setPulled(0)
  }
  const handlers = {
    onPointerDown: (event: PointerEvent) => {
      if (enabled && event.pointerType === 'touch') from.current = { x: event.clientX, y: event.clientY }
    },
    onPointerMove: (event: PointerEvent) => {
      if (!from.current) return
      const [dx, dy] = [event.clientX - from.current.x, event.clientY - from.current.y]
      setPulled(Math.abs(dx) > 2 * Math.abs(dy) ? dx : 0) // else the page is scrolled
    },
    onPointerUp: () => {
      if (from.current && to) onSwipe(to)
      end()
    },
    onPointerCancel: end,
  }
  return { to, style, handlers }
}
