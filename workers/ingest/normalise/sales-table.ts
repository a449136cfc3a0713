import type { Role } from '../../../src/domain/mapping'
import type { Database } from '../../db/database'
import { CHANNEL } from '../../db/schema'
import { ident, join, raw, type Sql, sql } from '../../db/sql'
import { addDates, dateEvidence, type OrderEvidence } from '../recognise/date-order'
import { flagWords } from '../recognise/line-flag'
import { ADJUSTMENT_PATTERN, CHARGE_PATTERN } from '../recognise/not-data'
import { decimalEvidence } from '../recognise/numbers'
import { cell, type RoleColumns } from './columns'
import { DateCells } from './date-cells'
import { type Decisions, type IdentityCounts, noIdentity, noSigns, orderFor, type ReadOrder, type SignCounts } from './decisions'
import { DescribingCells } from './describing-cells'
import { rowNo, writeLabels } from './findings'
import { readWithFree } from './free-cells'
import { NumberCells, type NumberColumn, numberColumns } from './number-cells'
import { ACCEPTED, no, REJECTED, SET_ASIDE } from './outcomes'
import { channelWord, currencyWord, lineTypeWord, readDate, readTime, unitWord } from './parse-cells'
import { ProductNames } from './product-names'
import { DESCRIBING_FLAG, FLAG } from './sales-amounts'
import { addIdentity, countSigns, weighAmounts } from './sales-evidence'
import { salesLabels } from './sales-labels'
import { SALES_NUMBERS, type SalesReaders, salesRows } from './sales-rows'
import { ROWS } from './set-aside'
import { SLICE } from './slice'
import type { NamedTotals, SliceTable, TableInput, Tally } from './slice-table'
import { StoreNames } from './store-names'
import { taxBetween } from './tax-between'
import { WordCells } from './word-cells'

/** What a pass over a sales table saw that may change how it must be read. */
export interface SalesEvidence {
  dates: OrderEvidence
  /** texts that speak for a decimal comma / a decimal point */
  comma: boolean
  point: boolean
  identity: IdentityCounts
  signs: SignCounts
  /** accepted rows by the currency that they name */
  currencies: Map<string, number>
}

/** Columns whose accepted values add up: what a footer row of the file may state, in order of preference. */
export const SUMMED: readonly { role: Role; column: string; tolerance: number }[] = [
  { role: 'total', column: 'raw_total', tolerance: 100 },
  { role: 'taxable', column: 'raw_taxable', tolerance: 100 },
  { role: 'tax', column: 'raw_tax', tolerance: 100 },
  { role: 'qty', column: 'raw_qty', tolerance: 10 },
]

/** After so many slices without a new product none is expected. */
const QUIET = 2
/** A file with more of them is copied before it is looked at: looking twice costs more than not copying saves. */
const MOST_SURPRISES = 2

/** Reads the slices of a sales table under one set of decisions and writes their facts. */
export class SalesTable implements SliceTable {
  readonly evidence: SalesEvidence = {
    dates: dateEvidence([]),
    comma: false,
    point: false,
    identity: noIdentity(),
    signs: noSigns(),
    currencies: new Map(),
  }
  readonly numbers: NumberCells
  private readonly readers: SalesReaders
  private first = true
  /** slices in a row that brought no new product */
  private quiet = 0
  /** slices that were only viewed and held something that nobody expected */
  private surprises = 0
  private readonly header: readonly string[]

  constructor(
    private readonly db: Database,
    input: TableInput,
    private readonly columns: RoleColumns,
    public decisions: Decisions,
    /** on a first pass: the order that the first texts speak for, so that they need not be read twice */
    private firstOrder: ((dates: OrderEvidence) => ReadOrder | null) | null,
    /** column with revenue that the bill takes back (a source's rule), or null */
    private readonly taken_back: number | null,
    /** an earlier pass over the same table: names and words mean the same however numbers and dates are read */
    private readonly before: SalesTable | null,
  ) {
    this.header = input.header
    const date_column = columns.first('date') ?? 0
    this.numbers = new NumberCells(
      db,
      numberColumns(columns, SALES_NUMBERS),
      decisions.decimal_sep,
      (text, column) => readWithFree(text, column, decisions.decimal_sep, 'dr'),
      (_, texts) => this.hearNumbers(texts),
    )
    const dates = new DateCells(
      db,
      date_column,
      (text) => readDate(text, orderFor(text, this.decisions)),
      (texts) => this.hearDates(texts),
    )
    this.readers = {
      columns,
      numbers: this.numbers,
      describing: new DescribingCells(this.numbers, DESCRIBING_FLAG),
      dates,
      products: new ProductNames(db, columns, input.source_type),
      stores: new StoreNames(db, columns, input.defaults?.store ?? undefined),
      types: new WordCells(db, 'type', columns.first('type'), (text) =>
        lineTypeWord(flagWords(input.header[columns.first('type') ?? -1] ?? '', text)),
      ),
      channels: new WordCells(db, 'channel', columns.first('channel'), channelWord, input.defaults?.channel, CHANNEL),
      currencies: new WordCells(db, 'currency', columns.first('currency'), currencyWord),
      units: new WordCells(db, 'unit', columns.first('unit'), unitWord),
      times: new WordCells(db, 'time', columns.first('time'), (text) => readTime(text)?.toString() ?? null),
      last_day: input.last_day,
      tax_between: taxBetween(columns, input.header),
      gross_total:
        columns.has('discount') && !columns.has('taxable') && /\bgross\b/i.test(input.header[columns.first('total') ?? -1] ?? ''),
      ...(before && { ...before.readers, numbers: this.numbers, describing: new DescribingCells(this.numbers, DESCRIBING_FLAG), dates }),
    }
  }

