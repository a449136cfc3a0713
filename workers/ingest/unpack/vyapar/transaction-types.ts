/** What a transaction of Vyapar does to the figures. `other` is known and no business of Lucid's: payments, orders, estimates, challans, expenses. */
export type BillKind = 'sale' | 'sale_return' | 'purchase' | 'purchase_return'
export type TransactionKind = BillKind | 'stock_adjustment' | 'other'

const KINDS: ReadonlyMap<number, TransactionKind> = new Map<number, TransactionKind>([
  [1, 'sale'],
  [21, 'sale_return'],
  [2, 'purchase'],
  [23, 'purchase_return'],
  ...[70, 71].map((type) => [type, 'stock_adjustment'] as const),
  // payments, opening balances, expense, orders, challan, estimate, cash, fixed assets, proforma, journal, job work, other income
  ...[3, 4, 5, 6, 7, 24, 27, 28, 30, 50, 51, 60, 61, 65, 67, 68, 83, 90].map((type) => [type, 'other'] as const),
])

/** What the number of a transaction type stands for; null for a number that Lucid does not know. */
export function transactionKind(type: number): TransactionKind | null {
  return KINDS.get(type) ?? null
}

/** The status of a bill that its shop has taken back. */
export const CANCELLED_STATUS = 3

/** The word of the Transaction Type column, as the program's own reports write it. */
export function typeWord(kind: BillKind, cancelled: boolean): string {
  const word = { sale: 'Sale', sale_return: 'Credit Note', purchase: 'Purchase', purchase_return: 'Debit Note' }[kind]
  return cancelled ? `${word}[Cancelled]` : word
}

/** How a bill moves the stock: goods in, goods out. */
export const STOCK_SIGN: Readonly<Record<BillKind, 1 | -1>> = { sale: -1, sale_return: 1, purchase: 1, purchase_return: -1 }
