import { describe, expect, test } from 'vitest'
import { invoiceCsv } from '../../../../src/domain/invoice-table'
import { sql } from '../../../db/sql'
import { tryImport } from '../../normalise/try-import'
import { openPdf } from './open-pdf'
import { readPdf } from './read-pdf'
import { pharmacyInvoice, tinyPdf } from './tiny-pdf.fixture'

const UPLOADED = '2024-05-01T10:00:00Z'

async function pharmacy() {
  const pdf = await openPdf(tinyPdf(pharmacyInvoice()))
  const [invoice] = await readPdf(pdf)
  await pdf.loadingTask.destroy()
  if (!invoice) throw new Error('no invoice was read')
  return invoice
}

describe('an invoice of the page in the database', () => {
  test('of goods bought becomes purchases without a question: cost without tax, free goods, batch, expiry', async () => {
    const { db, recognition, outcome } = await tryImport(invoiceCsv(await pharmacy(), 'purchase'), { uploaded_at: UPLOADED })
    expect(recognition).toMatchObject({ questions: [], mapping: { kind: 'purchases' } })
    expect(outcome).toMatchObject({ status: 'done' })
    expect(
      await db.all(sql`SELECT date::VARCHAR AS date, i.name, batch, qty, free_qty, unit_cost, amount, expiry::VARCHAR AS expiry, supplier, invoice_no
        FROM purchase_fact JOIN item i USING (item_no) ORDER BY row_no`),
    ).toEqual(
      [
        // 351.50 for 20 + 2 free: 15.9773 each
        {
          name: 'Paracetamol 500 Tab',
          batch: 'PB2291',
          qty: 20_000,
          free_qty: 2_000,
          unit_cost: 159_773,
          amount: 3_515_000,
          expiry: '2027-08-31',
        },
        {
          name: 'Cough Syrup 100 ml (sugar free)',
          batch: 'CS118',
          qty: 10_000,
          free_qty: 0,
          unit_cost: 610_000,
          amount: 6_100_000,
          expiry: '2027-03-31',
        },
        {
          name: 'ORS Orange Sachet',
          batch: 'OR0045',
          qty: 50_000,
          free_qty: 5_000,
          unit_cost: 116_182,
          amount: 6_390_000,
          expiry: '2026-12-31',
        },
        { name: 'Bandage 6 cm', batch: 'BD77', qty: 12_000, free_qty: 0, unit_cost: 250_000, amount: 3_000_000, expiry: null },
      ].map((one) => ({ date: '2024-04-17', supplier: 'Shree Durga Medical Distributors', invoice_no: 'SD/24-25/0187', ...one })),
    )
  })

  test('of goods sold becomes sales without a question', async () => {
    const { db, recognition, outcome } = await tryImport(invoiceCsv(await pharmacy(), 'sale'), { uploaded_at: UPLOADED })
    expect(recognition).toMatchObject({ questions: [], mapping: { kind: 'sales' } })
    expect(outcome).toMatchObject({ status: 'done' })
    expect(await db.all(sql`SELECT sum(net_ex_tax)::BIGINT AS net, sum(tax)::BIGINT AS tax, count(*) AS lines FROM sales_fact`)).toEqual([
      { net: 19_005_000, tax: 2_280_600, lines: 4 },
    ])
  })

  test('a credit note takes goods back', async () => {
    const bought = await pharmacy()
    const { db } = await tryImport(invoiceCsv({ ...bought, document: 'credit_note' }, 'purchase'), { uploaded_at: UPLOADED })
    expect(await db.all(sql`SELECT sum(qty)::BIGINT AS qty, sum(amount)::BIGINT AS amount FROM purchase_fact`)).toEqual([
      { qty: -92_000, amount: -19_005_000 },
    ])
    const sold = await tryImport(invoiceCsv({ ...bought, document: 'credit_note' }, 'sale'), { uploaded_at: UPLOADED })
    expect(await sold.db.all(sql`SELECT sum(qty)::BIGINT AS qty, sum(net_ex_tax)::BIGINT AS net FROM sales_fact`)).toEqual([
      { qty: -92_000, net: -19_005_000 },
    ])
  })
})