  async start(): Promise<void> {
    const r = this.readers
    await r.dates.start()
    if (this.before) return
    await r.products.start()
    await r.stores.start()
    for (const words of this.words()) await words.start()
  }

  async looksOnce(): Promise<boolean> {
    const { dates, products } = this.readers
    await dates.foresee()
    return (
      this.surprises < MOST_SURPRISES &&
      dates.foresees &&
      this.numbers.plain &&
      products.totals_in === null &&
      products.adjustments_in === null &&
      this.taken_back === null &&
      !this.evidence.comma
    )
  }

  async judge(guarded: boolean, hold: (() => Promise<void>) | null): Promise<number> {
    const r = this.readers
    let copy = hold
    if (!copy) await r.dates.resolve()
    // the products of a file that brought none for long are looked up with the rows, and a surprise judged again
    const expected = copy !== null && this.quiet >= QUIET && this.surprises === 0
    const fresh = expected ? 0 : await r.products.resolve()
    this.quiet = fresh > 0 ? 0 : this.quiet + 1
    if (this.first) {
      await this.readWords()
      if (this.before) this.numbers.follow(this.before.numbers)
      else await this.numbers.look(guarded)
    }
    this.first = false
    let wide = false
    let refused = 0
    // texts that were not read yet ask for the slice once more: numbers, words and size can each do so once
    for (let again = 0; again < 5; again++) {
      await this.numbers.resolve(guarded)
      await this.writeRows(salesRows(r, this.decisions, guarded, wide, copy !== null), copy !== null)
      const unread = this.numbers.columns.map(
        (_, at) => sql`coalesce(max(CASE WHEN unread_numbers & ${this.numbers.bit(at)} <> 0 THEN ${this.numbers.bit(at)} ELSE 0 END), 0)`,
      )
      const [asked] = await this.db.all<{ numbers: number; words: number; big: number; refused: number }>(sql`
        SELECT ${unread.length ? join(unread, ' + ') : raw('0')} AS numbers, count(*) FILTER (WHERE unread_words) AS words, count(*) FILTER (WHERE too_big) AS big,
          (SELECT count(*) FROM ${ROWS} WHERE ${REJECTED}) AS refused
        FROM ${ROWS} WHERE unread_numbers <> 0 OR unread_words OR too_big`)
      refused = asked?.refused ?? 0
      if (!asked || (asked.numbers === 0 && asked.words === 0 && asked.big === 0)) break
      if (copy) {
        await copy()
        copy = null
        this.surprises++
        await r.dates.resolve()
        await r.products.resolve()
      }
      this.numbers.more(asked.numbers)
      if (asked.words > 0) await this.readWords()
      if (asked.big > 0) wide = true
    }
    await this.adjustments()
    if (copy) r.dates.hearForeseen(await this.days())
    return refused
  }

  /** `from_file`: the engine does not know how many rows a file has, and would hold them all to look the few known words up among them. */
  private async writeRows(rows: Sql, from_file: boolean): Promise<void> {
    await this.db.run(sql`DROP TABLE IF EXISTS ${ROWS}`)
    if (from_file) await this.db.run(raw(`SET disabled_optimizers='build_side_probe_side'`))
    try {
      await this.db.run(sql`CREATE TEMP TABLE ${ROWS} AS ${rows}`)
    } finally {
      if (from_file) await this.db.putBack(raw(`SET disabled_optimizers=''`))
    }
  }

  private async days(): Promise<string[]> {
    const days = await this.db.all<{ day: string }>(sql`SELECT DISTINCT date::VARCHAR AS day FROM ${ROWS} WHERE date IS NOT NULL`)
    return days.map(({ day }) => day)
  }

