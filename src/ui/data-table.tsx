import { useMediaQuery } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, memo, type ReactNode, useCallback, useLayoutEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Cell, ColumnUnit, Row } from '../domain/metric'
import classes from './data-table.module.css'
import { type RowList, sortSteps } from './row-list'
import { useFormat } from './settings-context'
import { type Steps, useSteps } from './steps'
import { usePrinting } from './use-printing'

export type TableColumn = {
  name: string
  title: string
  unit: ColumnUnit
  /** 0..1, drawn as a bar behind the cell; null draws none */
  share?: (row: Row) => number | null
  /** instead of the plain formatted value */
  render?: (row: Row, text: string) => ReactNode
  /** what the rows are sorted by, where it is no cell of theirs */
  by?: (row: Row) => Cell
  /** left out on narrow screens */
  wide_only?: boolean
}

const ONE_LINE: ReadonlySet<ColumnUnit> = new Set(['date', 'month', 'id', 'word'])
const NUMERIC: ReadonlySet<ColumnUnit> = new Set(['money', 'units', 'count', 'number', 'days', 'ratio', 'change', 'rank'])

/** Longer lists draw only the rows in sight. */
const ALL_AT_ONCE = 100
/** Height in px of a row of a long list, on wide screens and on narrow ones, where names take two lines; and rows kept ready beyond the edges. */
const ROW = { wide: 39, narrow: 60 }
const NARROW = '(max-width: 640px)' // as in the style sheet
const BEYOND = 12
/** Rows that go on paper; the table of a longer list says how many it has, and CSV has them all. */
const PRINTED = 2_000
/** Longer lists are sorted in slices, between which the page draws. */
const SORTED_AT_ONCE = 2_000

/**
 * A table of result rows: sticky header, first text column kept in sight, numerals right-aligned, sort by header (third press: as it came).
 * `rowKey` gives a stable key; `caption` is read out. Unknown values sort last either way. With a `maxHeight` it scrolls by itself, and long
 * lists draw only what is in sight.
 */
export function DataTable({
  columns,
  rows,
  rowKey,
  caption,
  maxHeight,
}: {
  columns: TableColumn[]
  rows: RowList
  rowKey: (row: Row) => string
  caption: string
  maxHeight?: number
}) {
  const { t } = useTranslation('ui')
  const format = useFormat()
  const [scroll, setScroll] = useState<HTMLElement | null>(null)
  const [sort, setSort] = useState<{ name: string; descending: boolean } | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: columns are made anew with every drawing; which one a name means does not change
  const begin = useCallback(
    function* (): Steps<RowList> {
      if (!sort) return rows
      const by = columns.find(({ name }) => name === sort.name)?.by
      return yield* sortSteps(rows, by ?? ((row) => row[sort.name]), sort.descending)
    },
    [rows, sort],
  )
  const printing = usePrinting()
  const height = printing ? undefined : maxHeight
  const { made, busy } = useSteps(begin, sort === null || rows.length <= SORTED_AT_ONCE)
  const sorted = made ?? rows
  const press = (column: TableColumn) => {
    const first = NUMERIC.has(column.unit) && column.unit !== 'rank'
    setSort((now) =>
      now?.name !== column.name
        ? { name: column.name, descending: first }
        : now.descending === first
          ? { name: column.name, descending: !first }
          : null,
    )
  }
  return (
    // a scrolling region has to be reachable by keyboard
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section ref={setScroll} className={classes.scroll} style={{ maxHeight: height }} tabIndex={0} aria-label={caption} aria-busy={busy}>
      <table className={classes.table} aria-rowcount={sorted.length + 1}>
        <caption className={classes.caption}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => {
              const direction = sort?.name === column.name ? (sort.descending ? 'descending' : 'ascending') : undefined
              return (
                <th
                  key={column.name}
                  scope="col"
                  data-numeric={NUMERIC.has(column.unit) || undefined}
                  data-wide={column.wide_only || undefined}
                  aria-sort={direction}
                >
                  <button
                    type="button"
                    className={classes.sort}
                    onClick={() => press(column)}
                    title={t('sort_by', { title: column.title })}
                  >
                    {column.title}
                    <span aria-hidden data-shown={direction !== undefined || undefined}>
                      {direction === 'ascending' ? '↑' : '↓'}
                    </span>
                  </button>
                </th>
              )
            })}
          </tr>
        </thead>
        {height !== undefined && sorted.length > ALL_AT_ONCE ? (
          <RowsInSight rows={sorted} columns={columns} scroll={scroll} />
        ) : (
          <tbody>
            {Array.from({ length: printing ? Math.min(sorted.length, PRINTED) : sorted.length }, (_, i) => sorted.at(i) as Row).map(
              (row) => (
                <tr key={rowKey(row)}>
                  <Cells row={row} columns={columns} />
                </tr>
              ),
            )}
            {printing && sorted.length > PRINTED ? (
              <tr>
                <td colSpan={columns.length}>
                  {t('more_rows', { count: sorted.length - PRINTED, left: format.count(sorted.length - PRINTED) })}
                </td>
              </tr>
            ) : null}
          </tbody>
        )}
      </table>
    </section>
  )
}

