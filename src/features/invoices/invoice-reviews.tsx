import { useTranslation } from 'react-i18next'
import { doneWithInvoice, dropAllInvoices, useWaitingInvoices } from '../../invoice-queue'
import { Dialog } from '../../ui/dialog'
import { InvoiceReview } from './invoice-review'
import '../../i18n/words/invoices'

/** The PDFs that were dropped, over the whole screen, one after the other. Closing drops those that were not added. */
export default function InvoiceReviews() {
  const { t } = useTranslation('invoices')
  const waiting = useWaitingInvoices()
  const [first, ...others] = waiting
  return (
    <Dialog
      opened={first !== undefined}
      onClose={dropAllInvoices}
      close_label={t('close')}
      title={
        first
          ? others.length > 0
            ? t('title_more', { name: first.file.name, count: others.length })
            : t('title', { name: first.file.name })
          : ''
      }
      full_screen
    >
      {first ? <InvoiceReview key={first.id} waiting={first} onDone={() => doneWithInvoice(first.id)} /> : null}
    </Dialog>
  )
}
