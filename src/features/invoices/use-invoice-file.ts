import { useEffect, useMemo, useRef, useState } from 'react'
import { type InvoiceFile, type OpenedInvoices, openInvoiceFile } from '../../client'

export type InvoiceFileState =
  | { state: 'reading'; page: number; of: number }
  | { state: 'failed'; error: unknown }
  | { state: 'read'; file: InvoiceFile; opened: OpenedInvoices }

/** Opens a PDF in its own worker and reads it; ends the worker when the component goes. `retry` reads again, with a password. */
export function useInvoiceFile(blob: Blob): { current: InvoiceFileState; retry: (password?: string) => void } {
  const [current, setCurrent] = useState<InvoiceFileState>({ state: 'reading', page: 0, of: 0 })
  const [attempt, setAttempt] = useState<{ password?: string }>({})
  const open = useRef<InvoiceFile | null>(null)
  useEffect(() => {
    const file = openInvoiceFile(blob)
    open.current = file
    setCurrent({ state: 'reading', page: 0, of: 0 })
    const is_current = () => open.current === file
    file
      .read(attempt.password, (page, of) => {
        if (is_current()) setCurrent({ state: 'reading', page, of })
      })
      .then(
        (opened) => is_current() && setCurrent({ state: 'read', file, opened }),
        (error: unknown) => is_current() && setCurrent({ state: 'failed', error }),
      )
    return () => {
      open.current = null
      file.close()
    }
  }, [blob, attempt])
  return useMemo(() => ({ current, retry: (password) => setAttempt(password === undefined ? {} : { password }) }), [current])
}