/**
 * Rows stand between two spacers as high as those that are not drawn. All are of one height, and longer names are cut: measuring each row as it comes into
 * sight would move a hundred thousand others every time.
 */
function RowsInSight({ rows, columns, scroll }: { rows: RowList; columns: TableColumn[]; scroll: HTMLElement | null }) {
  const height = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false }) ? ROW.narrow : ROW.wide
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll,
    estimateSize: () => height,
    overscan: BEYOND,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was laid out for another height is laid out anew
  useLayoutEffect(() => virtual.measure(), [height])
  const items = virtual.getVirtualItems()
  const above = items[0]?.start ?? 0
  const below = virtual.getTotalSize() - (items[items.length - 1]?.end ?? 0)
  return (
    <tbody className={classes.long} style={{ '--row': `${height}px` } as CSSProperties}>
      <Spacer height={above} columns={columns.length} />
      {items.map(({ index }) => (
        <RowInSight key={index} rows={rows} index={index} columns={columns} />
      ))}
      <Spacer height={below} columns={columns.length} />
    </tbody>
  )
}

/** Drawn once for as long as it stays in sight: scrolling past it costs nothing. */
const RowInSight = memo(function RowInSight({ rows, index, columns }: { rows: RowList; index: number; columns: TableColumn[] }) {
  const row = rows.at(index)
  return row ? (
    <tr aria-rowindex={index + 2}>
      <Cells row={row} columns={columns} cut />
    </tr>
  ) : null
})

function Spacer({ height, columns }: { height: number; columns: number }) {
  return height > 0 ? (
    <tr aria-hidden>
      <td colSpan={columns} className={classes.spacer} style={{ height }} />
    </tr>
  ) : null
}

/** `cut` = names may not fit, and are there to be pointed at. */
function Cells({ row, columns, cut = false }: { row: Row; columns: TableColumn[]; cut?: boolean }) {
  const format = useFormat()
  return columns.map((column) => {
    const text = format.cell(row[column.name], column.unit)
    const share = column.share?.(row) ?? null
    return (
      <td
        key={column.name}
        title={cut && column.unit === 'text' ? String(column.by?.(row) ?? text) : undefined}
        data-numeric={NUMERIC.has(column.unit) || undefined}
        data-line={ONE_LINE.has(column.unit) || undefined}
        data-wide={column.wide_only || undefined}
      >
        {share !== null && share > 0 ? <i className={classes.share} style={{ width: `${Math.min(share, 1) * 100}%` }} /> : null}
        <span className={classes.cell}>{column.render ? column.render(row, text) : text}</span>
      </td>
    )
  })
}
