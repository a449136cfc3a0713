import type { InvoiceLine } from '../../../../src/domain/invoice'
import { boxOf } from './box'
import { type DecimalSign, numbersOf } from './printed-number'
import { rateColumns } from './rate-columns'
import { cellsOf, type NumberCell, type NumberRole, type RowCells } from './table-cells'
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
/** A sum that the next page begins with, or that a page ends with for it: the goods go on behind it. */
const CARRIED =
  /^(?:(?:amount|total|sub-?total|balance|page total)? ?(?:carried|brought|c\/f|b\/f|c\/o)(?: (?:over|forward|fwd|down|to|from).*)?(?: [\d.,/-]+)*|ubertrag.*|report(?: a| de la page)? .*|a reporter.*|suma (?:y sigue|anterior).*)$/
/** How many goods a receipt has, with what they cost together. */
const COUNTED = /^(?:total |no of |number of )?(?:items?|articles?|artikel|articulos|qty|pieces?)(?: count| sold)? \d/
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
      if (CARRIED.test(line.key)) continue
      if (/^(?:page|seite|pagina|pag|blad|पृष्ठ)(?: |$)/.test(line.key)) continue
      this.take(line)
    }
  }

  private take(line: Line): void {
    if (namesColumns(line) || COUNTED.test(line.key)) {
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
    const proven = (['quantity', 'amount', 'unit_price'] as const).map((role) => provenColumn(role, this.rows, this.columns))
    const rates = rateColumns(this.rows)
    const columns = this.columns.map((column, at) => (rates.has(at) ? { ...column, percent: true } : column))
    const lines = this.rows.map((row) => lineOf(row, columns, this.sign, proven)).filter((line): line is InvoiceLine => line !== null)
    return { lines, gross }
  }
}

/**
 * Of several columns of one kind (`Taxable value` and `Total`, ordered and shipped) the one with which quantity times price is the amount on most
 * lines; null where that says nothing.
 */
function provenColumn(role: NumberRole, rows: readonly OpenRow[], columns: readonly Column[]): number | null {
  const alike = columns.flatMap((one, column) => (one.role === role ? [column] : []))
  if (alike.length < 2) return null
  const others = role === 'amount' ? 'quantity' : 'amount'
  const several = columns.flatMap((one, column) => (one.role === others ? [column] : []))
  const holds = (column: number) =>
    rows.filter(({ cells }) => {
      const numbers = cells.flatMap((row) => row.numbers).filter((cell) => cell.role !== role || cell.column === column)
      return several.some((other) => addsUp({ numbers: numbers.filter((cell) => cell.role !== others || cell.column === other) }))
    }).length
  const [best] = alike.map((column) => ({ column, lines: holds(column) })).sort((a, b) => b.lines - a.lines || b.column - a.column)
  return best && best.lines > 0 ? best.column : null
}

