import Papa from 'papaparse'
import type { Invoice, InvoiceLine } from './invoice'
import { expiryDay } from './printed-expiry'

/** Whose invoice it is: goods that the shop bought, or that it sold. */
export type InvoiceSide = 'purchase' | 'sale'

const PURCHASE = [
  'Received Date',
  'Purchase Invoice No',
  'Supplier',
  'Product',
  'Code',
  'HSN',
  'Batch',
  'Expiry',
  'MRP',
  'Qty',
  'Free Qty',
  'Unit',
  'Unit Cost',
  'Taxable Value',
  'GST %',
  'Type',
] as const
const SALE = [
  'Invoice Date',
  'Invoice No',
  'Customer',
  'Product',
  'Code',
  'HSN',
  'Batch',
  'MRP',
  'Qty',
  'Unit',
  'Rate',
  'Taxable Value',
  'Tax',
  'Total',
  'Type',
] as const

/**
 * A reviewed invoice as the CSV of purchases or sales that the import reads without a question: ISO days, plain decimals, one row per line of goods.
 * Costs are without tax; rebates and freight of the whole invoice are spread over the goods by their value. A credit note says so in its type.
 */
export function invoiceCsv(invoice: Invoice, side: InvoiceSide): string {
  const values = taxableValues(invoice)
  const returned = invoice.document === 'credit_note'
  const rows = invoice.lines.map((line, at) => {
    const taxable = values[at] ?? 0
    const quantity = line.quantity ?? 1000
    const each = quantity === 0 ? '' : decimal(Math.round((taxable * 1000) / quantity), 4)
    const goods = [line.description, line.code ?? '', line.hsn ?? '', line.batch ?? '']
    const mrp = decimal(line.mrp, 4)
    if (side === 'purchase')
      return [
        invoice.date,
        invoice.number,
        invoice.supplier,
        ...goods,
        expiryDay(line.expiry) ?? '',
        mrp,
        decimal(quantity, 3),
        decimal(line.free_quantity, 3),
        line.unit,
        each,
        decimal(taxable, 4),
        decimal(line.tax_rate, 2),
        returned ? 'Purchase Return' : 'Purchase',
      ]
    const tax = Math.round((taxable * (line.tax_rate ?? averageRate(invoice))) / 10_000)
    return [
      invoice.date,
      invoice.number,
      invoice.customer,
      ...goods,
      mrp,
      decimal(quantity, 3),
      line.unit,
      each,
      decimal(taxable, 4),
      decimal(tax, 4),
      decimal(taxable + tax, 4),
      returned ? 'Sale Return' : 'Sale',
    ]
  })
  return Papa.unparse([[...(side === 'purchase' ? PURCHASE : SALE)], ...rows], { newline: '\n' })
}

/** `SD/24-25/0187 Shree Durga.csv`, without what file names may not have. */
export function invoiceFilename({ number, supplier, customer }: Invoice, side: InvoiceSide): string {
  const name = [number, side === 'purchase' ? supplier : customer].filter((part) => part).join(' ')
  return `${name.replace(/[\\/:*?"<>|\p{Cc}]+/gu, '-').slice(0, 120) || 'invoice'}.csv`
}

/** The value of each line without tax, in 1/10000, with rebates and charges of the whole invoice spread over them where these explain the subtotal. */
function taxableValues(invoice: Invoice): number[] {
  const net = invoice.lines.map((line) => withoutTax(line, invoice))
  const sum = net.reduce((all, value) => all + value, 0)
  const { subtotal, adjustments } = invoice
  const explained = subtotal !== null && adjustments !== 0 && Math.abs(sum + adjustments - subtotal) <= 50 * (net.length + 2)
  if (!explained || sum === 0) return net
  return net.map((value) => Math.round((value * subtotal) / sum))
}

function withoutTax({ amount, tax_rate }: InvoiceLine, invoice: Invoice): number {
  if (!invoice.prices_include_tax) return amount ?? 0
  return Math.round(((amount ?? 0) * 10_000) / (10_000 + (tax_rate ?? averageRate(invoice))))
}

/** Tax of the whole invoice over its value, in 1/100 percent. */
function averageRate({ tax, total, subtotal }: Invoice): number {
  const net = subtotal ?? (total !== null && tax !== null ? total - tax : null)
  return tax === null || net === null || net === 0 ? 0 : Math.round((tax * 10_000) / net)
}

/** An integer of 1/10^places as a plain decimal; empty for null. */
export function decimal(value: number | null, places: number): string {
  if (value === null) return ''
  const digits = String(Math.abs(value)).padStart(places + 1, '0')
  const fraction = digits.slice(-places).replace(/0+$/, '')
  return `${value < 0 ? '-' : ''}${digits.slice(0, -places)}${fraction ? `.${fraction}` : ''}`
}
