import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sql } from '../../db/sql'
import { buildReport } from '../report'
import { tryImport } from './try-import'

/** A new case is a new folder: input.csv as bytes and what must come of it. Row numbers are those of the table; 0 = the whole table. */
interface Expected {
  questions?: string[]
  counts?: { total: number; ok: number; rejected: number; set_aside: number }
  issues?: Record<string, number[]>
  details?: Record<string, { field?: string | null; raw_value?: string | null; suggestion?: string | null }>
  profile?: Record<string, unknown>
  /** date, line type, quantity, unit price, revenue of every accepted line */
  lines?: [string, string, number, number | null, number | null][]
  costs?: (number | null)[]
  times?: (number | null)[]
}

const FOLDER = join(import.meta.dirname, 'goldens')

test.each(readdirSync(FOLDER).sort())('%s', async (name) => {
  const expected = JSON.parse(readFileSync(join(FOLDER, name, 'expected.json'), 'utf8')) as Expected
  const { db, dataset, outcome } = await tryImport(new Uint8Array(readFileSync(join(FOLDER, name, 'input.csv'))))
  if (outcome.status === 'questions') {
    expect(outcome.questions.map((question) => question.about)).toEqual(expected.questions)
    return
  }
  expect(expected.questions).toBeUndefined()
  const found = await db.all<{ code: string; row_no: number; field: string | null; raw_value: string | null; suggestion: string | null }>(
    sql`SELECT code, row_no, field, raw_value, suggestion FROM row_issue ORDER BY code, row_no`,
  )
  const by_code: Record<string, number[]> = {}
  for (const { code, row_no } of found) by_code[code] = [...(by_code[code] ?? []), row_no]
  expect(by_code).toEqual(expected.issues)
  for (const [code, detail] of Object.entries(expected.details ?? {})) expect(found.find((one) => one.code === code)).toMatchObject(detail)
  expect(outcome.profile).toMatchObject(expected.profile ?? {})
  const report = await buildReport(db, dataset)
  expect(report.counts).toMatchObject(expected.counts ?? {})
  const lines = await db.all<{
    date: string
    line_type: string
    qty: number
    price: number | null
    net: number | null
    cost: number | null
    time_s: number | null
  }>(sql`
    SELECT date::VARCHAR AS date, line_type, qty / 1e3 AS qty, unit_price / 1e4 AS price, net_ex_tax / 1e4 AS net, unit_cost / 1e4 AS cost, time_s FROM sales_fact ORDER BY row_no`)
  if (expected.lines)
    expect(lines.map(({ date, line_type, qty, price, net }) => [date, line_type, qty, price, net])).toEqual(expected.lines)
  if (expected.costs) expect(lines.map((line) => line.cost)).toEqual(expected.costs)
  if (expected.times) expect(lines.map((line) => line.time_s)).toEqual(expected.times)
})
