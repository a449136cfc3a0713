import { useTranslation } from 'react-i18next'
import type { Dataset, HealthReport } from '../../domain/dataset'
import { Panel } from '../../ui/panel'
import { useFormat } from '../../ui/settings-context'
import { PackedFacts } from './packed-facts'
import { PlaceForm } from './place-form'
import { columnName } from './read-as'
import classes from './read-as-panel.module.css'
import '../../i18n/words/taking'

/** How a file was read: dates and how their order is known, decimal sign, amounts, the total at the end, and every column's meaning. */
export function ReadAsPanel({ dataset, report }: { dataset: Dataset; report: HealthReport }) {
  const { t } = useTranslation('data')
  const format = useFormat()
  const { profile } = dataset
  const sales = report.mapping.kind === 'sales'
  const used = report.mapping.columns.filter((role) => role !== null).length
  return (
    <Panel title={t('report.read_as')}>
      <PackedFacts dataset={dataset} />
      <dl className={classes.facts}>
        {sales && report.date_order ? (
          <Fact label={t('report.dates')}>
            {capital(t(`recognised.dates_${report.date_order}`))}. {profile ? t(`evidence.${profile.date_evidence}`) : null}
          </Fact>
        ) : null}
        {report.decimal_sep ? (
          <Fact label={t('report.decimal')}>{t(report.decimal_sep === '.' ? 'report.decimal_dot' : 'report.decimal_comma')}</Fact>
        ) : null}
        {dataset.currency ? (
          <Fact label={t('taking:currency.label')}>
            {t(dataset.currency === dataset.origin?.currency ? 'taking:currency.of_format' : 'taking:currency.of_cells', {
              currency: dataset.currency,
            })}
          </Fact>
        ) : null}
        {sales ? <Fact label={t('report.amounts')}>{t(`report.amount_${report.amount_reading}`)}</Fact> : null}
        {profile && profile.derived_rows > 0 ? (
          <Fact label={t('issue.I_DERIVED.title')}>
            {t('report.derived', { count: profile.derived_rows, n: format.count(profile.derived_rows) })}
          </Fact>
        ) : null}
        {profile && profile.bad_bytes > 0 ? (
          <Fact label={t('issue.E_MIXED_ENCODING.title')}>
            {t('report.bad_bytes', { count: profile.bad_bytes, n: format.count(profile.bad_bytes) })}
          </Fact>
        ) : null}
        {sales ? <Fact label={t('report.footer')}>{footerWords()}</Fact> : null}
        <Fact label={t('report.columns')}>{t('report.columns_used', { count: used, n: format.count(used) })}</Fact>
      </dl>
      <PlaceForm dataset={dataset} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={classes.scroll} tabIndex={0} aria-label={t('report.columns')}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('report.column_in_file')}</th>
              <th scope="col">{t('report.column_means')}</th>
            </tr>
          </thead>
          <tbody>
            {report.header.map((_, column) => {
              const role = report.mapping.columns[column] ?? null
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its number
                <tr key={column}>
                  <th scope="row">{columnName(t, report.header, column).slice(0, 200)}</th>
                  <td data-unused={role === null || undefined}>{role ? t(`role.${role}`) : t('map.not_used')}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </section>
    </Panel>
  )

  function footerWords(): string {
    const { footer } = report
    if (!footer) return t('report.footer_none')
    const words = { column: footer.column, expected: format.units(footer.expected), found: format.units(footer.found) }
    return t(footer.ok ? 'report.footer_ok' : 'report.footer_bad', words)
  }
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

const capital = (words: string) => words.charAt(0).toLocaleUpperCase() + words.slice(1)
