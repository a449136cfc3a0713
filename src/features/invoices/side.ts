import type { InvoiceSide } from '../../domain/invoice-table'

const KEY = 'lucid.invoice_side'

/** Whose invoices this shop drops: as last chosen on this device; bought goods until then. */
export function readSide(): InvoiceSide {
  try {
    return localStorage.getItem(KEY) === 'sale' ? 'sale' : 'purchase'
  } catch {
    return 'purchase' // storage refused
  }
}
export function rememberSide(side: InvoiceSide): void {
  try {
    localStorage.setItem(KEY, side)
  } catch {
    // storage refused: asked again
  }
}