  /** Lines that are no goods but change their bill (a discount, a rounding, a charge, a tip) move money and no units; what they take off is a discount. */
  private async adjustments(): Promise<void> {
    const { adjustments_in: name } = this.readers.products
    if (name === null || !this.columns.has('qty')) return
    await this.db.run(sql`
      UPDATE ${ROWS} SET line_type = 'ADJ', qty = 0, unit_price = NULL, unit_cost = NULL, gross = greatest(net_ex_tax, 0), discount = greatest(-net_ex_tax, 0), flags = flags & ~${FLAG.derived}
      FROM ${SLICE} s WHERE ${ROWS}.file_row = s.file_row AND ${ACCEPTED} AND net_ex_tax IS NOT NULL
        AND ((((coalesce(raw_qty, 0) = 0 AND coalesce(raw_price, 0) = 0) OR net_ex_tax < 0) AND regexp_matches(s.${cell(name)}, ${`(?i)${ADJUSTMENT_PATTERN}`}))
          OR regexp_matches(s.${cell(name)}, ${`(?i)${CHARGE_PATTERN}`}))`)
  }

  async weigh(rows: number): Promise<void> {
    const { identity, signs } = this.evidence
    addIdentity(identity, await weighAmounts(this.db, this.columns, this.header, rows))
    const { above, below, units_below, money_below } = await countSigns(this.db, this.columns, this.decisions.negatives, rows)
    signs.above += above
    signs.below += below
    signs.units_below += units_below
    signs.money_below += money_below
    if (this.evidence.comma && !this.evidence.point) await this.lookForPoints()
    if (this.columns.has('currency') || this.numbers.hasCurrency()) {
      const seen = await this.db.all<{ currency: string; n: number }>(
        sql`SELECT currency, count(*) AS n FROM ${ROWS} WHERE currency IS NOT NULL AND (${ACCEPTED} OR outcome = ${no('E_CURRENCY')}) GROUP BY currency`,
      )
      for (const { currency, n } of seen) this.evidence.currencies.set(currency, (this.evidence.currencies.get(currency) ?? 0) + n)
    }
  }

  badAmount() {
    const cases = this.numbers.columns
      .filter((column) => column.role !== 'qty')
      .map((column) => ({
        when: sql`r.bad & ${this.readers.describing.refusing} & ${this.numbers.bit(this.numbers.columns.indexOf(column))} <> 0`,
        column,
      }))
    const of = (value: (column: NumberColumn) => ReturnType<typeof sql>) =>
      cases.length === 0
        ? raw('NULL')
        : sql`CASE ${join(
            cases.map(({ when, column }) => sql`WHEN ${when} THEN ${value(column)}`),
            ' ',
          )} END`
    return { field: of((column) => sql`${column.role}`), value: of((column) => sql`s.${cell(column.column)}`) }
  }

  async write(dataset_no: number, rows_above: number): Promise<void> {
    await this.db.run(sql`
      INSERT INTO sales_fact BY NAME SELECT ${dataset_no} AS dataset_no, ${rowNo(rows_above)} AS row_no, 0 AS state, date, time_s, store_no, channel, transaction_id,
        line_no, item_no, line_type, qty, unit_price, gross, discount, net_ex_tax, tax, total_inc_tax, unit_cost, customer_id, payment_mode, category,
        coalesce(currency, ${this.decisions.currency}) AS currency, tax_unknown
      FROM ${ROWS} r WHERE ${ACCEPTED}`)
    if (this.columns.has('returned_qty') || this.columns.has('returned_amount')) await this.writeCameBack(dataset_no, rows_above)
  }

  /** What came back of a line that sold more is a return of its own; money given back without a word of goods takes no units. */
  private async writeCameBack(dataset_no: number, rows_above: number): Promise<void> {
    await this.db.run(sql`
      INSERT INTO sales_fact BY NAME SELECT ${dataset_no} AS dataset_no, ${rowNo(rows_above)} AS row_no, 0 AS state, date, time_s, store_no, channel, transaction_id,
        line_no || ' return' AS line_no, item_no, CASE WHEN came_back <> 0 THEN 'RETURN' ELSE 'ADJ' END AS line_type, -came_back AS qty, CASE WHEN came_back <> 0 THEN unit_price END AS unit_price, -back_net AS gross, 0 AS discount, -back_net AS net_ex_tax, -back_tax AS tax,
        CASE WHEN total_inc_tax IS NOT NULL THEN -back_net - coalesce(back_tax, 0) END AS total_inc_tax, unit_cost, customer_id, payment_mode, category,
        coalesce(currency, ${this.decisions.currency}) AS currency, tax_unknown
      FROM ${ROWS} r WHERE ${ACCEPTED} AND (came_back <> 0 OR back_net <> 0) ORDER BY file_row`)
  }

