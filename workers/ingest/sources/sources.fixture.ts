import { openNodeDatabase } from '../../db/open-node'
import { sql } from '../../db/sql'
import { tryImport } from '../normalise/try-import'

/** Rows as objects under a header of a platform; a column that a row does not name is empty. */
export function exportOf(header: readonly string[], rows: readonly Record<string, string | number>[], delimiter = ','): string {
  const quoted = (cell: string | number): string => {
    const text = String(cell)
    return /[",\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  for (const row of rows) for (const name of Object.keys(row)) if (!header.includes(name)) throw new Error(`the header has no ${name}`)
  return [header, ...rows.map((row) => header.map((name) => row[name] ?? ''))]
    .map((cells) => `${cells.map(quoted).join(delimiter)}\n`)
    .join('')
}

/** Imports an export into an empty shop as the host does, and adds up what the metrics would see. */
export async function figuresOf(text: string | Uint8Array, uploaded_at = '2026-07-01T10:00:00Z') {
  const db = await openNodeDatabase()
  const { recognition, outcome, dataset } = await tryImport(text, { uploaded_at, db })
  if (outcome.status === 'questions') throw new Error(`asked: ${JSON.stringify(outcome.questions)}`)
  const [sums] = await db.all<Record<string, number>>(sql`
    SELECT coalesce(sum(net_ex_tax), 0) / 1e4 AS net, coalesce(sum(qty), 0) / 1e3 AS units,
      coalesce(-sum(net_ex_tax) FILTER (line_type <> 'SALE'), 0) / 1e4 AS returned,
      count(DISTINCT (store_id, date, transaction_id)) FILTER (line_type = 'SALE') AS orders,
      coalesce(sum(net_ex_tax) FILTER (channel = 'online'), 0) / 1e4 AS online, count(DISTINCT sku_id) AS products,
      count(*) FILTER (line_type <> 'ADJ') AS ok, coalesce(sum(tax), 0) / 1e4 AS tax, coalesce(sum(discount), 0) / 1e4 AS discount
    FROM sales_line`)
  const issues = await db.all<{ code: string; severity: string; n: number }>(
    sql`SELECT code, severity, count(*) AS n FROM row_issue GROUP BY ALL ORDER BY code`,
  )
  const cents = (value: number | undefined): number => Math.round((value ?? 0) * 100) / 100
  return {
    db,
    recognition,
    dataset,
    net: cents(sums?.net),
    units: sums?.units,
    returned: cents(sums?.returned),
    orders: sums?.orders,
    online: cents(sums?.online),
    products: sums?.products,
    tax: cents(sums?.tax),
    discount: cents(sums?.discount),
    ok: sums?.ok,
    rejected: issues.filter((one) => one.severity === 'reject').reduce((sum, one) => sum + one.n, 0),
    warned: Object.fromEntries(issues.filter((one) => one.severity === 'warn').map((one) => [one.code, one.n])),
    set_aside: Object.fromEntries(issues.filter((one) => one.severity === 'set_aside').map((one) => [one.code, one.n])),
  }
}
