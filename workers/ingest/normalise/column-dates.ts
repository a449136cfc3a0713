import type { DateEvidence } from '../../../src/domain/dataset'
import type { Role } from '../../../src/domain/mapping'
import type { Database } from '../../db/database'
import { ident, sql } from '../../db/sql'
import { stageSlice } from '../read/stage'
import { dateEvidence, decideDateOrder, type OrderContext, type OrderEvidence } from '../recognise/date-order'
import { lastDayOfMonth, withoutLabel } from '../recognise/expiry-date'
import { cell } from './columns'
import type { ReadOrder } from './decisions'
import type { PassInput } from './pass'
import { addDates } from './sales-table'

const TABLE = 'date_column_text'

/** How one of several date columns of a table is read. */
export interface ColumnOrder {
  order: ReadOrder
  decided_by: DateEvidence
  evidence: OrderEvidence
  /** its own values prove both orders */
  mixed: boolean
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
    return column === null ? [] : [{ role, column, evidence: dateEvidence([]) }]
  })
  if (columns.length === 0) return new Map()
  for (const slice of pass.scan.slices) {
    if (slice.first_row + slice.rows <= pass.rows_above || slice.too_long) continue
    const asked = columns.map(({ column }) => column).sort((a, b) => a - b)
    await stageSlice(db, pass.source, pass.scan, slice, { table: TABLE, columns: asked, width: pass.shape.header.length })
    for (const { column, evidence } of columns) {
      const texts = await db.all<{ text: string }>(
        sql`SELECT DISTINCT ${cell(column)} AS text FROM ${ident(TABLE)} WHERE file_row >= ${pass.rows_above} AND ${cell(column)} <> ''`,
      )
      addDates(evidence, dateEvidence(texts.map(({ text }) => withoutLabel(text)).filter((text) => lastDayOfMonth(text) === null)))
    }
  }
  await db.run(sql`DROP TABLE IF EXISTS ${ident(TABLE)}`)
  const orders = new Map<Role, ColumnOrder>()
  for (const { role, evidence } of columns) {
    const other_columns = columns.filter((one) => one.role !== role).flatMap((one) => proven(one.evidence))
    const decided = decideDateOrder(evidence, { ...around, other_columns })
    if (!decided.mixed) orders.set(role, { order: decided.order, decided_by: decided.evidence, evidence, mixed: false })
    else orders.set(role, { order: evidence.mdy_proof > evidence.dmy_proof ? 'MDY' : 'DMY', decided_by: 'none', evidence, mixed: true })
  }
  return orders
}

function proven({ dmy_proof, mdy_proof }: OrderEvidence): ('DMY' | 'MDY')[] {
  if (dmy_proof > 0 === mdy_proof > 0) return []
  return dmy_proof > 0 ? ['DMY'] : ['MDY']
}
