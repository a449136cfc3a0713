import type { ImportProfile } from '../../../src/domain/dataset'
import type { Mapping, Question } from '../../../src/domain/mapping'
import type { Database } from '../../db/database'
import { raw, sql } from '../../db/sql'
import { type OrderContext, type OrderEvidence, otherNotation } from '../recognise/date-order'
import { compareOrders, countTurns } from './date-cells'
import { type Decisions, readAlike } from './decisions'
import { writeTableFinding } from './findings'
import { type Footer, readFooter } from './footer'
import { otherDateOrders } from './other-dates'
import { labelOutliers } from './outliers'
import { type PassInput, type PassResult, runPass } from './pass'
import { SalesDecider } from './sales-decider'
import { type SalesEvidence, SalesTable } from './sales-table'
import type { TableInput } from './slice-table'
import { taxBetween } from './tax-between'

/** Decisions can change the evidence for one another (numbers for amounts); they settle in two or three passes, and no table gets more. */
const MOST_PASSES = 4
const FACTS = ['sales_fact', 'row_issue', 'reject_row'] as const

type SalesProfile = Omit<ImportProfile, 'bad_bytes' | 'rows_total'>
type Read = { status: 'done'; result: PassResult; profile: SalesProfile } | { status: 'questions'; questions: Question[] }

interface Hooks {
  progress(rows_done: number): void
  signal: AbortSignal
}

/**
 * Reads a sales table. Column-wide decisions (date order, decimal sign, meaning of the amounts, currency) are taken from the first slice,
 * checked against the whole table at the end, and the table is read again where it says otherwise.
 */
export async function importSales(
  db: Database,
  pass: PassInput,
  input: TableInput,
  mapping: Mapping,
  context: { remembered: Mapping['date_order']; locale: string },
  hooks: Hooks,
): Promise<Read> {
  const decider = new SalesDecider(pass, input, mapping, context)
  let decisions = decider.first()
  let tried = 0
  /** rows that speak against each reading of a second notation: all alike, and turned */
  const against: number[] = []
  let before: SalesTable | null = null
  let staged = false
  for (let at = 1; ; at++) {
    const table: SalesTable = new SalesTable(
      db,
      input,
      pass.columns,
      decisions,
      at === 1 ? (dates) => decider.firstOrder(dates) : null,
      pass.rewrite?.taken_back ?? null,
      before,
    )
    before = table
    let first_says: Decisions | null = null
    const result = await runPass(db, table, pass, {
      ...hooks,
      staged,
      stopAfterFirst: () => {
        if (tried >= 2) return false
        decisions = table.decisions
        const said = decider.decide(table.evidence, decisions, {})
        if ('mixed' in said || readAlike(said, decisions)) return false
        first_says = said
        return true
      },
    })
    staged = result === null
    if (result === null && first_says) {
      tried++
      decisions = first_says
      continue
    }
    if (result === null) continue
    const order = await orderEvidence(db, pass, table.evidence.dates, decisions, decider.settled)
    const said = decider.decide(table.evidence, decisions, order)
    if ('mixed' in said) return { status: 'questions', questions: [mixedQuestion(pass, table.evidence.dates)] }
    if (readAlike(said, decisions) || at >= MOST_PASSES + tried) {
      const turned = decider.settled ? null : otherNotation(table.evidence.dates)
      if (turned !== null && against.length < 2) {
        against.push((await countTurns(db, pass.dataset_no)) + result.rejected)
        const [alike = 0, other] = against
        if (other === undefined) {
          await forget(db, pass.dataset_no)
          decisions = { ...decisions, turned }
          continue
        }
        if (alike * 2 >= other && other * 2 >= alike) return { status: 'questions', questions: [mixedQuestion(pass, table.evidence.dates)] }
        if (alike < other) {
          await forget(db, pass.dataset_no)
          decisions = { ...decisions, turned: null }
          continue
        }
      }
      decisions = readAlike(said, decisions) ? said : { ...decisions, date_evidence: said.date_evidence }
      return { status: 'done', result, profile: await finish(db, pass, decisions, table.evidence, result) }
    }
    await forget(db, pass.dataset_no)
    decisions = said
  }
}

/** Takes back what a pass wrote, before the table is read another way. */
async function forget(db: Database, dataset_no: number): Promise<void> {
  for (const fact of FACTS) await db.run(sql`DELETE FROM ${raw(fact)} WHERE dataset_no = ${dataset_no}`)
}

