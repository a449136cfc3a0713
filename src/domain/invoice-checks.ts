import type { Invoice, InvoiceLine } from './invoice'

/** One sum of an invoice beside what it should be. Money in 1/10000. */
export interface InvoiceCheck {
  /** `lines`: the lines against the subtotal (or the total, where tax is in the prices). `total`: subtotal and tax against the total */
  check: 'lines' | 'total'
  /** what the parts add up to */
  found: number
  /** what the invoice says */
  printed: number
  /** found - printed - adjustments, 0 when it holds */
  difference: number
  /** rebates, freight and rounding that explain the rest */
  adjustments: number
}

/** A part may be rounded by half a hundredth; two parts are the least there are. */
const PER_PART = 50

/** The arithmetic of an invoice. A check whose sums are not there is left out. */
export function invoiceChecks(invoice: Invoice): InvoiceCheck[] {
  const { subtotal, tax, total, lines, prices_include_tax, adjustments } = invoice
  const checks: InvoiceCheck[] = []
  const sum = lines.reduce((all, { amount }) => all + (amount ?? 0), 0)
  const under_lines = prices_include_tax ? total : (subtotal ?? (tax === null ? total : null))
  if (lines.length > 0 && under_lines !== null) checks.push(compared('lines', sum, under_lines, adjustments, PER_PART * (lines.length + 1)))
  if (subtotal !== null && total !== null) checks.push(compared('total', subtotal + (tax ?? 0), total, adjustments, PER_PART * 3))
  return checks
}

/** Adjustments stand under the lines or over the total: they are used where they make the sum hold. */
function compared(check: InvoiceCheck['check'], found: number, printed: number, adjustments: number, tolerance: number): InvoiceCheck {
  const holds = (rest: number) => Math.abs(rest) <= tolerance
  const plain = found - printed
  if (holds(plain)) return { check, found, printed, difference: 0, adjustments: 0 }
  const adjusted = plain + adjustments
  if (adjustments !== 0 && holds(adjusted)) return { check, found, printed, difference: 0, adjustments }
  return { check, found, printed, difference: plain, adjustments: 0 }
}

/** How far quantity times price, less the rebate, is from the line's amount; 0 when it holds or cannot be told. */
export function lineDifference({ quantity, unit_price, discount, discount_rate, amount, tax_rate }: InvoiceLine): number {
  if (quantity === null || unit_price === null || amount === null) return 0
  const gross = (quantity * unit_price) / 1000
  const due = gross * (1 - (discount_rate ?? 0) / 10_000) - (discount ?? 0)
  // prices and totals may be printed with and without tax; a price may be rounded for printing
  const tolerance = Math.max(100, Math.abs(quantity) * 0.05, Math.abs(amount) * 0.0005)
  const readings = [due, gross, due * (1 + (tax_rate ?? 0) / 10_000)]
  return readings.some((reading) => Math.abs(reading - amount) <= tolerance) ? 0 : Math.round(due - amount)
}
