import { expect, test } from 'vitest'
import { lineKind } from './line-type'

test.each([
  [null, 5n, 'SALE'],
  [null, -5n, 'RETURN'],
  ['', 5n, 'SALE'],
  ['Sale', 5n, 'SALE'],
  ['Credit Note', 5n, 'RETURN'],
  ['Sale Return', 5n, 'RETURN'],
  ['SALES RETURN', -5n, 'RETURN'],
  ['Refund', 5n, 'RETURN'],
  ['Cancelled', 5n, 'CANCELLED'],
  ['Cancelled', -5n, 'RETURN'],
  ['Return Cancellation', 5n, 'SALE'],
  ['Voided', 5n, 'CANCELLED'],
  ['EInvoiceCancel', 5n, 'CANCELLED'],
  ['Shipment', 5n, 'SALE'],
  ['Tax Invoice', 5n, 'SALE'],
  ['वापसी', 5n, 'RETURN'],
  ['रद्द', 5n, 'CANCELLED'],
  ['Purchase', 5n, 'CANCELLED'],
  ['Success', null, 'SALE'],
  ['Rückerstattung', 5n, 'RETURN'],
  ['Annulée', 5n, 'CANCELLED'],
  ['Concluída', 5n, 'SALE'],
] as [string | null, bigint | null, string][])('%s %s', (words, quantity, kind) => expect(lineKind(words, quantity)).toBe(kind))
