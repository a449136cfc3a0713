import { expect, test } from 'vitest'
import { sql } from '../../db/sql'
import { tryImport } from '../normalise/try-import'

async function net(header: string, rows: readonly string[]) {
  const { db } = await tryImport(`${header}\n${rows.join('\n')}\n`, { uploaded_at: '2026-05-01T00:00:00Z' })
  return db.all(sql`SELECT sum(net_ex_tax)::BIGINT / 1e4 AS net, sum(tax)::BIGINT / 1e4 AS tax FROM sales_fact`)
}

test('of two amounts the one after the discount is the line’s', async () => {
  const rows = [
    '21/04/2026,A1,Tea,2,100.00,-10.00,90.00,4.50',
    '22/04/2026,A2,Ghee,1,200.00,-20.00,180.00,9.00',
    '23/04/2026,A3,Salt,3,300.00,-30.00,270.00,13.50',
  ]
  expect(await net('Order Date,Order ID,Item Name,Quantity,Total Revenue,Total Discount,Item Total,Tax Amount', rows)).toEqual([
    { net: 540, tax: 27 },
  ])
})

test('of an amount and the same with tax the smaller is the net, whatever they are called', async () => {
  const rows = ['21/04/2026,A1,Tea,2,50,100,5,105', '22/04/2026,A2,Ghee,1,200,200,24,224', '23/04/2026,A3,Salt,3,100,300,15,315']
  expect(await net('Posting Date,Invoice,Item Name,Stock Qty,Rate,Amount,Total Tax,Total', rows)).toEqual([{ net: 600, tax: 44 }])
})

test('a subtotal before the discount is none, where the row’s total is it less the discount and with tax', async () => {
  const rows = [
    '21/04/2026,A1,Tea,2,50,100,4.50,10,94.50',
    '22/04/2026,A2,Ghee,1,200,200,9.00,20,189.00',
    '23/04/2026,A3,Salt,3,100,300,13.50,30,283.50',
  ]
  expect(await net('Purchase Date,Order #,Product Name,Qty Ordered,Price,Subtotal,Tax Amount,Discount Amount,Row Total', rows)).toEqual([
    { net: 540, tax: 27 },
  ])
})

test('"w/o" and "w/" are words', async () => {
  const rows = ['21/04/2026,A1,Tea,2,50,100,105', '22/04/2026,A2,Ghee,1,200,200,224']
  expect(
    await net(
      'Date,Order Ref,Order Lines/Product,Order Lines/Quantity,Order Lines/Unit Price,Order Lines/Subtotal w/o Tax,Order Lines/Subtotal',
      rows,
    ),
  ).toMatchObject([{ net: 300 }])
  const lines = ['21/04/2026,A1,Tea,2,100,10,90,4.50,94.50', '22/04/2026,A2,Ghee,1,200,0,200,10,210']
  expect(await net('Date,Sale #,Description,Qty,Subtotal,Discount,Subtotal w/ Discounts,Tax,Total', lines)).toMatchObject([{ net: 290 }])
})