  /** A line of its own without quantity, on the row that it takes from (domain.md 2.1, refunds of an order). */
  async writeTakenBack(dataset_no: number, rows_above: number): Promise<void> {
    if (this.taken_back === null) return
    await this.db.run(sql`
      INSERT INTO sales_fact BY NAME SELECT ${dataset_no} AS dataset_no, ${rowNo(rows_above)} AS row_no, 0 AS state, date, time_s, store_no, channel, transaction_id,
        line_no || ' refund' AS line_no, item_no, 'ADJ' AS line_type, 0 AS qty, NULL::BIGINT AS unit_price, -back AS gross, 0 AS discount, -back AS net_ex_tax, NULL::BIGINT AS tax,
        NULL::BIGINT AS total_inc_tax, NULL::BIGINT AS unit_cost, customer_id, payment_mode, category, coalesce(currency, ${this.decisions.currency}) AS currency, tax_unknown
      FROM (SELECT r.*, TRY_CAST(s.${cell(this.taken_back)} AS BIGINT) AS back FROM ${ROWS} r JOIN ${SLICE} s USING (file_row)) r
      WHERE ${ACCEPTED} AND back > 0 ORDER BY file_row`)
  }

  async label(dataset_no: number, rows_above: number, flags: number): Promise<void> {
    const labels = salesLabels(this.columns, this.readers.describing).filter(({ flag }) => (flags & flag) !== 0)
    await writeLabels(this.db, dataset_no, rows_above, labels)
  }

  async tally(): Promise<Tally> {
    const summed = SUMMED.filter(({ role }) => this.columns.has(role))
    const sums = summed.map(
      ({ column }) => sql`, coalesce(sum(${ident(column)}) FILTER (WHERE ${ACCEPTED}), 0)::VARCHAR AS ${ident(column)}`,
    )
    const [row] = await this.db.all<Record<string, string | number>>(sql`
      SELECT count(*) FILTER (WHERE ${ACCEPTED}) AS ok, coalesce(bit_or(CASE WHEN ${ACCEPTED} THEN flags END), 0) AS flags,
        count(*) FILTER (WHERE ${ACCEPTED} AND flags & ${FLAG.testable} <> 0) AS testable,
        count(*) FILTER (WHERE ${ACCEPTED} AND flags & ${FLAG.testable} <> 0 AND flags & ${FLAG.amount_mismatch} = 0) AS agreeing,
        count(*) FILTER (WHERE ${ACCEPTED} AND flags & ${FLAG.derived} <> 0) AS derived,
        count(*) FILTER (WHERE ${SET_ASIDE}) AS set_aside,
        count(*) FILTER (WHERE outcome = ${no('E_RAGGED')}) AS ragged, count(*) AS rows ${join(sums, '')} FROM ${ROWS}`)
    const n = (name: string) => Number(row?.[name] ?? 0)
    return {
      rows: n('rows'),
      ok: n('ok'),
      set_aside: n('set_aside'),
      ragged: n('ragged'),
      // what only counts is no label
      flags: n('flags') & ~(FLAG.testable | FLAG.derived),
      testable: n('testable'),
      agreeing: n('agreeing'),
      derived: n('derived'),
      sums: new Map(summed.map(({ column }) => [column, BigInt(row?.[column] ?? 0)])),
    }
  }

  totals(): NamedTotals | null {
    const { name, totals_in } = this.readers.products
    return name === null ? null : { name, is_named: totals_in !== null, bill: 'transaction_id', price: 'raw_price', sums: this.summed() }
  }

  summed() {
    return SUMMED.filter(({ role }) => this.columns.has(role))
  }

  private words(): WordCells[] {
    const r = this.readers
    return [r.types, r.channels, r.currencies, r.units, r.times]
  }
  private async readWords(): Promise<void> {
    await this.readers.stores.resolve()
    for (const words of this.words()) await words.resolve()
  }
  private hearDates(texts: readonly string[]): void {
    addDates(this.evidence.dates, dateEvidence(texts))
    const order = this.firstOrder?.(this.evidence.dates)
    if (order) this.decisions = { ...this.decisions, date_order: order }
    this.firstOrder = null
  }
  private hearNumbers(texts: readonly string[]): void {
    const says = decimalEvidence(texts)
    if (says === ',') this.evidence.comma = true
    if (says === '.') this.evidence.point = true
  }
  /** Numbers that the engine casts never reach `hearNumbers`: a point and one or two digits at their end speaks against a decimal comma. */
  private async lookForPoints(): Promise<void> {
    for (const column of this.numbers.columns) {
      const [row] = await this.db.all<{ n: number }>(
        sql`SELECT count(*) AS n FROM ${SLICE} s WHERE regexp_full_match(s.${cell(column.column)}, '[-+]?\\d+\\.\\d{1,2}')`,
      )
      if (row?.n) this.evidence.point = true
    }
  }
}
