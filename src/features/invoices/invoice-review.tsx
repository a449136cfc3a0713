import { Loader, Text } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Invoice } from '../../domain/invoice'
import { type InvoiceSide, invoiceCsv, invoiceFilename } from '../../domain/invoice-table'
import type { WaitingInvoice } from '../../invoice-queue'
import { useFormat } from '../../ui/settings-context'
import { FileProblem } from './file-problem'
import { InvoiceForm } from './invoice-form'
import classes from './invoice-review.module.css'
import { type Mark, PageView } from './page-view'
import { rememberSide } from './side'
import { useInvoiceFile } from './use-invoice-file'

/** One PDF: its invoices one after the other, each with its page beside the fields. */
export function InvoiceReview({ waiting, onDone }: { waiting: WaitingInvoice; onDone: () => void }) {
  const { t } = useTranslation('invoices')
  const format = useFormat()
  const { current, retry } = useInvoiceFile(waiting.file)
  const [at, setAt] = useState(0)
  if (current.state === 'failed') return <FileProblem error={current.error} name={waiting.file.name} onPassword={retry} onSkip={onDone} />
  if (current.state === 'reading')
    return (
      <div role="status" className={classes.reading}>
        <Loader size="sm" aria-hidden />
        <Text>
          {current.of > 1 ? t('reading_page', { page: format.count(current.page), pages: format.count(current.of) }) : t('reading')}
        </Text>
      </div>
    )
  const { file, opened } = current
  const invoice = opened.invoices[at]
  if (!invoice) return null
  const next = () => (at + 1 < opened.invoices.length ? setAt(at + 1) : onDone())
  const add = async (corrected: Invoice, side: InvoiceSide) => {
    rememberSide(side)
    const table = new File([invoiceCsv(corrected, side)], invoiceFilename(corrected, side), { type: 'text/csv' })
    const origin = {
      filename: waiting.file.name,
      sha256: await sha256Of(waiting.file),
      path: [corrected.number ?? String(at + 1)],
      table: true,
      left_out: [],
    }
    await waiting.take(table, { format: 'pdf', origin })
    next()
  }
  return (
    <>
      {opened.invoices.length > 1 ? (
        <Text mb="xs" aria-live="polite">
          {t('several', { n: format.count(at + 1), count: opened.invoices.length })}
        </Text>
      ) : null}
      <Reviewed key={at} invoice={invoice} file={file} pages={opened.pages} onAdd={add} onSkip={next} />
    </>
  )
}

async function sha256Of(file: Blob): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function Reviewed({
  invoice,
  file,
  pages,
  onAdd,
  onSkip,
}: Pick<Parameters<typeof PageView>[0], 'file' | 'pages'> & Pick<Parameters<typeof InvoiceForm>[0], 'invoice' | 'onAdd' | 'onSkip'>) {
  const [page, setPage] = useState(invoice.first_page)
  const [active, setActive] = useState<string | null>(null)
  const marks = useMemo(() => marksOf(invoice), [invoice])
  useEffect(() => {
    const mark = marks.find(({ key }) => key === active)
    if (mark) setPage(mark.box.page)
  }, [active, marks])
  return (
    <div className={classes.sides}>
      <div className={classes.page}>
        <PageView file={file} pages={pages} page={page} onPage={setPage} marks={marks} active={active} />
      </div>
      <InvoiceForm invoice={invoice} onFocus={setActive} onAdd={onAdd} onSkip={onSkip} />
    </div>
  )
}

const marksOf = ({ evidence, lines }: Invoice): Mark[] => [
  ...Object.entries(evidence).flatMap(([key, box]) => (box ? [{ key, box }] : [])),
  ...lines.flatMap(({ box }, id) => (box ? [{ key: `line-${id}`, box }] : [])),
]
