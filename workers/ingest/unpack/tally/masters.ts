import type { ByteSource } from '../../../db/byte-source'
import { tallyAmount, tallyDate, tallyRate } from './amounts'
import { type VoucherKind, voucherKind } from './voucher-kinds'
import { childrenOf, childText, type XmlNode, xmlRecords } from './xml-records'

export interface StockItem {
  name: string
  group: string
  unit: string
  hsn: string
  gst_percent: number | null
  mrp: number | null
  price: number | null
  cost: number | null
}

/** What one pass over a file tells before its rows are written. */
export interface TallyMasters {
  items: StockItem[]
  parents: Map<string, string>
  conversions: Map<string, number>
  /** vouchers by kind; those of a type that nobody knows under its name */
  kinds: Map<VoucherKind | `? ${string}`, number>
  cancelled: number
  optional: number
  stock: { name: string; quantity: string; rate: string }[]
}

const RECORDS = new Set(['VOUCHER', 'STOCKITEM', 'VOUCHERTYPE', 'UNIT', 'DSPACCNAME', 'DSPSTKINFO'])
const WANTED = new Set(
  `VOUCHERTYPENAME ISCANCELLED ISOPTIONAL PARENT CATEGORY BASEUNITS ADDITIONALUNITS CONVERSION ISSIMPLEUNIT NAME HSNCODE GSTDETAILS.LIST HSNDETAILS.LIST STATEWISEDETAILS.LIST RATEDETAILS.LIST
  GSTRATEDUTYHEAD GSTRATE MRPDETAILS.LIST MRPRATE.LIST MRPRATE STANDARDPRICELIST.LIST STANDARDCOSTLIST.LIST DATE RATE DSPDISPNAME DSPSTKCL DSPCLQTY DSPCLRATE`.split(
    /\s+/,
  ),
)

export async function readMasters(
  source: ByteSource,
  hooks: { signal: AbortSignal; progress(share: number): void },
): Promise<TallyMasters> {
  const found: TallyMasters = {
    items: [],
    parents: new Map(),
    conversions: new Map(),
    kinds: new Map(),
    cancelled: 0,
    optional: 0,
    stock: [],
  }
  const types = new Map<string, number>()
  let line = ''
  for await (const record of xmlRecords(source, RECORDS, WANTED, hooks)) {
    const name = record.attributes.NAME?.trim() || childText(record, 'NAME')
    if (record.name === 'STOCKITEM') found.items.push(stockItem(record, name))
    else if (record.name === 'VOUCHERTYPE') found.parents.set(name.toLowerCase(), childText(record, 'PARENT'))
    else if (record.name === 'UNIT') {
      const ratio = Number(childText(record, 'CONVERSION'))
      if (ratio > 0) found.conversions.set(`${childText(record, 'BASEUNITS')}|${childText(record, 'ADDITIONALUNITS')}`.toLowerCase(), ratio)
    } else if (record.name === 'DSPACCNAME') line = childText(record, 'DSPDISPNAME')
    else if (record.name === 'DSPSTKINFO') {
      const closing = childrenOf(record, 'DSPSTKCL')[0]
      if (closing && line) found.stock.push({ name: line, quantity: childText(closing, 'DSPCLQTY'), rate: childText(closing, 'DSPCLRATE') })
    } else if (isYes(record, 'ISCANCELLED')) found.cancelled++
    else if (isYes(record, 'ISOPTIONAL')) found.optional++
    else types.set(voucherType(record), (types.get(voucherType(record)) ?? 0) + 1)
  }
  for (const [type, count] of types) {
    const kind = voucherKind(type, found.parents) ?? (`? ${type}` as const)
    found.kinds.set(kind, (found.kinds.get(kind) ?? 0) + count)
  }
  return found
}

export const voucherType = (voucher: XmlNode): string => childText(voucher, 'VOUCHERTYPENAME') || (voucher.attributes.VCHTYPE ?? '').trim()
export const isYes = (node: XmlNode, name: string): boolean => childText(node, name).toLowerCase() === 'yes'

function stockItem(record: XmlNode, name: string): StockItem {
  const details = childrenOf(record, 'GSTDETAILS.LIST')
  const states = details.flatMap((one) => childrenOf(one, 'STATEWISEDETAILS.LIST'))
  const rates = states.flatMap((one) => childrenOf(one, 'RATEDETAILS.LIST'))
  const rate = (head: RegExp): number =>
    rates.filter((one) => head.test(childText(one, 'GSTRATEDUTYHEAD'))).reduce((last, one) => Number(childText(one, 'GSTRATE')) || last, 0)
  const gst = rate(/integrated|igst/i) || rate(/central|cgst/i) + rate(/state|sgst/i)
  const mrp = childrenOf(record, 'MRPDETAILS.LIST').flatMap((one) =>
    childrenOf(one, 'MRPRATE.LIST').map((node) => childText(node, 'MRPRATE')),
  )
  const group = childText(record, 'PARENT') || childText(record, 'CATEGORY')
  return {
    name,
    group: /^primary$/i.test(group) ? '' : group,
    unit: childText(record, 'BASEUNITS'),
    hsn:
      childText(record, 'HSNCODE') ||
      [...details, ...childrenOf(record, 'HSNDETAILS.LIST')].map((one) => childText(one, 'HSNCODE')).find((code) => code) ||
      '',
    gst_percent: gst > 0 ? gst : null,
    mrp: tallyAmount(mrp.at(-1) ?? ''),
    price: latest(record, 'STANDARDPRICELIST.LIST'),
    cost: latest(record, 'STANDARDCOSTLIST.LIST'),
  }
}

/** The standard price of the last day that one is given for. */
function latest(record: XmlNode, list: string): number | null {
  const given = childrenOf(record, list).map((one) => ({ day: tallyDate(childText(one, 'DATE')), rate: tallyRate(childText(one, 'RATE')) }))
  given.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
  return given.at(-1)?.rate?.value ?? null
}
