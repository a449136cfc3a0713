import type { InvoiceLine } from '../../../../src/domain/invoice'

/** Units of UN/ECE recommendation 20 as shops write them; others stay as they are. */
const UNITS: Readonly<Record<string, string>> = {
  C62: 'pcs',
  EA: 'pcs',
  H87: 'pcs',
  PCE: 'pcs',
  XPP: 'pcs',
  KGM: 'kg',
  GRM: 'g',
  LTR: 'l',
  MLT: 'ml',
  MTR: 'm',
  MTK: 'm2',
  HUR: 'h',
  DAY: 'd',
  BX: 'box',
  XBX: 'box',
  PK: 'pack',
}

export const unitWord = (code: string | null | undefined): string | null => (code ? (UNITS[code] ?? code) : null)

/** A line of which only what the document holds is set. */
export function xmlLine(known: Partial<InvoiceLine>): InvoiceLine {
  return {
    description: '',
    code: null,
    hsn: null,
    quantity: null,
    free_quantity: null,
    unit: null,
    unit_price: null,
    discount: null,
    discount_rate: null,
    tax_rate: null,
    amount: null,
    batch: null,
    expiry: null,
    mrp: null,
    box: null,
    ...known,
  }
}
