import { Button, Checkbox, SegmentedControl, Text, TextInput } from '@mantine/core'
import { useCallback, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { INVOICE_FIELDS, type Invoice, type InvoiceField } from '../../domain/invoice'
import type { InvoiceSide } from '../../domain/invoice-table'
import { createFormat } from '../../ui/format'
import { useShopSettings } from '../../ui/settings-context'
import { ChecksList } from './checks-list'
import { type Draft, type DraftLine, draftOf, HEAD_NUMBERS, invoiceOf, isBadNumber, problemsOf } from './invoice-draft'
import classes from './invoice-form.module.css'
import { LinesSection } from './lines-section'
import { ProblemsList } from './problems-list'
import { readSide } from './side'

const isNumber = (field: InvoiceField): boolean => (HEAD_NUMBERS as readonly string[]).includes(field)

/** What was read of an invoice, to be corrected and added. Nothing is kept before "Add" is pressed. */
export function InvoiceForm({
  invoice,
  onFocus,
  onAdd,
  onSkip,
}: {
  invoice: Invoice
  /** a field got the focus: its name, or `line-` and the number of its line */
  onFocus: (key: string) => void
  onAdd: (invoice: Invoice, side: InvoiceSide) => Promise<void>
  onSkip: () => void
}) {
  const { t, i18n } = useTranslation('invoices')
  const { currency, locale } = useShopSettings()
  const [draft, setDraft] = useState<Draft>(() => draftOf(invoice))
  const [side, setSide] = useState<InvoiceSide>(readSide)
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const lacking = useRef<HTMLDivElement>(null)
  const lacking_id = useId()
  const side_id = useId()
  // another invoice has come: its top is shown, and who works by keyboard goes on there
  useEffect(() => {
    form.current?.parentElement?.scrollIntoView({ block: 'start' })
    form.current?.focus({ preventScroll: true })
  }, [])
  const said = invoiceOf(draft)
  const problems = problemsOf(draft)
  const other_currency = said.currency !== null && said.currency !== currency ? said.currency : null
  const format = createFormat(/^[A-Z]{3}$/.test(said.currency ?? '') ? (said.currency ?? currency) : currency, locale, i18n.language)

  const setHead = (field: InvoiceField, value: string) => setDraft((before) => ({ ...before, head: { ...before.head, [field]: value } }))
  const changeLines = useCallback(
    (change: (lines: readonly DraftLine[]) => DraftLine[]) => setDraft((before) => ({ ...before, lines: change(before.lines) })),
    [],
  )

  const add = async () => {
    if (problems.length > 0) return lacking.current?.focus()
    setBusy(true)
    await onAdd(said, side)
    setBusy(false)
  }

  return (
    <form
      ref={form}
      tabIndex={-1}
      aria-label={t('form', { n: invoice.number ?? '' })}
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        void add()
      }}
    >
      <div>
        <Text id={side_id} fw={600} mb={4}>
          {t('side.label')}
        </Text>
        <SegmentedControl
          aria-labelledby={side_id}
          fullWidth
          value={side}
          onChange={(value) => setSide(value as InvoiceSide)}
          data={[
            { value: 'purchase', label: t('side.purchase') },
            { value: 'sale', label: t('side.sale') },
          ]}
        />
      </div>
      {invoice.source === 'xml' ? <Text size="sm">{t('from_xml')}</Text> : null}
      <div className={classes.head}>
        {INVOICE_FIELDS.map((field) => (
          <TextInput
            key={field}
            size="sm"
            name={field}
            label={t(`field.${field}`)}
            type={field === 'date' || field === 'due_date' ? 'date' : 'text'}
            value={draft.head[field]}
            onChange={(event) => setHead(field, event.currentTarget.value)}
            onFocus={() => onFocus(field)}
            {...(isNumber(field) ? { inputMode: 'decimal' as const } : {})}
            error={isNumber(field) && isBadNumber(draft.head[field]) ? t('not_a_number') : undefined}
          />
        ))}
      </div>
      <Checkbox
        className={classes.target}
        label={t('credit_note')}
        checked={draft.credit_note}
        onChange={(event) => setDraft({ ...draft, credit_note: event.currentTarget.checked })}
      />
      <Checkbox
        className={classes.target}
        label={t('prices_include_tax')}
        checked={draft.prices_include_tax}
        onChange={(event) => setDraft({ ...draft, prices_include_tax: event.currentTarget.checked })}
      />
      {other_currency ? <Text size="sm">{t('other_currency', { invoice: other_currency, shop: currency })}</Text> : null}
      <ChecksList invoice={said} format={format} />
      <LinesSection lines={draft.lines} read={said.lines} format={format} onLines={changeLines} onFocus={onFocus} />
      <ProblemsList ref={lacking} id={lacking_id} problems={problems} />
      <footer className={classes.footer}>
        <Button variant="default" size="md" disabled={busy} onClick={onSkip}>
          {t('skip')}
        </Button>
        <Button type="submit" size="md" loading={busy} aria-describedby={lacking_id} variant={problems.length > 0 ? 'light' : 'filled'}>
          {t(side === 'purchase' ? 'add_purchase' : 'add_sale')}
        </Button>
      </footer>
    </form>
  )
}
