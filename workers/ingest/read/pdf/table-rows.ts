import type { InvoiceLine } from '../../../../src/domain/invoice'
import { boxOf } from './box'
import { type DecimalSign, numbersOf } from './printed-number'
import { cellsOf, type NumberRole, type RowCells } from './table-cells'
import { type Column, namesColumns, type TableHeader, tableHeaders } from './table-header'
import { totalRole } from './total-line'
import { keyOf, type Line, type Page, textOf, type Word } from './words'

interface OpenRow {
  y: number
  page: number
  last_y: number
  height: number
  cells: RowCells[]
}

/** What a table of goods adds up to, and which of its columns held the line totals. */
export interface GoodsTable {
  lines: InvoiceLine[]
  /** the totals of the lines have tax in them, by their header */
  gross: boolean
}

const MEASURES: readonly NumberRole[] = ['quantity', 'unit_price', 'amount', 'gross_amount']
/** Lines of text this far under their row, in heights of a letter, still describe it. */
const DESCRIBES = 3

/** Reads the table of goods, over as many pages as it goes, whether its header is repeated or not. */
export function goodsTable(pages: readonly Page[], sign: DecimalSign): GoodsTable {
  const tables: GoodsTable[] = []
  let open: TableReader | null = null
  for (const { lines } of pages) {
    const headers = tableHeaders(lines)
    const first = headers[0]?.from ?? lines.length
    open?.read(lines.slice(0, first))
    for (const [index, header] of headers.entries()) {
      if (!open?.repeats(header)) {
        if (open) tables.push(open.close())
        open = new TableReader(sign)
      }
      open.begin(header)
      open.read(lines.slice(header.to + 1, headers[index + 1]?.from ?? lines.length))
    }
  }
  if (open) tables.push(open.close())
  return tables.reduce<GoodsTable>((best, table) => (worth(table) > worth(best) ? table : best), { lines: [], gross: false })
}

/** Lines whose quantity and price give their total weigh more than lines that cannot be checked. */
const worth = ({ lines }: GoodsTable): number =>
  lines.reduce((sum, { quantity, unit_price }) => sum + (quantity !== null && unit_price !== null ? 2 : 1), 0)

class TableReader {
  private columns: readonly Column[] = []
  private readonly rows: OpenRow[] = []
  private pending: Line[] = []
  /** a line of sums has been read: what follows must look like goods without doubt */
  private summed = false

  constructor(private readonly sign: DecimalSign) {}

  begin({ columns }: TableHeader): void {
    this.columns = columns
    this.pending = []
    this.summed = false
  }
  repeats({ columns }: TableHeader): boolean {
    const roles = (of: readonly Column[]) => of.map(({ role }) => role ?? '').join()
    return roles(columns) === roles(this.columns)
  }

  read(lines: readonly Line[]): void {
    for (const line of lines) {
      if (/^(?:incl|inkl|including|davon|dont|of which|included|darin|waarvan|di cui) /.test(line.key)) continue // a part of what another line says
      if (/^(?:page|seite|pagina|pag|blad|पृष्ठ)(?: |$)/.test(line.key)) continue
      this.take(line)
    }
  }

  private take(line: Line): void {
    if (namesColumns(line)) {
      this.summed = true
      return
    }
    const cells = cellsOf(line, this.columns, this.sign)
    const has = (role: NumberRole) => cells.numbers.some((cell) => cell.role === role)
    const measured = MEASURES.filter(has).length
    const total = totalRole(line)
    const goods = addsUp(cells)
    const is_sum = total !== null && (total.whole || !goods) && !(total.role === 'adjustment' && goods)
    if (is_sum && (cells.numbers.length > 0 || this.rows.length > 0)) {
      this.summed = true
      this.pending = []
      return
    }
    if (this.summed && !addsUp(cells)) {
      if (cells.numbers.length === 0) this.pending = [line]
      return
    }
    const row = this.rows.at(-1)
    if (measured === 0) {
      if (row && row.page === line.page && !this.summed && line.y - row.last_y <= DESCRIBES * Math.max(line.height, 6))
        this.add(row, cells, line)
      else this.pending = [...this.pending, line].slice(-2)
      return
    }
    const filled = row?.cells.flatMap(({ numbers }) => numbers.map(({ column }) => column)) ?? []
    const starts =
      !row ||
      row.page !== line.page ||
      this.summed ||
      line.y - row.y > DESCRIBES * row.height ||
      cells.numbers.some(({ column, role }) => MEASURES.includes(role) && filled.includes(column)) ||
      cells.texts.some(({ role }) => role === 'position')
    if (!starts) {
      this.add(row, cells, line)
      return
    }
    const begun: OpenRow = { y: line.y, page: line.page, last_y: line.y, height: Math.max(line.height, 6), cells: [] }
    const described = cells.texts.some(({ role, words }) => role === 'description' && words.some(({ text }) => /\p{L}/u.test(text)))
    const above = this.pending.at(-1)
    // goods whose name stands over their numbers
    if (!described && above && above.page === line.page && line.y - above.y <= 1.8 * begun.height)
      begun.cells.push(cellsOf(above, this.columns, this.sign))
    this.add(begun, cells, line)
    this.rows.push(begun)
    this.pending = []
    this.summed = false
  }

  private add(row: OpenRow, cells: RowCells, line: Line): void {
    row.cells.push(cells)
    row.last_y = line.y
  }

