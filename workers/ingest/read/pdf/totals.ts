import type { InvoiceTax } from '../../../../src/domain/invoice'
import type { TotalRole } from './labels'
import { type DecimalSign, numbersOf, type PrintedNumber } from './printed-number'
import { labelOf, type SumLabel } from './sum-label'
import { tableSums } from './sum-table'
import { lastLabel, totalRole } from './total-line'
import { keysOf, type Line, type Page, phrases, type Word } from './words'

/** A sum with what its label says it is; `score` tells how surely. */
interface Candidate {
  value: number
  role: TotalRole
  score: number
  words: Word[]
}

/** Sums that belong together. */
interface Choice {
  net: Candidate | null
  tax: Candidate | null
  gross: Candidate
  adjustments: number
}

export interface Totals {
  subtotal: { value: number; words: Word[] } | null
  tax: { value: number; words: Word[] } | null
  total: { value: number; words: Word[] } | null
  adjustments: number
  taxes: InvoiceTax[]
}

/** Sums that differ by no more than this, in 1/10000, are equal: half a cent per rounded part. */
const EQUAL = 150
/** A total that is less than half of its goods is hardly one. */
const FAR_BELOW = 10
/** Rounding goes to the nearest whole. */
const WHOLE = 10_000
/** Score of a sum that its own label names. */
const LABELLED = 3
/** Score of a label that only the last sum has. */
const SURELY = 5
/** Candidates per role that are tried against each other. */
const TRIED = 40

/**
 * Subtotal, tax and total of an invoice. Labels give candidates; the three that add up (subtotal + adjustments + tax = total), and that the lines of goods
 * add up to, win over those that only carry the right word.
 * @param lines_sum sum of the lines of goods, null without any
 */
export function totalsOf(pages: readonly Page[], sign: DecimalSign, lines_sum: number | null): Totals {
  const { candidates, taxes } = candidatesOf(pages, sign)
  const of = (role: TotalRole) => best(candidates.filter((one) => one.role === role))
  const nets = of('net')
  // what is to be paid may be called the net amount
  const payable = nets
    .filter(({ value }) => lines_sum === null || value > lines_sum)
    .map((one) => ({ ...one, score: Math.min(one.score, LABELLED) }))
  const grosses = of('gross').length > 0 ? [...of('gross'), ...payable] : nets
  const tax_sum = taxes.reduce((sum, { amount }) => sum + amount, 0)
  const tax_words = taxes.flatMap(({ words }) => words.slice(0, 1))
  const tax_candidates = [...of('tax'), ...(taxes.length > 1 ? [{ value: tax_sum, role: 'tax' as const, score: 4, words: tax_words }] : [])]
  const adjustment_sets = subsets(of('adjustment'))
  let found: (Choice & { score: number }) | null = null
  for (const gross of grosses) {
    const offer = (score: number, net: Candidate | null, tax: Candidate | null, adjustments: number) => {
      const fits = lines_sum !== null && near(gross.value, lines_sum) ? 1 : 0
      const total = gross.score + score + fits - (lines_sum !== null && gross.value < lines_sum / 2 ? FAR_BELOW : 0)
      if (!found || total > found.score) found = { score: total, net, tax, gross, adjustments }
    }
    offer(0, null, null, 0)
    for (const net of nets) {
      const fits = lines_sum !== null && near(net.value, lines_sum) ? 2 : 0
      if (near(net.value, gross.value)) offer(net.score * 0.3 + 2 + fits, net, null, 0)
      else if (fits > 0 && adjustment_sets.some((adjustments) => near(net.value + adjustments, gross.value)))
        offer(net.score * 0.3 + 4 + fits, net, null, gross.value - net.value)
      for (const tax of tax_candidates) {
        const rest = gross.value - net.value - tax.value
        if (net.value === 0 || tax.value === 0) continue
        if (near(rest, 0)) offer(net.score + tax.score * 0.5 + 4 + fits, net, tax, 0)
        else
          for (const adjustments of adjustment_sets)
            if (near(rest, adjustments)) offer(net.score + tax.score * 0.5 + 1.5 + fits, net, tax, adjustments)
      }
    }
    for (const tax of tax_candidates)
      if (lines_sum !== null && tax.value !== 0) {
        const rest = gross.value - lines_sum - tax.value
        if (near(rest, 0)) offer(4, null, tax, 0)
        else if (adjustment_sets.some((adjustments) => near(rest, adjustments))) offer(Math.abs(rest) < WHOLE ? 9 : 3.5, null, tax, rest)
      }
  }
  // the closure above hides the assignment from the compiler
  const chosen = rounded(found as Choice | null, grosses, adjustment_sets)
  const tax = chosen?.tax ?? (chosen && taxes.length > 0 && tax_sum < chosen.gross.value ? { value: tax_sum, words: tax_words } : null)
  return {
    subtotal: chosen?.net ? { value: chosen.net.value, words: chosen.net.words } : null,
    tax: tax ? { value: tax.value, words: tax.words } : null,
    total: chosen ? { value: chosen.gross.value, words: chosen.gross.words } : null,
    adjustments: chosen?.adjustments || between(lines_sum, [chosen?.net?.value, chosen?.gross.value], adjustment_sets),
    taxes: partsOf(taxes, tax?.value ?? null),
  }
}

