import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useTakeFiles } from './take-files'

/** True for what a spreadsheet puts on the clipboard: several lines, and cells with a tab between them in the first two. */
export function isPastedTable(text: string): boolean {
  const lines = text.split(/\r\n|\r|\n/, 3).filter((line) => line.trim() !== '')
  return lines.length >= 2 && lines.slice(0, 2).every((line) => line.includes('\t'))
}

/** While mounted, a table pasted anywhere but into a field is taken like a dropped file, as tab separated text. */
export function usePastedTable(): void {
  const { t } = useTranslation('data')
  const take = useTakeFiles()
  useEffect(() => {
    const hear = (event: ClipboardEvent) => {
      const { target, clipboardData } = event
      if (target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]')) return
      // a spreadsheet adds a picture of the cells: the text is what is meant
      const text = clipboardData?.getData('text/plain') ?? ''
      if (!isPastedTable(text)) return
      event.preventDefault()
      event.stopPropagation()
      take([new File([text], t('paste.name', { time: clock(new Date()) }), { type: 'text/tab-separated-values' })])
    }
    document.addEventListener('paste', hear, true)
    return () => document.removeEventListener('paste', hear, true)
  }, [t, take])
}

/** `2026-11-21 14.05.09`: tells one paste from the next, and can stand in a file name. */
function clock(now: Date): string {
  const two = (n: number) => String(n).padStart(2, '0')
  const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join('-')
  return `${day} ${[now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join('.')}`
}