/** What the rows and the other columns say about the date order; looked at only where the column does not prove it itself. */
async function orderEvidence(
  db: Database,
  pass: PassInput,
  dates: OrderEvidence,
  decisions: Decisions,
  settled: Decisions['date_order'],
): Promise<Partial<OrderContext>> {
  if (settled || dates.dmy_proof > 0 || dates.mdy_proof > 0 || dates.ambiguous === 0) return {}
  const other_columns = await otherDateOrders(db, pass)
  const { own, swapped, rows } = await compareOrders(db, pass.dataset_no)
  const [dmy, mdy] = decisions.date_order === 'MDY' ? [swapped, own] : [own, swapped]
  return {
    other_columns,
    rows,
    inversions: { dmy: dmy.inversions, mdy: mdy.inversions },
    spans: { dmy: dmy.span_days, mdy: mdy.span_days },
  }
}

function mixedQuestion(pass: PassInput, dates: OrderEvidence): Question {
  return {
    about: 'date_order',
    column: Math.max(0, pass.shape.roles.indexOf('date')),
    options: ['DMY', 'MDY'],
    guess: dates.dmy_proof === dates.mdy_proof ? null : dates.dmy_proof > dates.mdy_proof ? 'DMY' : 'MDY',
    examples: dates.examples,
    mixed: true,
  }
}

async function finish(
  db: Database,
  pass: PassInput,
  decisions: Decisions,
  evidence: SalesEvidence,
  result: PassResult,
): Promise<SalesProfile> {
  const { dataset_no, columns } = pass
  await labelOutliers(db, dataset_no)
  if (decisions.date_evidence === 'locale')
    await writeTableFinding(db, dataset_no, {
      code: 'W_DATE_AMBIGUOUS',
      severity: 'warn',
      field: 'date',
      ...(evidence.dates.examples[0] ? { raw_value: evidence.dates.examples[0] } : {}),
    })
  if (decisions.turned !== null) await writeTableFinding(db, dataset_no, { code: 'W_DATES_TWO_WAYS', severity: 'warn', field: 'date' })
  if (decisions.negatives !== 'returns')
    await writeTableFinding(db, dataset_no, { code: 'W_SOLD_BELOW_ZERO', severity: 'warn', field: 'qty' })
  else if (evidence.signs.below + evidence.signs.money_below > 0 && evidence.signs.above + evidence.signs.units_below === 0)
    await writeTableFinding(db, dataset_no, { code: 'W_ONLY_RETURNS', severity: 'warn', field: 'qty' })
  const knows_tax =
    columns.has('tax') || columns.has('tax_pct') || columns.has('taxable') || taxBetween(columns, pass.shape.header) !== null
  const has_amount = columns.has('total') || columns.has('unit_price')
  if (!knows_tax && has_amount && result.ok > 0) await writeTableFinding(db, dataset_no, { code: 'W_TAX_UNKNOWN', severity: 'info' })
  const footer = readFooter(pass, result, decisions)
  if (footer && !footer.ok) await writeFooterFinding(db, dataset_no, footer)
  const [filled] = await db.all<Record<'transaction_id' | 'cost' | 'code' | 'category' | 'customer', number>>(sql`
    SELECT count(transaction_id) AS transaction_id, count(unit_cost) AS cost, count(i.code) AS code, count(f.category) AS category, count(customer_id) AS customer
    FROM sales_fact f JOIN item i USING (item_no) WHERE dataset_no = ${dataset_no}`)
  return {
    date_order: decisions.date_order,
    date_evidence: decisions.date_evidence,
    decimal_sep: decisions.decimal_sep,
    amount_reading: has_amount && (columns.has('total') || columns.has('taxable')) ? decisions.amount_reading : 'untested',
    identity_testable: result.testable,
    identity_ok: result.agreeing,
    filled: filled ?? { transaction_id: 0, cost: 0, code: 0, category: 0, customer: 0 },
    derived_rows: result.derived,
    currency: decisions.currency,
    footer: footer && { column: footer.column, expected: footer.expected, found: footer.found, ok: footer.ok },
  }
}

async function writeFooterFinding(db: Database, dataset_no: number, footer: Footer): Promise<void> {
  await writeTableFinding(db, dataset_no, {
    code: 'W_FOOTER_MISMATCH',
    severity: 'warn',
    row_no: footer.row_no,
    field: footer.column,
    raw_value: footer.raw_value,
    suggestion: footer.found.toFixed(2),
  })
}