/** A sum that adds up may be rounded below it, or a rebate for cash taken off: what is to be paid stands last. */
function rounded(chosen: Choice | null, grosses: readonly Candidate[], adjustment_sets: readonly number[]): Choice | null {
  if (!chosen) return null
  const [from] = chosen.gross.words
  const below = grosses.find(({ value, score, words: [word] }) => {
    const by = value - chosen.gross.value
    const named = Math.abs(by) < WHOLE ? LABELLED : SURELY
    const follows = from && word && (word.page > from.page || (word.page === from.page && word.y > from.y))
    return follows && score >= named && Math.abs(by) > EQUAL && adjustment_sets.includes(by)
  })
  return below ? { ...chosen, gross: below, adjustments: chosen.adjustments + below.value - chosen.gross.value } : chosen
}

/** The parts of the tax when they add up to it; else the tax as one part, or none. */
function partsOf(taxes: readonly InvoiceTax[], tax: number | null): InvoiceTax[] {
  if (tax === null || tax === 0) return []
  if (
    !near(
      taxes.reduce((sum, { amount }) => sum + amount, 0),
      tax,
    )
  )
    return [{ name: taxes[0]?.name ?? 'TAX', rate: null, amount: tax }]
  return taxes.map(({ name, rate, amount }) => ({ name, rate, amount }))
}

/** What stands between the lines of goods and the sum under them, when labelled rebates and charges explain it. */
function between(lines_sum: number | null, sums: readonly (number | undefined)[], adjustment_sets: readonly number[]): number {
  if (lines_sum === null || sums.some((sum) => sum !== undefined && near(sum, lines_sum))) return 0
  for (const sum of sums) {
    const rest = sum === undefined ? 0 : sum - lines_sum
    if (rest !== 0 && adjustment_sets.some((adjustments) => near(adjustments, rest))) return rest
  }
  return 0
}

const near = (a: number, b: number): boolean => Math.abs(a - b) <= EQUAL

/** The candidates of one role, each value once, the surest first; a value that is printed several times is a little surer. */
function best(candidates: readonly Candidate[]): Candidate[] {
  const by_value = new Map<number, Candidate>()
  for (const one of candidates) {
    const known = by_value.get(one.value)
    if (!known) by_value.set(one.value, { ...one })
    else by_value.set(one.value, { ...(known.score >= one.score ? known : one), score: Math.max(known.score, one.score) + 0.2 })
  }
  return [...by_value.values()].sort((a, b) => b.score - a.score || b.value - a.value).slice(0, TRIED)
}

/** Sums of up to two adjustments, which may be printed without their sign. */
function subsets(adjustments: readonly Candidate[]): number[] {
  const single = adjustments.slice(0, 6).flatMap(({ value }) => (value === 0 ? [] : [value, -value]))
  return [...single, ...single.flatMap((a, at) => single.slice(at + 1).map((b) => a + b))]
}

function candidatesOf(pages: readonly Page[], sign: DecimalSign) {
  const candidates: Candidate[] = []
  const taxes: (InvoiceTax & { words: Word[] })[] = []
  for (const { lines } of pages) {
    const in_tables = tableSums(lines, sign)
    for (const sums of in_tables.values())
      for (const { number, role, score } of sums) candidates.push({ value: number.value, role, score, words: number.words })
    for (const [index, line] of lines.entries()) {
      if (in_tables.has(line)) continue
      const numbers = numbersOf(line, sign).filter(({ percent }) => !percent)
      if (numbers.length === 0) continue
      if (totalRole(line)?.role === 'gross') candidates.push(...sumsAcross(numbers))
      let from = 0
      let row: SumLabel | null = null
      for (const number of numbers) {
        const own = labelIn(line, from, number.first)
        from = number.next
        row ??= own
        const is_last = number === numbers.at(-1)
        if (!looksLikeMoney(number) || (!number.money && UNIT.test(line.words[number.next]?.key ?? ''))) continue
        const label = own ?? (is_last || number.first === number.next ? row : null)
        if (label) candidates.push({ value: number.value, role: label.role, score: label.score, words: number.words })
        // a row of sums under columns: each of its numbers may be any of the three, arithmetic tells which
        if (!own && row?.role === 'gross')
          for (const role of ['net', 'tax', 'gross'] as const)
            candidates.push({ value: number.value, role, score: 1.5, words: number.words })
        if (own?.role === 'gross' && numbers.length > 1)
          candidates.push({ value: number.value, role: 'net', score: 1.5, words: number.words })
        if (label?.role === 'tax' && is_last && (totalRole(line)?.role === 'tax' || lastLabel(line)?.role === 'tax'))
          taxes.push({ ...taxOf(line, sign, label), amount: number.value, words: number.words })
        const above = own ? null : labelAbove(lines, index, number)
        if (above) candidates.push({ value: number.value, role: above.role, score: above.score - 1.5, words: number.words })
      }
    }
  }
  return { candidates, taxes: distinct(taxes) }
}

