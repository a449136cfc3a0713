import type { Conversions } from './amounts'
import { tallyAmount, tallyDate, tallyQuantity, tallyRate } from './amounts'
import { childrenOf, childText, type XmlNode } from './xml-records'

/** What a voucher keeps of its elements. */
export const VOUCHER_ELEMENTS = new Set(
  `DATE VOUCHERTYPENAME VOUCHERNUMBER REFERENCE PARTYNAME PARTYLEDGERNAME BASICBUYERNAME ISCANCELLED ISOPTIONAL ALLINVENTORYENTRIES.LIST INVENTORYENTRIES.LIST STOCKITEMNAME ISDEEMEDPOSITIVE
  RATE AMOUNT ACTUALQTY BILLEDQTY DISCOUNT BATCHALLOCATIONS.LIST GODOWNNAME BATCHNAME MFDON EXPIRYPERIOD RATEDETAILS.LIST GSTRATEDUTYHEAD GSTRATE LEDGERENTRIES.LIST ALLLEDGERENTRIES.LIST LEDGERNAME ISPARTYLEDGER`.split(
    /\s+/,
  ),
)

/** One line of a voucher: an item, in one godown and batch. Quantities and amounts without sign; `inward` says which way the goods went. */
export interface VoucherLine {
  item: string
  inward: boolean
  quantity: number | null
  free: number
  unit: string
  price: number | null
  discount_percent: number | null
  /** without tax */
  amount: number | null
  tax: number
  godown: string
  batch: string
  mfg: string
  expiry: string
}

const TAX_LEDGER = /\b(?:[csi]|ut)?gst\b|\bvat\b|\bcess\b|\btax\b/i
const NOT_A_TAX = /sales?\b|purchase|round|tds|tcs/i

/**
 * The lines of a voucher with its tax shared out: Tally books tax in ledgers of the whole voucher. A line in several godowns or batches is as many lines. `inward` decides where
 * a line does not say which way its goods went.
 */
export function voucherLines(voucher: XmlNode, inward: boolean, conversions: Conversions): VoucherLine[] {
  const entries = childrenOf(voucher, 'ALLINVENTORYENTRIES.LIST', 'INVENTORYENTRIES.LIST').filter((entry) =>
    childText(entry, 'STOCKITEMNAME'),
  )
  const lines = entries.flatMap((entry) => allocated(entry, inward, conversions))
  const taxes = childrenOf(voucher, 'LEDGERENTRIES.LIST', 'ALLLEDGERENTRIES.LIST')
    .filter((entry) => TAX_LEDGER.test(childText(entry, 'LEDGERNAME')) && !NOT_A_TAX.test(childText(entry, 'LEDGERNAME')))
    .reduce((sum, entry) => sum + (tallyAmount(childText(entry, 'AMOUNT')) ?? 0), 0)
  // goods and their tax stand on the same side of the books
  const weights = lines.map(({ line, weight }) => Math.abs((line.amount ?? 0) * weight))
  const whole = weights.reduce((all, one) => all + one, 0)
  let left = Math.round(Math.abs(taxes) * 1e4)
  lines.forEach(({ line }, at) => {
    const last = at === lines.length - 1
    const share = last ? left : whole === 0 ? 0 : Math.round((Math.abs(taxes) * 1e4 * (weights[at] ?? 0)) / whole)
    left -= share
    line.tax = share / 1e4
  })
  return lines.map(({ line }) => line)
}

function allocated(entry: XmlNode, inward: boolean, conversions: Conversions): { line: VoucherLine; weight: number }[] {
  const batches = childrenOf(entry, 'BATCHALLOCATIONS.LIST')
  const rates = childrenOf(entry, 'RATEDETAILS.LIST').filter((one) => !/cess/i.test(childText(one, 'GSTRATEDUTYHEAD')))
  const weight = Math.max(0, ...rates.map((one) => Number(childText(one, 'GSTRATE')) || 0)) || 1
  const parts = batches.length > 0 ? batches : [entry]
  return parts.map((part) => ({ line: lineOf(entry, part, parts.length === 1, inward, conversions), weight }))
}

function lineOf(entry: XmlNode, part: XmlNode, whole: boolean, inward: boolean, conversions: Conversions): VoucherLine {
  const said = childText(entry, 'ISDEEMEDPOSITIVE').toLowerCase()
  const own = (name: string): string => childText(part, name) || (whole ? childText(entry, name) : '')
  const amount = tallyAmount(own('AMOUNT'))
  const rate = tallyRate(own('RATE') || childText(entry, 'RATE'))
  const actual = tallyQuantity(own('ACTUALQTY'), conversions)
  const billed = tallyQuantity(own('BILLEDQTY'), conversions) ?? actual
  const percent = Number(childText(entry, 'DISCOUNT')) || null
  // two units without a ratio: the amount and the rate still tell how many
  const worked_out = rate && rate.value !== 0 && amount !== null ? Math.abs(amount / rate.value / (1 - (percent ?? 0) / 100)) : null
  const quantity = billed ? Math.abs(billed.value) : worked_out
  const unit = billed?.unit ?? rate?.unit ?? ''
  const same_unit = !rate?.unit || rate.unit.toLowerCase() === unit.toLowerCase()
  const batch = childText(part, 'BATCHNAME')
  return {
    item: childText(entry, 'STOCKITEMNAME'),
    inward: said === '' ? inward : said === 'yes',
    quantity: quantity === null ? null : round(quantity, 1e3),
    free: actual && billed ? round(Math.max(0, Math.abs(actual.value) - Math.abs(billed.value)), 1e3) : 0,
    unit,
    price:
      rate && same_unit
        ? Math.abs(rate.value)
        : amount !== null && quantity
          ? round(Math.abs(amount) / quantity / (1 - (percent ?? 0) / 100), 1e4)
          : null,
    discount_percent: percent,
    amount: amount === null ? null : Math.abs(amount),
    tax: 0,
    godown: childText(part, 'GODOWNNAME'),
    batch: /^primary batch$/i.test(batch) ? '' : batch,
    mfg: tallyDate(childText(part, 'MFDON')),
    expiry: tallyDate(childText(part, 'EXPIRYPERIOD')),
  }
}

const round = (value: number, by: number): number => Math.round(value * by) / by

/** The amount of a voucher without stock items: what its party owes or is owed. */
export function partyAmount(voucher: XmlNode): number | null {
  const ledgers = childrenOf(voucher, 'LEDGERENTRIES.LIST', 'ALLLEDGERENTRIES.LIST')
  const party = ledgers.find((one) => childText(one, 'ISPARTYLEDGER').toLowerCase() === 'yes') ?? ledgers[0]
  const amount = party ? tallyAmount(childText(party, 'AMOUNT')) : tallyAmount(childText(voucher, 'AMOUNT'))
  return amount === null ? null : Math.abs(amount)
}
