import { LucidError } from '../../../src/domain/errors'
import { csvBytes } from './csv-bytes'
import { readMasters, type TallyMasters } from './tally/masters'
import { itemRows, type Pass, purchaseRows, salesRows, stockRows } from './tally/rows'
import { xmlEncoding } from './tally/xml-text'
import type { LeftOut, TablePart, Unpacker } from './unpacker'

/** Bytes of the head that tell: the envelope names its messages within the first lines. */
const TELLING = 64 * 1024

/**
 * XML of the accounting program Tally: vouchers of a day book, stock items, or the stock summary. The file is passed over once for what it is and once for each table,
 * so that one of any size takes little memory.
 */
const tally: Unpacker = {
  format: 'tally_xml',

  detect(head) {
    const text = new TextDecoder(xmlEncoding(head)).decode(head.subarray(0, TELLING))
    if (!/^\uFEFF?\s*</.test(text) || !/<ENVELOPE[\s>]/i.test(text)) return 0
    return /<(?:TALLYMESSAGE|TALLYREQUEST|VOUCHER|DSPSTKINFO|DSPACCNAME)[\s>]/i.test(text) ? 1 : 0.6
  },

  async *unpack(source, _filename, hooks) {
    const pass = (from: number, to: number): Pass => ({
      source,
      signal: hooks.signal,
      progress: (share) => hooks.progress(from + (to - from) * share),
    })
    const masters = await readMasters(source, pass(0, 0.4))
    const has = (...kinds: Parameters<TallyMasters['kinds']['has']>[0][]): boolean => kinds.some((kind) => masters.kinds.has(kind))
    const table = (name: string, rows: Parameters<typeof csvBytes>[0]): TablePart => ({
      type: 'table',
      name,
      hidden: false,
      csv: csvBytes(rows, hooks.signal),
    })
    const sold = has('sale', 'sale_return')
    const bought = has('purchase', 'purchase_return')
    if (!sold && !bought && masters.items.length === 0 && masters.stock.length === 0)
      throw new LucidError('E_UNKNOWN_FORMAT', 'The file has no sales, purchases, stock items or stock of Tally.', {
        hint: 'In Tally, open the Day Book, press Alt+E and export it as XML.',
      })
    if (masters.items.length > 0) yield table('Stock items', itemRows(masters))
    if (bought) yield table('Purchases', purchaseRows(pass(0.4, 0.6), masters))
    if (sold) yield table('Sales', salesRows(pass(0.6, 1), masters))
    if (masters.stock.length > 0) yield table('Stock summary', stockRows(masters))
    hooks.progress(1)
    return leftOut(masters)
  },
}
export default tally

function leftOut({ kinds, cancelled, optional }: TallyMasters): LeftOut[] {
  const unknown = [...kinds].filter(([kind]) => kind.startsWith('? '))
  return [
    { name: '@cancelled', code: 'I_CANCELLED', count: cancelled },
    { name: '@optional', code: 'I_OTHER_RECORD', count: optional },
    { name: '@vouchers', code: 'I_OTHER_RECORD', count: kinds.get('other') ?? 0 },
    ...unknown.map(([kind, count]) => ({ name: kind.slice(2) || 'VOUCHER', code: 'W_UNKNOWN_RECORD', count })),
  ].filter(({ count }) => count > 0)
}
