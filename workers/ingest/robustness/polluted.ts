/** One way in which a file of sales lines goes bad on its way, with the file. */
export interface Polluted {
  name: string
  bytes: Uint8Array
  /** lines of the clean table that the file does not hold any more; they can only be missing */
  lost?: number
}

export interface Line {
  date: string
  bill: string
  item: string
  qty: number
  rate: number
}

export const HEADER = ['Date', 'Bill No', 'Item', 'Qty', 'Rate', 'Amount'] as const
const ITEMS = ['Basmati rice 5kg', 'Toor dal', 'Salt, iodised', 'Tea "Gold" 250g', 'Café coffee', 'Soap 4 pack', 'Atta 10kg', 'Ghee 1l']

/** The clean table: 60 lines of a shop over 60 days, prices in whole rupees and halves. */
export const LINES: readonly Line[] = Array.from({ length: 60 }, (_, i) => ({
  date: isoDay(i),
  bill: `B-${1001 + Math.floor(i / 2)}`,
  item: ITEMS[(i * 5) % ITEMS.length] as string,
  qty: 1 + ((i * 7) % 5),
  rate: 20 + ((i * 13) % 40) + (i % 2) / 2,
}))
/** What the clean table adds up to, in 1/10000 and 1/1000. */
export const TRUTH = {
  rows: LINES.length,
  net: LINES.reduce((sum, { qty, rate }) => sum + Math.round(qty * rate * 10_000), 0),
  /** days since 2026-01-01, added up over the lines: any two days swapped for others show */
  days: LINES.reduce((sum, { date }) => sum + (Date.parse(date) - Date.UTC(2026, 0, 1)) / 86_400_000, 0),
  units: LINES.reduce((sum, { qty }) => sum + qty * 1000, 0),
}

function isoDay(i: number): string {
  return new Date(Date.UTC(2026, 2, 3 + i)).toISOString().slice(0, 10)
}
const indian = (iso: string): string => iso.split('-').reverse().join('-')
export const cells = ({ date, bill, item, qty, rate }: Line): string[] => [
  indian(date),
  bill,
  item,
  String(qty),
  rate.toFixed(2),
  (qty * rate).toFixed(2),
]

interface Writing {
  delimiter?: string
  quote?: '"' | "'" | ''
  escape?: 'double' | 'backslash'
  newline?: string
  /** all cells quoted */
  all?: boolean
  last_newline?: boolean
}

const TABLE: string[][] = [[...HEADER], ...LINES.map(cells)]

/** A table as delimited text. Without quotes the delimiter is taken out of the cells, as a program without quoting would have to. */
function write(rows: readonly (readonly string[])[], how: Writing = {}): string {
  const { delimiter = ',', quote = '"', escape: escaping = 'double', newline = '\n', all = false, last_newline = true } = how
  const one = (cell: string): string => {
    if (quote === '') return cell.replaceAll(delimiter, ' ')
    const inside = escaping === 'double' ? cell.replaceAll(quote, quote + quote) : cell.replaceAll(quote, `\\${quote}`)
    return all || cell.includes(delimiter) || cell.includes(quote) || cell.includes('\n') ? quote + inside + quote : cell
  }
  const text = rows.map((row) => row.map(one).join(delimiter)).join(newline)
  return last_newline ? text + newline : text
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0))
function utf16(text: string): Uint8Array {
  const out = new Uint8Array(2 + text.length * 2)
  out.set([0xff, 0xfe])
  for (let i = 0; i < text.length; i++) new DataView(out.buffer).setUint16(2 + i * 2, text.charCodeAt(i), true)
  return out
}
/** The table's text with one line changed (0 = the header). */
const changed = (at: number, change: (line: string) => string, how?: Writing): string =>
  write(TABLE, how)
    .split('\n')
    .map((line, i) => (i === at ? change(line) : line))
    .join('\n')
const body = TABLE.slice(1)
const head = TABLE.slice(0, 1)
const map = (change: (row: string[], i: number) => string[]): string[][] => [...head, ...body.map(change)]

