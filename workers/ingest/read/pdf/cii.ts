import type { Invoice } from '../../../../src/domain/invoice'
import { unitWord, xmlLine } from './xml-line'
import { all, decimal, type Element, one, text } from './xml-tree'

/** Names of the same thing in ZUGFeRD 1 and in Factur-X, ZUGFeRD 2 and XRechnung (UN/CEFACT Cross Industry Invoice D16B). */
const HEAD = ['ExchangedDocument', 'HeaderExchangedDocument']
const DEAL = ['SupplyChainTradeTransaction', 'SpecifiedSupplyChainTradeTransaction']
const AGREEMENT = ['ApplicableHeaderTradeAgreement', 'ApplicableSupplyChainTradeAgreement']
const SETTLEMENT = ['ApplicableHeaderTradeSettlement', 'ApplicableSupplyChainTradeSettlement']
const SUMS = ['SpecifiedTradeSettlementHeaderMonetarySummation', 'SpecifiedTradeSettlementMonetarySummation']
const LINE_AGREEMENT = ['SpecifiedLineTradeAgreement', 'SpecifiedSupplyChainTradeAgreement']
const LINE_DELIVERY = ['SpecifiedLineTradeDelivery', 'SpecifiedSupplyChainTradeDelivery']
const LINE_SETTLEMENT = ['SpecifiedLineTradeSettlement', 'SpecifiedSupplyChainTradeSettlement']
const LINE_SUMS = ['SpecifiedTradeSettlementLineMonetarySummation', 'SpecifiedTradeSettlementMonetarySummation']
/** Kinds of document that take money back (UNTDID 1001). */
const CREDIT_NOTES = new Set(['381', '83', '396', '532', '261', '262'])

export const isCii = ({ name }: Element): boolean => name === 'CrossIndustryInvoice' || name === 'CrossIndustryDocument'

const either = (element: Element | undefined, names: readonly string[]): Element | undefined =>
  names.map((name) => one(element, name)).find((found) => found !== undefined)
const money = (element: Element | undefined, ...path: string[]) => decimal(text(element, ...path), 4)
const rate = (element: Element | undefined, ...names: string[]) =>
  names.map((name) => decimal(text(element, name), 2)).find((value) => value !== null) ?? null

/** An invoice in the Cross Industry syntax. What the document does not say is null. */
export function readCii(root: Element): Omit<Invoice, 'first_page' | 'last_page' | 'evidence'> {
  const head = either(root, HEAD)
  const deal = either(root, DEAL)
  const agreement = either(deal, AGREEMENT)
  const settlement = either(deal, SETTLEMENT)
  const sums = either(settlement, SUMS)
  const currency = text(settlement, 'InvoiceCurrencyCode')
  const tax_totals = all(sums, 'TaxTotalAmount')
  const tax_total = tax_totals.find(({ attributes }) => attributes.currencyID === currency) ?? tax_totals[0]
  const subtotal = money(sums, 'TaxBasisTotalAmount')
  const charged = (money(sums, 'ChargeTotalAmount') ?? 0) - (money(sums, 'AllowanceTotalAmount') ?? 0)
  return {
    document: CREDIT_NOTES.has(text(head, 'TypeCode') ?? '') ? 'credit_note' : 'invoice',
    source: 'xml',
    supplier: text(agreement, 'SellerTradeParty', 'Name'),
    customer: text(agreement, 'BuyerTradeParty', 'Name'),
    number: text(head, 'ID'),
    date: day(text(head, 'IssueDateTime', 'DateTimeString')),
    due_date: day(text(settlement, 'SpecifiedTradePaymentTerms', 'DueDateDateTime', 'DateTimeString')),
    currency,
    subtotal,
    taxes: all(settlement, 'ApplicableTradeTax').flatMap((tax) => {
      const amount = money(tax, 'CalculatedAmount')
      return amount === null
        ? []
        : [{ name: text(tax, 'TypeCode') ?? 'VAT', rate: rate(tax, 'RateApplicablePercent', 'ApplicablePercent'), amount }]
    }),
    tax: decimal(tax_total?.text.trim() ?? null, 4),
    total: money(sums, 'GrandTotalAmount'),
    adjustments: charged,
    prices_include_tax: false,
    lines: all(deal, 'IncludedSupplyChainTradeLineItem').flatMap((item) => {
      const settled = either(item, LINE_SETTLEMENT)
      const amount = money(either(settled, LINE_SUMS), 'LineTotalAmount')
      if (amount === null) return [] // a line of text only
      const product = one(item, 'SpecifiedTradeProduct')
      const price = one(either(item, LINE_AGREEMENT), 'NetPriceProductTradePrice')
      const per = Number(text(price, 'BasisQuantity') ?? 1) || 1
      const charge = money(price, 'ChargeAmount')
      const billed = one(either(item, LINE_DELIVERY), 'BilledQuantity')
      return [
        xmlLine({
          description: text(product, 'Name') ?? '',
          code: text(product, 'SellerAssignedID') ?? text(product, 'GlobalID'),
          quantity: decimal(billed?.text.trim() ?? null, 3),
          unit: unitWord(billed?.attributes.unitCode),
          unit_price: charge === null ? null : Math.round(charge / per),
          tax_rate: rate(one(settled, 'ApplicableTradeTax'), 'RateApplicablePercent', 'ApplicablePercent'),
          amount,
          batch: text(product, 'IndividualTradeProductInstance', 'BatchID'),
        }),
      ]
    }),
  }
}

/** `20180605` as an ISO day. */
function day(written: string | null): string | null {
  const [, year, month, date] = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(written ?? '') ?? []
  return year ? `${year}-${month}-${date}` : null
}