  close(): GoodsTable {
    const gross = !this.columns.some(({ role }) => role === 'amount') && this.columns.some(({ role }) => role === 'gross_amount')
    const lines = this.rows.map((row) => lineOf(row, this.columns, this.sign)).filter((line): line is InvoiceLine => line !== null)
    return { lines, gross }
  }
}

/** One line of goods out of the cells of its row; null when nothing says what it costs. */
function lineOf({ cells }: OpenRow, columns: readonly Column[], sign: DecimalSign): InvoiceLine | null {
  const numbers = cells.flatMap((row) => row.numbers)
  const first = (role: NumberRole) => numbers.find((cell) => cell.role === role)
  const last = (role: NumberRole) => numbers.findLast((cell) => cell.role === role)
  const texts = (...roles: (TextRole | null)[]): Word[] =>
    cells.flatMap((row) => row.texts.filter(({ role }) => roles.includes(role as TextRole)).flatMap(({ words }) => words))
  const quantity = first('quantity')
  const price = first('unit_price')
  const total = last('amount') ?? last('gross_amount')
  const unit = texts('unit').length ? texts('unit') : (quantity?.unit ?? [])
  const tax_cells = numbers.filter(({ role }) => role === 'tax')
  const rates = tax_cells.filter(({ number, column }) => number.percent || columns[column]?.percent)
  const discount = first('discount')
  const discount_rate =
    first('discount_rate') ?? (discount?.number.percent || (discount && columns[discount.column]?.percent) ? discount : undefined)
  const units = quantity ? Math.round(quantity.number.value / 10) : null
  const rate = discount_rate ? Math.round(discount_rate.number.value / 100) : null
  const due = product(units, price?.number.value ?? null, rate)
  const amount = total?.number.value ?? (due === null ? null : (unlabelled(cells, due, sign) ?? due))
  if (amount === null) return null
  const words = cells.flatMap((row) => row.line.words)
  const hsn = textOf(texts('hsn'))
  const has_names = columns.some(({ role }) => role === 'description')
  const named = nameAndCode(has_names ? texts('description') : cells.flatMap((row) => row.texts.flatMap((cell) => cell.words)))
  // a sum under the goods that is not labelled
  if (named.description === '' && texts('code').length === 0 && units === null && !price) return null
  return {
    description: named.description,
    code: texts('code')[0]?.text.replace(/[.,;]+$/, '') ?? named.code,
    hsn: hsn || null,
    // a sum without a quantity is one lump
    quantity: units ?? (price ? quotient(amount, price.number.value) : 1000),
    free_quantity: first('free_quantity') ? Math.round((first('free_quantity')?.number.value ?? 0) / 10) : null,
    unit: textOf(unit).replace(/[.,]$/, '') || null,
    unit_price: price?.number.value ?? null,
    discount: discount && discount !== discount_rate ? discount.number.value : null,
    discount_rate: rate,
    tax_rate: rates.length ? rates.reduce((sum, { number }) => sum + Math.round(number.value / 100), 0) : null,
    amount,
    batch: textOf(texts('batch')) || null,
    expiry: textOf(texts('expiry')) || null,
    mrp: first('mrp')?.number.value ?? null,
    box: boxOf(words.filter(({ page }) => page === words[0]?.page)),
  }
}

/** Quantity times price, less the rebate, is the total of the line. */
function addsUp({ numbers }: RowCells): boolean {
  const value = (role: NumberRole) => numbers.find((cell) => cell.role === role)?.number.value
  const [quantity, price, amount] = [value('quantity'), value('unit_price'), value('amount') ?? value('gross_amount')]
  if (quantity === undefined || price === undefined || amount === undefined) return false
  const rate = value('discount_rate') ?? 0
  return Math.abs((quantity * price * (1 - rate / 1_000_000)) / 10_000 - amount) <= 100 + Math.abs(amount) * 0.001
}

type TextRole = NonNullable<Column['role']>

/** The total of a line under a header that is not known: the last number on its first line, when it is what quantity and price come to. */
function unlabelled([first]: readonly RowCells[], due: number, sign: DecimalSign): number | null {
  const last = first && numbersOf(first.line, sign).at(-1)
  return last && last.decimals === 2 && Math.abs(last.value - due) <= 200 + Math.abs(due) * 0.002 ? last.value : null
}

function product(quantity: number | null, price: number | null, discount_rate: number | null): number | null {
  if (quantity === null || price === null) return null
  return Math.round((quantity * price * (1 - (discount_rate ?? 0) / 10_000)) / 1000)
}

/** A quantity that is not printed, or not under a header that is known: how often the price goes into the amount, when it does so evenly. */
function quotient(amount: number, price: number): number | null {
  const units = price === 0 ? 0 : Math.round((amount * 1000) / price)
  return units !== 0 && Math.abs((units * price) / 1000 - amount) < 1 ? units : null
}

/** `[FURN_7777] Office Chair`: a code in brackets before the name. */
function nameAndCode(words: readonly Word[]): { description: string; code: string | null } {
  const text = textOf(words).trim()
  const [, code, name] = /^[[(]([\w./-]{3,20})[\])]\s+(.+)$/u.exec(text) ?? []
  return code && name && keyOf(code) !== '' ? { description: name, code } : { description: text, code: null }
}