/** Every pollution of the clean table, always the same bytes. */
export function pollutedFiles(): Polluted[] {
  const clean = write(TABLE)
  const of = (name: string, text: string, lost = 0): Polluted => ({ name, bytes: utf8(text), ...(lost ? { lost } : {}) })
  return [
    of('clean', clean),
    ...[';', '\t', '|', '^', '~'].map((delimiter) => of(`delimiter ${JSON.stringify(delimiter)}`, write(TABLE, { delimiter }))),
    of('delimiter of two characters "||"', write(TABLE, { delimiter: '||' })),
    of('delimiter ", " with a blank', write(TABLE, { delimiter: ', ' })),
    of('columns set apart by blanks', columns(TABLE)),
    of('quotes around everything', write(TABLE, { all: true })),
    of('apostrophe as quote', write(TABLE, { quote: "'", all: true })),
    of('no quotes at all', write(TABLE, { quote: '' })),
    of('quotes escaped by a backslash', write(TABLE, { escape: 'backslash' })),
    of('quotes escaped by a backslash, everything quoted', write(TABLE, { escape: 'backslash', all: true })),
    of(
      'a quote that never closes',
      changed(20, (line) => line.replace(/,([A-Z][a-z])/, ',"$1')),
    ),
    of('no newline at the end', write(TABLE, { last_newline: false })),
    of('three newlines at the end', `${clean}\n\n`),
    of('lines end in CR', write(TABLE, { newline: '\r' })),
    of('lines end in CRLF', write(TABLE, { newline: '\r\n' })),
    of(
      'line ends mixed',
      clean
        .replaceAll('\n', '\r\n')
        .replace(/\r\n/g, (end) => end)
        .replace(/(B-1010[^\r]*)\r\n/g, '$1\n'),
    ),
    of('blank line after every line', write(TABLE).replaceAll('\n', '\n\n')),
    of('byte order mark', `\ufeff${clean}`),
    { name: 'windows-1252', bytes: latin1(clean) },
    { name: 'UTF-16', bytes: utf16(clean) },
    { name: 'two encodings in one file', bytes: new Uint8Array([...utf8(write(TABLE.slice(0, 31))), ...latin1(write(TABLE.slice(31)))]) },
    of('a title above', `Shree Traders\n${clean}`),
    of('four lines of preamble', `Shree Traders\nGSTIN: 29ABCDE1234F1Z5\nSales, 03-03-2026 to 01-05-2026\n\n${clean}`),
    of('preamble with as many delimiters', `Shree Traders,,,,,\nSales register,,,,,\n,,,,,\n${clean}`),
    of('a total below', `${clean}Total,,,${TRUTH.units / 1000},,${(TRUTH.net / 10_000).toFixed(2)}\n`),
    of('footnotes below', `${clean}\nPrinted by Shree Traders\nPage 1 of 1\n`),
    of('no header', write(body)),
    of('header twice', write([...head, ...head, ...body])),
    of('header again on every page', write([...head, ...body.slice(0, 20), ...head, ...body.slice(20, 40), ...head, ...body.slice(40)])),
    of('header in two rows', write([['Bill', '', 'Item', 'Sold', '', ''], ['Date', 'No', 'Name', 'Qty', 'Rate', 'Amount'], ...body])),
    of('header with one name missing', write([['Date', 'Bill No', 'Item', 'Qty', '', 'Amount'], ...body])),
    of('header in capitals with blanks', write([HEADER.map((name) => `  ${name.toUpperCase()} `), ...body])),
    of(
      'header with a name twice',
      write([['Date', 'Bill No', 'Item', 'Qty', 'Rate', 'Amount', 'Amount'], ...body.map((row) => [...row, row[5] ?? ''])]),
    ),
    of(
      'a delimiter too many in one line',
      changed(7, (line) => `${line},`),
    ),
    of(
      'a delimiter too many inside one line',
      changed(7, (line) => line.replace(',', ',,')),
    ),
    of(
      'a delimiter missing in one line',
      changed(7, (line) => line.replace(',', ' ')),
    ),
    of('a delimiter too many at the end of every line', write(TABLE).replaceAll('\n', ',\n')),
    of(
      'last two cells missing in one line',
      changed(9, (line) => line.split(',').slice(0, -2).join(',')),
    ),
    of(
      'one line cut to its first cell',
      changed(11, (line) => line.split(',')[0] ?? ''),
      1,
    ),
    of(
      'another delimiter in one line',
      changed(13, (line) => line.replaceAll(',', ';')),
    ),
    of('an empty column', write(TABLE.map((row) => [...row.slice(0, 3), '', ...row.slice(3)]))),
    of('an empty first column', write(TABLE.map((row) => ['', ...row]))),
    of('blanks around cells', write(TABLE.map((row) => row.map((cell) => ` ${cell} `)))),
    of('a newline inside names', write(map((row, i) => (i % 9 === 0 ? row.map((cell, k) => (k === 2 ? `${cell}\n` : cell)) : row)))),
    of('Indian amounts', write(map((row) => [...row.slice(0, 4), `₹ ${row[4]}`, `₹ ${row[5]}`]))),
    of(
      'decimal comma',
      write(
        map((row) => [...row.slice(0, 4), row[4]?.replace('.', ',') ?? '', row[5]?.replace('.', ',') ?? '']),
        { delimiter: ';' },
      ),
    ),
    of('numbers as text with an apostrophe', write(map((row) => [...row.slice(0, 3), ...row.slice(3).map((cell) => `'${cell}`)]))),
    of(
      'dates with slashes and two-digit years',
      write(map((row) => [(row[0] ?? '').replace(/-20/, '-').replaceAll('-', '/'), ...row.slice(1)])),
    ),
    of('dates in two notations, half of them swapped', write(map(swapped))),
    of('a second table below', `${clean}\nItem,Supplier,Cost\nToor dal,Agro,80\nGhee 1l,Dairy,410\nAtta 10kg,Mill,300\n`),
    of(
      'a second table of sums below',
      `${clean}\nItem,Qty,Amount\n${[...sums()].map(([item, [qty, amount]]) => write([[item, String(qty), amount.toFixed(2)]])).join('')}`,
    ),
    of(
      'a second table with dates and as many columns below',
      `${clean}\nDate,Voucher No,Supplier,Items,Freight,Paid\n${write(body.slice(0, 5).map((row) => [row[0] ?? '', 'P-1', 'Agro', '3', '10.00', '900.00']))}`,
    ),
    of('a second table above, of settings', `Setting,Value\nStore,Main\nCurrency,INR\n\n${clean}`),
    of('null bytes', clean.replace('Toor dal', 'Toor\0 dal')),
    of('zero-width characters in the header', write([HEADER.map((name) => `\u200b${name}`), ...body])),
    of('columns in another order', write(TABLE.map((row) => [...row].reverse()))),
  ]
}

/** What a spreadsheet of another locale leaves: days that could be months became m/d/Y, the others stayed d-m-Y. */
function swapped(row: string[]): string[] {
  const [day = '', month = '', year = ''] = (row[0] ?? '').split('-')
  return [Number(day) <= 12 ? `${month}/${day}/${year}` : `${day}-${month}-${year}`, ...row.slice(1)]
}

function sums(): Map<string, [number, number]> {
  const all = new Map<string, [number, number]>()
  for (const { item, qty, rate } of LINES) {
    const [units, amount] = all.get(item) ?? [0, 0]
    all.set(item, [units + qty, amount + qty * rate])
  }
  return all
}

/** Columns padded with blanks to equal width, as printed reports have them. */
function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, k) => Math.max(...rows.map((row) => (row[k] ?? '').length)) + 3)
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, k) => cell.padEnd(widths[k] ?? 0))
          .join('')
          .trimEnd()}\n`,
    )
    .join('')
}
