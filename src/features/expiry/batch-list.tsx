import { Button, TextInput } from '@mantine/core'
import { IconDownload, IconPrinter, IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { downloadText } from '../../ui/download'
import { Panel } from '../../ui/panel'
import { useFormat } from '../../ui/settings-context'
import { usePrinting } from '../../ui/use-printing'
import { type BatchRow, batchKey, moneyOf, unitsOf } from './batch-row'
import { batchSentence } from './batch-sentence'
import classes from './expiry.module.css'
import { BANDS, type ExpirySearch } from './expiry-search'
import { ScoreBar } from './score-bar'
import { useStoreName } from './use-batches'

/** Batches that are drawn before a person asks for more. */
const AT_ONCE = 60
const SHOWN = [...BANDS, 'expired', 'undated', 'negative'] as const
type Shown = (typeof SHOWN)[number]
const STATES: Partial<Record<BatchRow['status'], Shown>> = { EXPIRED: 'expired', UNDATED: 'undated', NEGATIVE: 'negative' }
const shownAs = (row: BatchRow): Shown | null => STATES[row.status] ?? row.band

/** What lies on the shelves, the most pressing first: to be worked through from top to bottom, or printed and ticked off. */
export function BatchList({
  batches,
  as_of,
  search,
  onSearch,
}: {
  batches: readonly BatchRow[]
  as_of: string | null
  search: ExpirySearch
  onSearch: (change: ExpirySearch) => void
}) {
  const { t } = useTranslation('expiry')
  const format = useFormat()
  const store = useStoreName()
  const [most, setMost] = useState(AT_ONCE)
  const query = useDeferredValue(search.q ?? '')
  const found = useMemo(() => {
    const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean)
    return batches.filter((row) => {
      const text = `${row.product_name} ${row.sku_id} ${row.batch_id} ${row.store_id} ${row.category} ${row.supplier}`.toLocaleLowerCase()
      return words.every((word) => text.includes(word))
    })
  }, [batches, query])
  const listed = search.show ? found.filter((row) => shownAs(row) === search.show) : found
  const printing = usePrinting()
  const shown = printing ? listed : listed.slice(0, most)
  // nothing lies there: they are no batches of the shelf, which the sums above count
  const below_zero = listed.filter(({ status }) => status === 'NEGATIVE').length
  const on_shelf = listed.length - below_zero
  return (
    <Panel
      title={t('list.title')}
      note={t('list.note')}
      actions={
        <span className={classes.no_print}>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<IconPrinter size={16} aria-hidden />}
            onClick={() => window.print()}
          >
            {t('print')}
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<IconDownload size={16} aria-hidden />}
            aria-label={t('ui:download_csv')}
            onClick={() => void download(listed, `expiry-${as_of ?? ''}`)}
          >
            {t('ui:csv')}
          </Button>
        </span>
      }
    >
      <div className={`${classes.tools} ${classes.more}`}>
        <TextInput
          className={classes.search}
          size="sm"
          type="search"
          placeholder={t('list.search')}
          aria-label={t('list.search')}
          leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
          defaultValue={search.q ?? ''}
          onChange={(event) => onSearch({ q: event.currentTarget.value || undefined })}
        />
        <ul className={classes.bands} aria-label={t('list.bands')}>
          {SHOWN.map((band) => {
            const count = found.filter((row) => shownAs(row) === band).length
            if (count === 0 && search.show !== band) return null
            return (
              <li key={band}>
                <button
                  type="button"
                  className={classes.chip}
                  aria-pressed={search.show === band}
                  onClick={() => onSearch({ show: search.show === band ? undefined : band })}
                >
                  {t(`band.${band}`)} <span className="tabular">{format.count(count)}</span>
                </button>
              </li>
            )
          })}
        </ul>
        <span className={`${classes.note} tabular`} role="status">
          {t('list.count', { count: on_shelf, found: format.count(on_shelf) })}
          {below_zero > 0 ? t('list.below_zero', { count: below_zero, found: format.count(below_zero) }) : null}
        </span>
      </div>
      <ol className={classes.list} aria-label={t('list.title')}>
        {shown.map((row) => (
          <li key={batchKey(row)} className={classes.item}>
            <Link
              to="/expiry/batch"
              search={(before) => ({
                ...before,
                store: row.store_id,
                sku: row.sku_id,
                batch: row.batch_id,
                expires: row.expiry_date ?? undefined,
              })}
              className={classes.link}
            >
              <ScoreBar row={row} />
              <span className={classes.what}>
                <span className={classes.name}>{row.product_name ?? row.sku_id}</span>
                <br />
                <span className={classes.place}>
                  {[
                    store(row.store_id),
                    row.batch_id ? t('batch_n', { batch: row.batch_id }) : null,
                    row.expiry_date === null ? null : t('list.expires', { day: format.date(row.expiry_date) }),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
                <br />
                <span className={classes.sentence}>{batchSentence(row, t, format, false)}</span>
              </span>
              <span className={classes.loss}>
                {unitsOf(row) ? (
                  <>
                    <strong>{moneyOf(row) === null ? t('no_cost') : format.money(moneyOf(row))}</strong>
                    <span className={`${classes.place} tabular`}>{t('units', { units: format.units(unitsOf(row)) })}</span>
                  </>
                ) : null}
              </span>
            </Link>
          </li>
        ))}
      </ol>
      {listed.length > most ? (
        <div className={classes.more}>
          <Button variant="default" onClick={() => setMost(most + 4 * AT_ONCE)}>
            {t('list.more', { count: listed.length - most, left: format.count(listed.length - most) })}
          </Button>
        </div>
      ) : null}
    </Panel>
  )
}

/** Every column of what is listed, safe to open in a spreadsheet. */
async function download(rows: readonly BatchRow[], filename: string): Promise<void> {
  const { safeCsv } = await import('../../domain/safe-csv')
  const names = Object.keys(rows[0] ?? {})
  downloadText(`${filename}.csv`, safeCsv([names, ...rows.map((row) => names.map((column) => row[column] ?? null))]))
}
