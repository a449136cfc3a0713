import type { Invoice } from '../../../../src/domain/invoice'
import { unitWord, xmlLine } from './xml-line'
import { all, decimal, type Element, one, text } from './xml-tree'

export const isUbl = ({ name }: Element): boolean => name === 'Invoice' || name === 'CreditNote'

const money = (element: Element | undefined, ...path: string[]) => decimal(text(element, ...path), 4)
const party = (root: Element, role: string): string | null => {
  const of = one(root, role, 'Party')
  return text(of, 'PartyName', 'Name') ?? text(of, 'PartyLegalEntity', 'RegistrationName')
}

/** An invoice or credit note in the Universal Business Language 2.1 (Peppol, XRechnung). What the document does not say is null. */
export function readUbl(root: Element): Omit<Invoice, 'first_page' | 'last_page' | 'evidence'> {
  const credit = root.name === 'CreditNote' || text(root, 'InvoiceTypeCode') === '381'
  const sums = one(root, 'LegalMonetaryTotal')
  const tax = one(root, 'TaxTotal')
  return {
    document: credit ? 'credit_note' : 'invoice',
    source: 'xml',
    supplier: party(root, 'AccountingSupplierParty'),
    customer: party(root, 'AccountingCustomerParty'),
    number: text(root, 'ID'),
    date: text(root, 'IssueDate'),
    due_date: text(root, 'DueDate') ?? text(root, 'PaymentMeans', 'PaymentDueDate'),
    currency: text(root, 'DocumentCurrencyCode'),
    subtotal: money(sums, 'TaxExclusiveAmount'),
    taxes: all(tax, 'TaxSubtotal').flatMap((part) => {
      const amount = money(part, 'TaxAmount')
      const category = one(part, 'TaxCategory')
      return amount === null
        ? []
        : [{ name: text(category, 'TaxScheme', 'ID') ?? 'VAT', rate: decimal(text(category, 'Percent'), 2), amount }]
    }),
    tax: money(tax, 'TaxAmount'),
    total: money(sums, 'TaxInclusiveAmount') ?? money(sums, 'PayableAmount'),
    adjustments: (money(sums, 'ChargeTotalAmount') ?? 0) - (money(sums, 'AllowanceTotalAmount') ?? 0),
    prices_include_tax: false,
    lines: [...all(root, 'InvoiceLine'), ...all(root, 'CreditNoteLine')].flatMap((line) => {
      const amount = money(line, 'LineExtensionAmount')
      const item = one(line, 'Item')
      const billed = one(line, 'InvoicedQuantity') ?? one(line, 'CreditedQuantity')
      if (amount === null || (amount === 0 && Number(billed?.text) === 0)) return [] // a heading between the goods
      const price = money(line, 'Price', 'PriceAmount')
      const per = Number(text(line, 'Price', 'BaseQuantity') ?? 1) || 1
      return [
        xmlLine({
          description: text(item, 'Name') ?? text(item, 'Description') ?? '',
          code: text(item, 'SellersItemIdentification', 'ID') ?? text(item, 'StandardItemIdentification', 'ID'),
          quantity: decimal(billed?.text.trim() ?? null, 3),
          unit: unitWord(billed?.attributes.unitCode),
          unit_price: price === null ? null : Math.round(price / per),
          tax_rate: decimal(text(item, 'ClassifiedTaxCategory', 'Percent') ?? text(line, 'TaxTotal', 'TaxSubtotal', 'Percent'), 2),
          amount,
          batch: text(item, 'ItemInstance', 'LotIdentification', 'LotNumberID'),
          expiry: text(item, 'ItemInstance', 'LotIdentification', 'ExpiryDate'),
        }),
      ]
    }),
  }
}
