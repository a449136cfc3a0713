import { QUOTED, QUOTED_ESCAPED, RowMachine, STRAY_QUOTE } from './row-machine'
import type { Dialect } from './scan'
import type { Units } from './units'

const DELIMITERS = [',', ';', '\t', '|', '^', '~'] as const
type Delimiter = Dialect['delimiter']
const SAMPLE_ROWS = 300

interface Sample {
  /** cells of each row that is not blank */
  counts: number[]
  /** per such row: at most a fifth of its cells holds a digit, as in a header */
  wordy: boolean[]
  /** delimiters outside quotes, and how many of them stand between two digits */
  delimiters: number
  between_digits: number
  /** cells that a quote opens, and those of them that close as they should */
  opened: number
  closed: number
}

/**
 * Delimiter and quote of the first rows. A delimiter is believed by the share of rows that agree on a number of cells, more when the
 * first of the agreeing rows reads like a header; a comma that mostly stands between digits gives way to any other reading.
 */
export function voteDialect(units: Units, final: boolean): Dialect {
  const declared = /^\uFEFF?"?sep=([,;\t|^~])"?\s*$/i.exec(firstLine(units))?.[1] as Delimiter | undefined
  const delimiter = declared ?? voteDelimiter(DELIMITERS.map((one) => [one, sampleOf(units, final, { delimiter: one, quote: '"' })]))
  return { delimiter, quote: voteQuote(units, final, delimiter) }
}

function voteDelimiter(samples: (readonly [Delimiter, Sample])[]): Delimiter {
  const scored = samples.map(([delimiter, sample]) => ({ delimiter, sample, ...consistency(sample) }))
  const rivals = (delimiter: Delimiter) => scored.some((one) => one.delimiter !== delimiter && one.share >= 0.6)
  for (const one of scored) {
    const decimal = one.delimiter === ',' && one.sample.between_digits * 2 > one.sample.delimiters
    if (decimal && rivals(',')) one.score /= 2
  }
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a))
  if (best.score > 0) return best.delimiter
  // one column: a delimiter that does not occur keeps it whole
  return (scored.find((one) => one.sample.delimiters === 0) ?? scored[0])?.delimiter ?? ','
}

function consistency(sample: Sample): { score: number; share: number } {
  const rows = sample.counts.length
  const tally = new Map<number, number>()
  for (const count of sample.counts) if (count > 1) tally.set(count, (tally.get(count) ?? 0) + 1)
  let cells = 0
  let agree = 0
  for (const [count, n] of tally) if (n > agree || (n === agree && count > cells)) [cells, agree] = [count, n]
  const share = rows === 0 ? 0 : agree / rows
  if (share < 0.1 || (agree < 2 && rows > 3)) return { score: 0, share: 0 }
  const header = sample.wordy[sample.counts.indexOf(cells)] ? 1.5 : 1
  return { score: share * header * (1 + 0.1 * Math.log2(Math.min(cells, 64))), share }
}

/** '"' unless most cells that open with one never close properly, or the apostrophe is plainly the quote. */
function voteQuote(units: Units, final: boolean, delimiter: Delimiter): Dialect['quote'] {
  const double = sampleOf(units, final, { delimiter, quote: '"' })
  if (double.opened > 0) return double.closed * 2 >= double.opened || double.opened < 3 ? '"' : ''
  const single = sampleOf(units, final, { delimiter, quote: "'" })
  const gain = consistency(single).share - consistency(double).share
  const closes = single.closed > 0 && single.closed * 10 >= single.opened * 9
  return closes && (gain > 0 || (gain === 0 && single.closed >= 2)) ? "'" : '"'
}

function sampleOf(units: Units, final: boolean, dialect: Dialect): Sample {
  const { u, end } = units
  const machine = new RowMachine(dialect)
  const sample: Sample = { counts: [], wordy: [], delimiters: 0, between_digits: 0, opened: 0, closed: 0 }
  const quote = dialect.quote.charCodeAt(0)
  let at = 0
  while (at < end && sample.counts.length < SAMPLE_ROWS) {
    const next = machine.read(u, at, end, final)
    if (next < 0) break
    if (!machine.isBlank(u, at)) {
      let digits = 0
      for (let c = 0; c < machine.cells; c++) {
        const from = machine.starts[c] as number
        const to = machine.ends[c] as number
        const kind = machine.kinds[c] as number
        if (hasDigit(u, from, to)) digits++
        if (kind === QUOTED || kind === QUOTED_ESCAPED) {
          sample.opened++
          sample.closed++
        } else if (kind !== 0 || ((machine.flags & STRAY_QUOTE) !== 0 && u[from] === quote)) sample.opened++
        if (c + 1 < machine.cells && kind === 0) {
          sample.delimiters++
          if (isDigit(u[to - 1]) && isDigit(u[to + 1])) sample.between_digits++
        } else if (c + 1 < machine.cells) sample.delimiters++
      }
      sample.counts.push(machine.cells)
      sample.wordy.push(digits * 5 <= machine.cells)
    }
    at = next
  }
  return sample
}

const isDigit = (unit: number | undefined) => unit !== undefined && unit >= 48 && unit <= 57

function hasDigit(u: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (isDigit(u[i])) return true
  return false
}

function firstLine(units: Units): string {
  let i = 0
  while (i < Math.min(units.end, 16) && units.u[i] !== 10 && units.u[i] !== 13) i++
  return units.text(0, i)
}
