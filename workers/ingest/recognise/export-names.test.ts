import { expect, test } from 'vitest'
import { sql } from '../../db/sql'
import { tryImport } from '../normalise/try-import'

async function sold(...lines: string[]) {
  const { db } = await tryImport(`${lines.join('\n')}\n`)
  const [sum] = await db.all(sql`SELECT sum(qty) / 1e3 AS units, sum(net_ex_tax) / 1e4 AS net, sum(tax) / 1e4 AS tax FROM sales_fact`)
  return { ...sum, warnings: await db.all(sql`SELECT DISTINCT code FROM row_issue WHERE severity = 'warn'`) }
}

test('SAP: the tax of a row', async () =>
  expect(
    await sold(
      'Document Number,Posting Date,Item No.,Item/Service Description,Quantity,Unit Price,Row Total,Total Tax - Row,Gross Total',
      '1001,2024-03-01,A1,Soap,2,150,300.00,54.00,354.00',
      '1001,2024-03-01,A2,Tea,3,210,630.00,31.50,661.50',
      '1002,2024-03-02,A1,Soap,5,150,750.00,135.00,885.00',
    ),
  ).toEqual({ units: 10, net: 1680, tax: 220.5, warnings: [] }))

test('Clover: a quantity stands on lines that are sold by weight, any other line is one', async () =>
  expect(
    await sold(
      'Line Item Date,Order ID,Item Name,Per Unit Quantity,Item Revenue,Item Total,Tax Amount',
      '2024-03-01,O1,Nuts,2.5,250.00,250.00,12.50',
      '2024-03-01,O1,Tea,,40.00,40.00,2.00',
      '2024-03-02,O2,Tea,,40.00,40.00,2.00',
    ),
  ).toEqual({ units: 4.5, net: 330, tax: 16.5, warnings: [] }))

test('Meesho’s orders: what was cancelled or came back undelivered is no sale, and the discounted price is the price', async () =>
  expect(
    await sold(
      'Reason for Credit Entry,Sub Order No,Order Date,Customer State,Product Name,SKU,Size,Quantity,Supplier Listed Price (Incl. GST + Commission),Supplier Discounted Price (Incl GST and Commision),Packet Id',
      'DELIVERED,1001_1,2024-03-01,Delhi,Kurti,K1,M,1,350,320,P1',
      'SHIPPED,1002_1,2024-03-01,Goa,Kurti,K1,L,2,350,320,P2',
      'CANCELLED,1003_1,2024-03-02,Goa,Saree,S1,Free Size,1,500,480,P3',
      'RTO_COMPLETE,1004_1,2024-03-02,Goa,Saree,S1,Free Size,1,500,480,P4',
    ),
  ).toEqual({ units: 3, net: 960, tax: null, warnings: [] }))

test('Unicommerce: a row for each piece, its code is none of the product, its price holds the tax', async () => {
  const { db } = await tryImport(
    `${[
      'Sale Order Item Code,Display Order Code,Order Date as dd/mm/yyyy hh:MM:ss,Channel Name,Item SKU Code,Item Type Name,Total Price,Selling Price,Subtotal,CGST,IGST,SGST,Sale Order Item Status',
      '1001-0,1001,01/03/2024 10:00:00,AMAZON_IN,MUG,Steel mug,118.00,118.00,100.00,9.00,0,9.00,DELIVERED',
      '1001-1,1001,01/03/2024 10:00:00,AMAZON_IN,MUG,Steel mug,118.00,118.00,100.00,9.00,0,9.00,DELIVERED',
      '1002-0,1002,02/03/2024 11:00:00,FLIPKART,CAP,Red cap,210.00,210.00,200.00,5.00,0,5.00,DISPATCHED',
      '1003-0,1003,03/03/2024 11:00:00,FLIPKART,CAP,Red cap,210.00,210.00,200.00,5.00,0,5.00,CANCELLED',
    ].join('\n')}\n`,
  )
  expect(
    await db.all(sql`SELECT i.code, i.name, sum(qty) / 1e3 AS units, sum(net_ex_tax) / 1e4 AS net, sum(tax) / 1e4 AS tax
      FROM sales_fact JOIN item i USING (item_no) GROUP BY ALL ORDER BY code`),
  ).toEqual([
    { code: 'CAP', name: 'Red cap', units: 1, net: 200, tax: 10 },
    { code: 'MUG', name: 'Steel mug', units: 2, net: 200, tax: 36 },
  ])
})

test.each([
  [
    'Myntra',
    'Store Order Id,Order Line Id,Created On,Style Id,Seller SKU Code,Style Name,Size,Final Amount,Total MRP,Discount,Order Status,Quantity',
    ['501,71,2024-03-01 10:00:00,33,MUG,Steel mug,M,236,300,64,C,2', '502,72,2024-03-02 10:00:00,34,CAP,Red cap,M,210,300,90,C,1'],
  ],
  [
    'AJIO',
    'Cust Order No,Cust Order Date,Sellersku,Description,MRP,Order Qty,Shipped Qty,Customer Price,Total Value,Order Status',
    ['501,2024-03-01,MUG,Steel mug,150,2,2,118,236,DELIVERED', '502,2024-03-02,CAP,Red cap,300,1,1,210,210,DELIVERED'],
  ],
  [
    'Shiprocket',
    'Order ID,Shiprocket Created At,Channel,Status,Product Name,Product SKU,Product Quantity,Product Price,Order Total',
    ['501,2024-03-01 10:00:00,CUSTOM,DELIVERED,Steel mug,MUG,2,118,236', '502,2024-03-02 10:00:00,CUSTOM,DELIVERED,Red cap,CAP,1,210,210'],
  ],
])('%s is read without a question', async (_, header, lines) => expect(await sold(header, ...lines)).toMatchObject({ units: 3, net: 446 }))