/** A row of sums in which net, the parts of the tax and the total stand side by side: the last is what those before it come to. */
function sumsAcross(numbers: readonly PrintedNumber[]): Candidate[] {
  const total = numbers.at(-1)
  for (let at = numbers.length - 4; total && at >= 0; at--) {
    const [net, ...parts] = numbers.slice(at, -1)
    const tax = parts.reduce((sum, { value }) => sum + value, 0)
    if (!net || tax === 0 || !near(net.value + tax, total.value)) continue
    const sum = (role: TotalRole, value: number, { words }: PrintedNumber): Candidate => ({ role, value, words, score: 3 })
    return [sum('net', net.value, net), sum('tax', tax, parts[0] ?? net), sum('gross', total.value, total)]
  }
  return []
}

/** A sum of quantities: `Total 142 pcs`. */
const UNIT = /^(?:pcs|pc|nos|no|units?|items?|kgs?|g|gm|l|ltrs?|box(?:es)?|doz|dozen|bags?|packs?|pac|btl|cs|ctn|stk|stuck|st|pieces?)$/

const looksLikeMoney = ({ decimals, money, value }: PrintedNumber): boolean =>
  decimals === 2 || money || (decimals === 0 && Math.abs(value) < 1e11)

/** The label that the words between two numbers hold, first the nearest of those that stand apart; of several the one that covers most, then the last. */
function labelIn(line: Line, from: number, to: number): SumLabel | null {
  const words = line.words.slice(from, to)
  const nearest = phrases(words, 1.6).findLast((run) => run.some(({ key }) => /\p{L}/u.test(key)))
  return (nearest && labelOf(keysOf(nearest))) ?? labelOf(keysOf(words))
}

function labelAbove(lines: readonly Line[], index: number, number: PrintedNumber): SumLabel | null {
  const line = lines[index]
  for (let at = index - 1; line && at >= 0; at--) {
    const above = lines[at]
    if (!above || line.y - above.y > 3.2 * Math.max(line.height, 8)) return null
    const over = above.words.filter(({ x0, x1 }) => x1 > number.x0 - 2 && x0 < number.x1 + 2)
    const label = labelOf(over.map((word) => word.key).join(' '))
    if (label) return label
  }
  return null
}

const TAX_NAME = /(?:[cis]gst|utgst|gst|vat|tva|mwst|umsatzsteuer|mehrwertsteuer|ust|iva|btw|cess|igic)/

function taxOf(line: Line, sign: DecimalSign, label: SumLabel): { name: string; rate: number | null } {
  const name = TAX_NAME.exec(label.name)?.[0] ?? 'tax'
  const numbers = numbersOf(line, sign)
  const amount = numbers.at(-1)?.value ?? 0
  const is_rate = ({ value }: PrintedNumber) =>
    value > 0 && value <= 500_000 && numbers.some((base) => Math.abs((base.value * value) / 1_000_000 - amount) <= 150)
  const rate = numbers.find(({ percent }) => percent) ?? numbers.slice(0, -1).find(is_rate)
  return { name: name.toUpperCase(), rate: rate ? Math.round(rate.value / 100) : null }
}

/** A tax that is printed twice (in the table of taxes and among the sums) counts once; the sum of the others is none. */
function distinct<T extends InvoiceTax>(taxes: readonly T[]): T[] {
  const once = taxes.filter(
    (tax, at) =>
      tax.amount !== 0 &&
      !taxes.slice(0, at).some((other) => other.amount === tax.amount && (other.name === tax.name || tax.name === 'TAX')),
  )
  const sum = once.reduce((total, { amount }) => total + amount, 0)
  return once.filter(({ amount }) => once.length < 3 || Math.abs(sum - 2 * amount) > 150)
}
