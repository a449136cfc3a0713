import type { DateEvidence } from '../../../src/domain/dataset'
import type { Role } from '../../../src/domain/mapping'
import type { Database } from '../../db/database'
import { ident, sql } from '../../db/sql'
import { stageSlice } from '../read/stage'
import { addDates, dateEvidence, decideDateOrder, type OrderContext, type OrderEvidence } from '../recognise/date-order'
import { lastDayOfMonth, withoutLabel } from '../recognise/expiry-date'
import { addMonths, noMonths, orderOfMonths } from '../recognise/expiry-months'
import { madeAndExpiry } from '../recognise/made-and-expiry'
import { cell } from './columns'
import type { ReadOrder } from './decisions'
import type { PassInput } from './pass'

const TABLE = 'date_column_text'

/** How one of several date columns of a table is read. */
export interface ColumnOrder {
  order: ReadOrder
  decided_by: DateEvidence
  evidence: OrderEvidence
  /** its own values prove both orders */
  mixed: boolean
  /** of an expiry: its days stand for their months, so that goods are good to the last of them */
  months: boolean
  /** of an expiry: cells name the day of making too */
  with_made: boolean
}

/**
 * The order of every date column of a table, each decided from all its texts, with what the others prove as the next best evidence
 * (domain.md 2.3). Months alone say nothing about an order. `settled` is what a person decided for the file.
 */
export async function columnOrders(
  db: Database,
  pass: PassInput,
  roles: readonly Role[],
  around: Pick<OrderContext, 'settled' | 'remembered' | 'locale'>,
): Promise<Map<Role, ColumnOrder>> {
  const columns = roles.flatMap((role) => {
    const column = pass.columns.first(role)
    return column === null ? [] : [{ role, column, evidence: dateEvidence([]), months: noMonths(), with_made: false }]
  })
  if (columns.length === 0) return new Map()
  for (const slice of pass.scan.slices) {
    if (slice.first_row + slice.rows <= pass.rows_above || slice.too_long) continue
    const asked = columns.map(({ column }) => column).sort((a, b) => a - b)
    await stageSlice(db, pass.source, pass.scan, slice, { table: TABLE, columns: asked, width: pass.shape.header.length })
    for (const asked_of of columns) {
      const { role, column, evidence, months } = asked_of
      const cells = await db.all<{ text: string; rows: number }>(
        sql`SELECT ${cell(column)} AS text, count(*) AS rows FROM ${ident(TABLE)} WHERE file_row >= ${pass.rows_above} AND ${cell(column)} <> '' GROUP BY text`,
      )
      const dates = cells.flatMap(({ text, rows }) => {
        const both = role === 'expiry' ? madeAndExpiry(text) : null
        asked_of.with_made ||= both !== null
        return both
          ? [
              { text: both.made, rows },
              { text: both.expiry, rows },
            ]
          : [{ text: withoutLabel(text), rows }]
      })
      const days = dates.filter(({ text }) => lastDayOfMonth(text) === null)
      addDates(evidence, dateEvidence(new Set(days.map(({ text }) => text))))
      addMonths(months, days)
    }
  }
  await db.run(sql`DROP TABLE IF EXISTS ${ident(TABLE)}`)
  const orders = new Map<Role, ColumnOrder>()
  for (const { role, evidence, months, with_made } of columns) {
    const other_columns = columns.filter((one) => one.role !== role).flatMap((one) => proven(one.evidence))
    const decided = decideDateOrder(evidence, { ...around, other_columns })
    const order = decided.mixed
      ? { order: evidence.mdy_proof > evidence.dmy_proof ? ('MDY' as const) : ('DMY' as const), decided_by: 'none' as const, mixed: true }
      : { order: decided.order, decided_by: decided.evidence, mixed: false }
    const of_months = role === 'expiry' && !decided.mixed ? orderOfMonths(months) : null
    orders.set(role, { ...monthsOrder(order, of_months), evidence, with_made })
  }
  return orders
}

/** Dates that are all the first of a month under one order were written in it, where nothing better than a guess says otherwise. */
function monthsOrder<T extends Pick<ColumnOrder, 'order' | 'decided_by'>>(
  decided: T,
  of_months: ReturnType<typeof orderOfMonths>,
): T & { months: boolean } {
  if (of_months === null) return { ...decided, months: false }
  if (decided.decided_by === 'locale' && of_months !== 'both') return { ...decided, order: of_months, decided_by: 'proven', months: true }
  return { ...decided, months: of_months === 'both' || of_months === decided.order }
}

function proven({ dmy_proof, mdy_proof }: OrderEvidence): ('DMY' | 'MDY')[] {
  if (dmy_proof > 0 === mdy_proof > 0) return []
  return dmy_proof > 0 ? ['DMY'] : ['MDY']
}
