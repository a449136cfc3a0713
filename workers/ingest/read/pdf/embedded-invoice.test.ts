import { describe, expect, test } from 'vitest'
import { LucidError } from '../../../../src/domain/errors'
import { readCii } from './cii'
import { readUbl } from './ubl'
import { xmlTree } from './xml-tree'

const CII = `<?xml version="1.0"?>
<rsm:CrossIndustryInvoice xmlns:rsm="a" xmlns:ram="b" xmlns:udt="c">
  <rsm:ExchangedDocument><ram:ID>R-9</ram:ID><ram:TypeCode>380</ram:TypeCode>
    <ram:IssueDateTime><udt:DateTimeString format="102">20240503</udt:DateTimeString></ram:IssueDateTime></rsm:ExchangedDocument>
  <rsm:SupplyChainTradeTransaction>
    <ram:IncludedSupplyChainTradeLineItem>
      <ram:SpecifiedTradeProduct><ram:SellerAssignedID>A1</ram:SellerAssignedID><ram:Name>Screws &amp; nuts</ram:Name></ram:SpecifiedTradeProduct>
      <ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice><ram:ChargeAmount>45.00</ram:ChargeAmount><ram:BasisQuantity>100</ram:BasisQuantity></ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement>
      <ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="C62">200</ram:BilledQuantity></ram:SpecifiedLineTradeDelivery>
      <ram:SpecifiedLineTradeSettlement><ram:ApplicableTradeTax><ram:RateApplicablePercent>19</ram:RateApplicablePercent></ram:ApplicableTradeTax>
        <ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>90.00</ram:LineTotalAmount></ram:SpecifiedTradeSettlementLineMonetarySummation></ram:SpecifiedLineTradeSettlement>
    </ram:IncludedSupplyChainTradeLineItem>
    <ram:ApplicableHeaderTradeAgreement><ram:SellerTradeParty><ram:Name>Eisen GmbH</ram:Name></ram:SellerTradeParty></ram:ApplicableHeaderTradeAgreement>
    <ram:ApplicableHeaderTradeSettlement><ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
      <ram:ApplicableTradeTax><ram:CalculatedAmount>17.10</ram:CalculatedAmount><ram:TypeCode>VAT</ram:TypeCode><ram:RateApplicablePercent>19</ram:RateApplicablePercent></ram:ApplicableTradeTax>
      <ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:TaxBasisTotalAmount>90.00</ram:TaxBasisTotalAmount><ram:TaxTotalAmount currencyID="EUR">17.10</ram:TaxTotalAmount><ram:GrandTotalAmount>107.10</ram:GrandTotalAmount></ram:SpecifiedTradeSettlementHeaderMonetarySummation>
    </ram:ApplicableHeaderTradeSettlement>
  </rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>`

const UBL = `<CreditNote xmlns="x" xmlns:cbc="y" xmlns:cac="z">
  <cbc:ID>CN-4</cbc:ID><cbc:IssueDate>2024-05-03</cbc:IssueDate><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
  <cac:AccountingSupplierParty><cac:Party><cac:PartyLegalEntity><cbc:RegistrationName>Au bon moulin</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty>
  <cac:TaxTotal><cbc:TaxAmount>0.55</cbc:TaxAmount></cac:TaxTotal>
  <cac:LegalMonetaryTotal><cbc:TaxExclusiveAmount>10.00</cbc:TaxExclusiveAmount><cbc:TaxInclusiveAmount>10.55</cbc:TaxInclusiveAmount></cac:LegalMonetaryTotal>
  <cac:CreditNoteLine><cbc:CreditedQuantity unitCode="LTR">2.5</cbc:CreditedQuantity><cbc:LineExtensionAmount>10.00</cbc:LineExtensionAmount>
    <cac:Item><cbc:Name>Huile</cbc:Name></cac:Item><cac:Price><cbc:PriceAmount>4</cbc:PriceAmount></cac:Price></cac:CreditNoteLine>
</CreditNote>`

test('a Factur-X invoice: a price per hundred is the price of one', () => {
  expect(readCii(xmlTree(CII))).toMatchObject({
    document: 'invoice',
    number: 'R-9',
    date: '2024-05-03',
    supplier: 'Eisen GmbH',
    currency: 'EUR',
    subtotal: 900_000,
    tax: 171_000,
    total: 1_071_000,
    taxes: [{ name: 'VAT', rate: 1900, amount: 171_000 }],
    lines: [
      { description: 'Screws & nuts', code: 'A1', quantity: 200_000, unit: 'pcs', unit_price: 4500, tax_rate: 1900, amount: 900_000 },
    ],
  })
})

test('a UBL credit note', () => {
  expect(readUbl(xmlTree(UBL))).toMatchObject({
    document: 'credit_note',
    number: 'CN-4',
    supplier: 'Au bon moulin',
    total: 105_500,
    lines: [{ description: 'Huile', quantity: 2500, unit: 'l', unit_price: 40_000, amount: 100_000 }],
  })
})

describe('hostile XML is refused, not expanded', () => {
  const laughs = `<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;">]><a>&y;</a>`
  test.each([
    ['entities inside entities', laughs],
    ['a thousand levels', '<a>'.repeat(1000) + '</a>'.repeat(1000)],
    ['no end', '<a><b>'],
    ['no XML', '%PDF-1.4'],
  ])('%s', (_, xml) => {
    expect(() => xmlTree(xml)).toThrow(LucidError)
  })
})
