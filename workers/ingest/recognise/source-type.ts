/** Columns that only one platform's export has (all of them must be there). The first that fits is the source. */
const MARKS: readonly [string, readonly string[]][] = [
  ['shopify', ['lineitem name', 'lineitem qty']],
  ['square', ['price point name', 'event type']],
  ['amazon', ['seller gstin', 'asin']],
  ['amazon', ['amazon order id']],
  ['flipkart', ['fsn', 'order item id']],
  ['meesho', ['sub order no', 'eco tcs gstin']],
  ['loyverse', ['receipt type', 'dining option', 'pos']],
  ['petpooja', ['restaurant name', 'container charge']],
]

/** The platform a header comes from, 'generic' when it could be anyone's. Takes the headers' keys. */
export function sourceType(keys: readonly string[]): string {
  const known = new Set(keys)
  return MARKS.find(([, marks]) => marks.every((mark) => known.has(mark)))?.[0] ?? 'generic'
}
