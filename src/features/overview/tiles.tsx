import { useTranslation } from 'react-i18next'
import { useEngineQuery } from '../../client'
import type { Row } from '../../domain/metric'
import type { OverviewPart } from '../../domain/overview'
import { useSalesEndBefore } from '../../metric-view/use-sales-end'
import { Figure, type FigureSource } from '../../ui/figure'
import { useFormat, useShopSettings } from '../../ui/settings-context'
import { Sparkline } from '../../ui/sparkline'
import tiles from '../../ui/tiles.module.css'
import { Unknown } from '../../ui/unknown'
import { comparedMonth, comparedPeriod } from './compared'
import classes from './overview.module.css'
import { TileChange } from './tile-change'
import { useOverviewPart } from './use-part'

type Kpi = 'revenue' | 'units' | 'orders' | 'average_bill'
type Open = (row: Row, column: string) => FigureSource

/** The key figures in one row. Where the period has no earlier one to be compared with, the month to date is compared instead, and says so. */
export function Tiles({ row, open }: { row: Row; open: Open }) {
  const { t } = useTranslation('overview')
  const format = useFormat()
  const counts = { total: format.count(Number(row.lines)) }
  const no_bill = Number(row.lines_without_bill)
  const no_price = Number(row.lines_without_price)
  const currencies = useCurrencies()
  return (
    <>
      <div className={`${tiles.tiles} ${classes.tiles}`}>
        <SeriesTile kpi="revenue" row={row} open={open} to_date="month_to_date" trend="trends" />
        <ProfitTile />
        <SeriesTile kpi="units" row={row} open={open} to_date="units_to_date" trend="units_trend" />
        <SeriesTile kpi="orders" row={row} open={open} to_date="orders_to_date" trend="orders_trend" />
        <AverageTile row={row} open={open} />
      </div>
      {no_bill > 0 || no_price > 0 || currencies.length > 1 ? (
        <ul className={classes.notes}>
          {currencies.length > 1 ? <li>{t('note.currencies', { currencies: currencies.join(', ') })}</li> : null}
          {no_bill > 0 ? <li>{t('note.no_bill', { ...counts, lines: format.count(no_bill) })}</li> : null}
          {no_price > 0 ? <li>{t('note.no_price', { ...counts, lines: format.count(no_price) })}</li> : null}
        </ul>
      ) : null}
    </>
  )
}

/** The currencies of all files of sales, in their order; a file that names none is in the shop's. */
function useCurrencies(): string[] {
  const { currency } = useShopSettings()
  const datasets = useEngineQuery('datasets.list', {}).data ?? []
  const sales = datasets.filter(({ status, kind }) => status === 'ready' && kind === 'sales')
  return [...new Set(sales.map((one) => one.currency ?? currency))].sort()
}

function SeriesTile({ kpi, row, open, to_date, trend }: { kpi: Kpi; row: Row; open: Open; to_date: OverviewPart; trend: OverviewPart }) {
  const month = useOverviewPart(to_date)
  const series = useOverviewPart(trend)
  const month_row = month.result?.results[0]
  const period = comparedPeriod(row, kpi)
  const compared = period ?? comparedMonth(month_row)
  const source = period ? open(row, `${kpi}_change`) : month_row ? month.open(month_row, 'prior_change') : null
  const ended = useSalesEndBefore(String(row.to))
  const months = (series.result?.results ?? []).filter((one) => one.is_partial === false)
  return (
    <Tile kpi={kpi} row={row} open={open} change={<TileChange kpi={kpi} compared={compared} source={source} ended={ended} />}>
      <Sparkline values={months.map((one) => (one.suspect_gap === true ? null : (one.value as number | null)))} />
    </Tile>
  )
}

/** What the period earned, with its margin, and how much of the revenue it is known for. */
function ProfitTile() {
  const { t } = useTranslation('overview')
  const format = useFormat()
  const { result, open } = useOverviewPart('profit')
  const row = result?.results[0]
  const value = (row?.total_profit ?? null) as number | null
  const label = t('tile.profit')
  const figure = (column: string, name: string, text: string) =>
    row ? (
      <Figure source={open(row, column)} label={name} value={text}>
        {text}
      </Figure>
    ) : null
  const covered = row?.cost_coverage as number | null | undefined
  return (
    <div className={tiles.tile}>
      <h2 className={tiles.label}>{label}</h2>
      <div className={tiles.value} data-kpi="profit">
        {value === null ? result ? <Unknown reason={t('why.no_cost')} /> : '…' : figure('total_profit', label, format.money(value))}
      </div>
      <div className={classes.tile_change}>
        {row && typeof row.profit_margin === 'number'
          ? figure('profit_margin', t('profit.name'), t('profit.margin', { margin: format.ratio(row.profit_margin) }))
          : null}
      </div>
      <div className={classes.tile_spark}>
        {value !== null && typeof covered === 'number' && covered < 0.9995 ? t('profit.covered', { share: format.ratio(covered) }) : null}
      </div>
    </div>
  )
}

function AverageTile({ row, open }: { row: Row; open: Open }) {
  const { t } = useTranslation('overview')
  const compared = comparedPeriod(row, 'average_bill')
  const ended = useSalesEndBefore(String(row.to))
  return (
    <Tile
      kpi="average_bill"
      row={row}
      open={open}
      // the month to date, which the others fall back to, has no average
      change={
        compared ? <TileChange kpi="average_bill" compared={compared} source={open(row, 'average_bill_change')} ended={ended} /> : null
      }
    >
      {t('change.average_note')}
    </Tile>
  )
}

function Tile({
  kpi,
  row,
  open,
  change,
  children,
}: {
  kpi: Kpi
  row: Row
  open: Open
  change: React.ReactNode
  children: React.ReactNode
}) {
  const { t } = useTranslation('overview')
  const format = useFormat()
  const value = row[kpi] as number | null
  const label = t(`tile.${kpi}`)
  const text =
    kpi === 'revenue' || kpi === 'average_bill' ? format.money(value) : kpi === 'units' ? format.units(value) : format.count(value)
  return (
    <div className={tiles.tile}>
      <h2 className={tiles.label}>{label}</h2>
      <div className={tiles.value} data-kpi={kpi}>
        {value === null ? (
          <Unknown reason={t(kpi === 'revenue' ? 'why.no_amount' : row.orders === null ? 'why.no_bills' : 'why.no_orders')} />
        ) : (
          <Figure source={open(row, kpi)} label={label} value={text}>
            {text}
          </Figure>
        )}
      </div>
      <div className={classes.tile_change}>{change}</div>
      <div className={classes.tile_spark}>{children}</div>
    </div>
  )
}
