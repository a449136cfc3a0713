/** What a line does to the figures. CANCELLED is set aside (I_CANCELLED). */
export type LineKind = 'SALE' | 'RETURN' | 'CANCELLED'

const CANCELLED =
  /\b(?:cancel|cancelled|canceled|cancellation|void|voided|deleted|einvoicecancel|draft|estimate|quotation|proforma|failed|rejected|pending|rto|storno|storniert|annulee?s?|anulad[ao]s?|annullat[aoie]|cancelad[ao]s?)\b|रद्द/
const RETURN =
  /\b(?:credit note|cr note|credit memo|returns?|returned|refunds?|refunded|sales? return|cn|retoure|ruckgabe|ruckerstattung|gutschrift|retour|avoir|remboursement|remboursee?s?|devolucion|devolucao|reembols[oa]|abono|reso|rimborso|nota de credito)\b|वापसी|वापस/
const NOT_SALES =
  /^(?:purchase|purchase return|debit note|payment|receipt|journal|contra|payment in|payment out|purchase order|sale order|sales order|delivery challan|stock transfer|expense)$/

/**
 * What the words of a type or status column say about a line. Cancelling a return brings the sale back; a cancelled shipment is a
 * return only where its quantity is negative (lineKind).
 */
export function lineKindOfWords(words: string): LineKind {
  const text = words
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '') // 'Rückgabe', 'Annulé'
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
  if (/\b(?:return|refund) cancel/.test(text)) return 'SALE'
  if (CANCELLED.test(text) || NOT_SALES.test(text)) return 'CANCELLED'
  return RETURN.test(text) ? 'RETURN' : 'SALE'
}

/**
 * The kind of a line from its words (null = no such column) and the sign of its quantity. A negative quantity is a return, also
 * under a cancelling word: the shipment it takes back is in the file as a sale. A RETURN's quantity and amounts are to be made negative.
 */
export function lineKind(words: string | null, quantity: bigint | number | null): LineKind {
  const said = words === null || words.trim() === '' ? 'SALE' : lineKindOfWords(words)
  if (quantity !== null && quantity < 0) return 'RETURN'
  return said
}