/** One line of goods out of the cells of its row; null when nothing says what it costs. */
function lineOf({ cells }: OpenRow, columns: readonly Column[], sign: DecimalSign, proven: readonly (number | null)[]): InvoiceLine | null {
  const numbers = cells.flatMap((row) => row.numbers)
  const first = (role: NumberRole) => numbers.find((cell) => cell.role === role)
  const last = (role: NumberRole) => numbers.findLast((cell) => cell.role === role)
  const texts = (...roles: (TextRole | null)[]): Word[] =>
    cells.flatMap((row) => row.texts.filter(({ role }) => roles.includes(role as TextRole)).flatMap(({ words }) => words))
  const inColumn = (column: number | null | undefined) => numbers.findLast((cell) => cell.column === column)
  const quantity = inColumn(proven[0]) ?? first('quantity')
  const price = inColumn(proven[2]) ?? first('unit_price')
  const total = inColumn(proven[1]) ?? last('amount') ?? last('gross_amount')
  const unit = texts('unit').length ? texts('unit') : (quantity?.unit ?? [])
  const is_rate = ({ number, column }: NumberCell) => number.percent || columns[column]?.percent
  const tax_cells = numbers.filter(({ role }) => role === 'tax')
  const rates = tax_cells.filter(is_rate)
  const discounts = numbers.filter(({ role }) => role === 'discount')
  const discount_rate = first('discount_rate') ?? discounts.find(is_rate)
  const discount = discounts.find((cell) => !is_rate(cell))
  const free = first('free_quantity')
  const scheme = SCHEME.exec(textOf(texts('quantity')))
  const units = scheme ? Math.round(Number(scheme[1]) * 1000) : quantity ? Math.round(quantity.number.value / 10) : null
  const rate = discount_rate ? Math.round(discount_rate.number.value / 100) : null
  const due = product(units, price?.number.value ?? null, rate)
  const amount = total?.number.value ?? (due === null ? null : (unlabelled(cells, due, sign) ?? due))
  if (amount === null) return null
  const words = cells.flatMap((row) => row.line.words)
  const hsn = textOf(texts('hsn'))
  const has_names = columns.some(({ role }) => role === 'description')
  // a name so near behind the quantity that it looks like its unit
  const beside = texts('quantity').filter(({ text }) => /\p{L}/u.test(text))
  const nameless = texts('description').length === 0 && texts('code').length === 0
  const code_before = codeBefore(cells, columns)
  const described = texts('description').filter((word) => word !== code_before)
  const own = !nameless ? described : beside.length > 0 ? beside : (quantity?.unit ?? [])
  const named = nameAndCode(has_names ? own : cells.flatMap((row) => row.texts.flatMap((cell) => cell.words)))
  // a sum under the goods that is not labelled
  if (named.description === '' && texts('code').length === 0 && units === null && !price) return null
  return {
    description: named.description,
    code: (texts('code')[0] ?? code_before)?.text.replace(/[.,;]+$/, '') ?? named.code,
    hsn: hsn || null,
    // a sum without a quantity is one lump
    quantity: units ?? (price ? quotient(amount, price.number.value) : 1000),
    free_quantity: free ? Math.round(free.number.value / 10) : scheme ? Math.round(Number(scheme[2]) * 1000) : null,
    unit: textOf(unit).replace(/[.,]$/, '') || null,
    unit_price: price?.number.value ?? null,
    discount: discount && !sameRebate(discount.number.value, rate, units, price?.number.value ?? null) ? discount.number.value : null,
    discount_rate: rate,
    tax_rate: rates.length ? rates.reduce((sum, { number }) => sum + Math.round(number.value / 100), 0) : null,
    amount,
    batch: textOf(texts('batch')) || null,
    expiry: textOf(texts('expiry')) || null,
    mrp: first('mrp')?.number.value ?? null,
    box: boxOf(words.filter(({ page }) => page === words[0]?.page)),
  }
}

/** `10+2`: ten are paid, two came free. */
const SCHEME = /^(\d+(?:\.\d+)?) ?\+ ?(\d+(?:\.\d+)?)$/

/** Quantity times price, less the rebate, is the total of the line. */
function addsUp({ numbers }: Pick<RowCells, 'numbers'>): boolean {
  const value = (role: NumberRole) => numbers.find((cell) => cell.role === role)?.number.value
  const [quantity, price, amount] = [value('quantity'), value('unit_price'), value('amount') ?? value('gross_amount')]
  if (quantity === undefined || price === undefined || amount === undefined) return false
  const rate = value('discount_rate') ?? 0
  const rebate = value('discount') ?? 0
  const due = (quantity * price * (1 - rate / 1_000_000)) / 10_000
  return [due, due - rebate].some((sum) => Math.abs(sum - amount) <= 100 + Math.abs(amount) * 0.001)
}

type TextRole = NonNullable<Column['role']>

/** The total of a line under a header that is not known: the last number on its first line, when it is what quantity and price come to. */
function unlabelled([first]: readonly RowCells[], due: number, sign: DecimalSign): number | null {
  const last = first && numbersOf(first.line, sign).at(-1)
  return last && last.decimals === 2 && Math.abs(last.value - due) <= 200 + Math.abs(due) * 0.002 ? last.value : null
}

/** A rebate that is printed as money and as a rate is one. */
function sameRebate(discount: number, rate: number | null, quantity: number | null, price: number | null): boolean {
  if (rate === null || quantity === null || price === null) return false
  return Math.abs((quantity * price * rate) / 10_000_000 - discount) <= 100 + Math.abs(discount) * 0.005
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

/** `Item` beside `Description`: one word with a digit in it, left of the name, is the code of the goods. */
function codeBefore(cells: readonly RowCells[], columns: readonly Column[]): Word | null {
  const [item, name] = cells.flatMap((row) => row.texts.filter(({ role }) => role === 'description'))
  const several = columns.filter(({ role }) => role === 'description').length > 1
  const [word, ...more] = item?.words ?? []
  return several && name && word && more.length === 0 && /\d/.test(word.text) ? word : null
}

/** `[FURN_7777] Office Chair`: a code in brackets before the name. */
function nameAndCode(words: readonly Word[]): { description: string; code: string | null } {
  const text = textOf(words).trim()
  const [, code, name] = /^[[(]([\w./-]{3,20})[\])]\s+(.+)$/u.exec(text) ?? []
  return code && name && keyOf(code) !== '' ? { description: name, code } : { description: text, code: null }
}
