import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Invoice } from '../../domain/invoice'
import { type InvoiceCheck, invoiceChecks } from '../../domain/invoice-checks'
import type { Format } from '../../ui/format'
import classes from './invoice-form.module.css'

/** The arithmetic of the invoice in words: what adds up, and what is off by how much. */
export function ChecksList({ invoice, format }: { invoice: Invoice; format: Format }) {
  const { t } = useTranslation('invoices')
  const money = (value: number) => format.money_exact(value / 10_000)
  const checks = invoiceChecks(invoice)
  const against = (check: InvoiceCheck) =>
    t(check.check === 'lines' && !invoice.prices_include_tax ? 'check.subtotal' : 'check.grand_total')
  return (
    <section className={classes.checks} aria-label={t('check.title')}>
      <h3>{t('check.title')}</h3>
      <ul aria-live="polite">
        {checks.map((check) => {
          const holds = check.difference === 0
          const values = {
            found: money(check.found),
            printed: money(check.printed),
            sum: against(check),
            difference: money(Math.abs(check.difference)),
          }
          return (
            <li key={check.check} data-check={check.check} data-holds={holds}>
              {holds ? <IconCheck aria-hidden size={18} /> : <IconAlertTriangle aria-hidden size={18} />}
              <span>
                {holds ? t(`check.${check.check}_ok`, values) : t(`check.${check.check}_off`, values)}
                {check.adjustments !== 0 ? ` ${t('check.adjustments', { amount: money(check.adjustments) })}` : ''}
              </span>
            </li>
          )
        })}
        {checks.length === 0 ? <li>{t('check.none')}</li> : null}
        {invoice.taxes.length > 1 ? (
          <li className={classes.taxes}>
            {invoice.taxes
              .map(({ name, rate, amount }) => `${name}${rate === null ? '' : ` ${rate / 100} %`} ${money(amount)}`)
              .join(' · ')}
          </li>
        ) : null}
      </ul>
    </section>
  )
}
