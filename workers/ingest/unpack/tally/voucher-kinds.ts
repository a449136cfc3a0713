/** What a voucher does to the figures; `other` is known and none of Lucid's business. */
export type VoucherKind = 'sale' | 'sale_return' | 'purchase' | 'purchase_return' | 'other'

const RULES: readonly [RegExp, VoucherKind][] = [
  [
    /order|quotation|proforma|estimate|memorandum|delivery|receipt note|rejection|goods? rec|material|job work|stock|physical|manufactur/,
    'other',
  ],
  [/receipt|payment|contra|journal|payroll|attendance|bank/, 'other'],
  [/credit note|sales? return/, 'sale_return'],
  [/debit note|purchase return/, 'purchase_return'],
  [/purchase/, 'purchase'],
  [/sale|pos\b|retail|cash memo|tax invoice|counter|^bill$|^invoice$/, 'sale'],
]

/**
 * The kind of a voucher type by its words. Shops name types of their own under those of Tally: `parents` leads from each to the one above it. null for a type that
 * nobody can tell.
 */
export function voucherKind(type: string, parents: ReadonlyMap<string, string>): VoucherKind | null {
  let name = type
  for (let up = 0; up < 10; up++) {
    const above = parents.get(name.toLowerCase())
    if (!above || above.toLowerCase() === name.toLowerCase()) break
    name = above
  }
  const words = name.toLowerCase().trim()
  return RULES.find(([pattern]) => pattern.test(words))?.[1] ?? null
}
