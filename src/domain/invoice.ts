/** A rectangle on a page as it is shown, in PDF points from its top left corner; pages count from 1. */
export interface Box {
  page: number
  x: number
  y: number
  width: number
  height: number
}

/** One line of goods. Money in 1/10000, quantities in 1/1000, rates in 1/100 percent; null = not printed. */
export interface InvoiceLine {
  description: string
  code: string | null
  hsn: string | null
  quantity: number | null
  /** goods that came without payment, in the same unit */
  free_quantity: number | null
  unit: string | null
  unit_price: number | null
  /** rebate of the line, as money or as a rate */
  discount: number | null
  discount_rate: number | null
  tax_rate: number | null
  /** the total of the line as printed; whether tax is in it says the invoice */
  amount: number | null
  batch: string | null
  expiry: string | null
  mrp: number | null
  box: Box | null
}

export interface InvoiceTax {
  /** as the invoice calls it: CGST, SGST, IGST, VAT, MwSt. */
  name: string
  rate: number | null
  amount: number
}

/** Fields of the head that a person can check against the page. */
export const INVOICE_FIELDS = ['supplier', 'customer', 'number', 'date', 'due_date', 'currency', 'subtotal', 'tax', 'total'] as const
export type InvoiceField = (typeof INVOICE_FIELDS)[number]

/** What was read of one invoice. Dates are ISO days, the currency an ISO 4217 code, money is in 1/10000; null = not found. */
export interface Invoice {
  document: 'invoice' | 'credit_note'
  /** `xml`: a machine-readable invoice travelled inside the file, nothing was guessed */
  source: 'text' | 'xml'
  first_page: number
  last_page: number
  supplier: string | null
  customer: string | null
  number: string | null
  date: string | null
  due_date: string | null
  currency: string | null
  /** sum without tax, after rebates and charges of the whole invoice */
  subtotal: number | null
  taxes: InvoiceTax[]
  tax: number | null
  /** what the goods cost with tax, before payments already made */
  total: number | null
  /** rebates (negative), freight, rounding: what stands between the lines and the subtotal or the total */
  adjustments: number
  prices_include_tax: boolean
  lines: InvoiceLine[]
  evidence: Partial<Record<InvoiceField, Box>>
}
