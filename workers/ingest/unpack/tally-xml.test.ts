import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { LucidError } from '../../../src/domain/errors'
import { bytesSource } from '../../db/byte-source'
import type { Database } from '../../db/database'
import { openNodeDatabase } from '../../db/open-node'
import { sql } from '../../db/sql'
import { tallyAmount, tallyQuantity, tallyRate } from './tally/amounts'
import tally from './tally-xml.unpacker'
import { importTables, type Unpacked, unpackAll } from './unpack.fixture'

const encoded = (xml: string): Uint8Array => new TextEncoder().encode(xml)
/** As Tally writes files: UTF-16 with a mark. */
const utf16 = (xml: string): Uint8Array => new Uint8Array(Buffer.from(`\uFEFF${xml}`, 'utf16le'))
const envelope = (messages: string): string =>
  `<ENVELOPE>\r\n <HEADER><TALLYREQUEST>Import Data</TALLYREQUEST></HEADER><BODY><IMPORTDATA><REQUESTDATA>${messages}</REQUESTDATA></IMPORTDATA></BODY></ENVELOPE>`
const message = (inside: string): string => `<TALLYMESSAGE xmlns:UDF="TallyUDF">${inside}</TALLYMESSAGE>`
const codeOf = (bytes: Uint8Array) =>
  unpackAll(tally, bytes, 'DayBook.xml').then(
    () => 'read',
    (error) => (error instanceof LucidError ? error.code : String(error)),
  )

interface Line {
  item: string
  qty: string
  rate: string
  amount: number
  more?: string
  batches?: string
}
function voucher(type: string, number: string, date: string, party: string, lines: Line[], more = ''): string {
  const entries = lines.map(
    ({ item, qty, rate, amount, more: rest = '', batches = '' }) =>
      `<ALLINVENTORYENTRIES.LIST><STOCKITEMNAME>${item}</STOCKITEMNAME><ISDEEMEDPOSITIVE>${amount < 0 ? 'Yes' : 'No'}</ISDEEMEDPOSITIVE><RATE>${rate}</RATE><AMOUNT>${amount.toFixed(2)}</AMOUNT>
      <ACTUALQTY> ${qty}</ACTUALQTY><BILLEDQTY> ${qty}</BILLEDQTY>${rest}${batches}<ACCOUNTINGALLOCATIONS.LIST><LEDGERNAME>Sales GST</LEDGERNAME><AMOUNT>${amount}</AMOUNT></ACCOUNTINGALLOCATIONS.LIST></ALLINVENTORYENTRIES.LIST>`,
  )
  return message(
    `<VOUCHER VCHTYPE="${type}" ACTION="Create"><DATE>${date}</DATE><NARRATION>thanks &amp; come again &#4;</NARRATION><PARTYNAME>${party}</PARTYNAME><VOUCHERTYPENAME>${type}</VOUCHERTYPENAME>
    <VOUCHERNUMBER>${number}</VOUCHERNUMBER>${entries.join('')}${more}</VOUCHER>`,
  )
}
const ledger = (name: string, amount: number): string =>
  `<LEDGERENTRIES.LIST><LEDGERNAME>${name}</LEDGERNAME><AMOUNT>${amount}</AMOUNT></LEDGERENTRIES.LIST>`
const batch = (godown: string, name: string, qty: string, amount: number, expiry: string): string =>
  `<BATCHALLOCATIONS.LIST><GODOWNNAME>${godown}</GODOWNNAME><BATCHNAME>${name}</BATCHNAME><EXPIRYPERIOD JD="46386" P="${expiry}">${expiry}</EXPIRYPERIOD><AMOUNT>${amount}</AMOUNT><ACTUALQTY> ${qty}</ACTUALQTY><BILLEDQTY> ${qty}</BILLEDQTY></BATCHALLOCATIONS.LIST>`

/** Sales 10 x 12.00 and 2 x 400 less 5 % (760), tax 18 % of both; a credit note over 1 x 12.00; purchase of 30 at 8.00 in two godowns, of which 2 go back. */
const DAY_BOOK = envelope(
  [
    message(
      '<STOCKITEM NAME="Soap &amp; Co"><PARENT>&#4; Primary</PARENT><BASEUNITS>Nos</BASEUNITS><GSTDETAILS.LIST><HSNCODE>3401</HSNCODE><STATEWISEDETAILS.LIST><RATEDETAILS.LIST><GSTRATEDUTYHEAD>Integrated Tax</GSTRATEDUTYHEAD><GSTRATE> 18</GSTRATE></RATEDETAILS.LIST></STATEWISEDETAILS.LIST></GSTDETAILS.LIST></STOCKITEM>',
    ),
    message('<STOCKITEM NAME="Atta 10kg"><PARENT>Staples</PARENT><BASEUNITS>Bag</BASEUNITS></STOCKITEM>'),
    message('<VOUCHERTYPE NAME="Counter 2"><PARENT>Sales</PARENT></VOUCHERTYPE>'),
    voucher(
      'Counter 2',
      'C/1',
      '20261005',
      'Asha Patel',
      [
        {
          item: 'Soap &amp; Co',
          qty: '10 Nos',
          rate: '12.00/Nos',
          amount: 120,
          batches: batch('Main Location', 'Primary Batch', '10 Nos', 120, ''),
        },
        { item: 'Atta 10kg', qty: '2 Bag', rate: '400.00/Bag', amount: 760, more: '<DISCOUNT> 5</DISCOUNT>' },
      ],
      ledger('Asha Patel', -1038.4) + ledger('CGST', 79.2) + ledger('SGST', 79.2),
    ),
    voucher(
      'Credit Note',
      '1',
      '20261006',
      'Asha Patel',
      [{ item: 'Soap &amp; Co', qty: '1 Nos', rate: '12.00/Nos', amount: -12 }],
      ledger('CGST', -1.08) + ledger('SGST', -1.08),
    ),
    voucher('Purchase', '9', '20261001', 'Hindustan Traders', [
      {
        item: 'Soap &amp; Co',
        qty: '30 Nos',
        rate: '8.00/Nos',
        amount: -240,
        batches: batch('Main Location', 'B1', '20 Nos', -160, '31-Dec-26') + batch('Godown 2', 'B2', '10 Nos', -80, '31-Mar-27'),
      },
    ]),
    voucher('Debit Note', '2', '20261002', 'Hindustan Traders', [{ item: 'Soap &amp; Co', qty: '2 Nos', rate: '8.00/Nos', amount: 16 }]),
    voucher(
      'Sales',
      '77',
      '20261007',
      'Ravi',
      [{ item: 'Soap &amp; Co', qty: '99 Nos', rate: '1/Nos', amount: 99 }],
      '<ISCANCELLED>Yes</ISCANCELLED>',
    ),
    voucher(
      'Sales',
      '78',
      '20261007',
      'Ravi',
      [{ item: 'Soap &amp; Co', qty: '99 Nos', rate: '1/Nos', amount: 99 }],
      '<ISOPTIONAL>Yes</ISOPTIONAL>',
    ),
    voucher('Receipt', '5', '20261008', 'Asha Patel', []),
    voucher('Sales Order', '6', '20261008', 'Asha Patel', [{ item: 'Soap &amp; Co', qty: '500 Nos', rate: '12/Nos', amount: 6000 }]),
    voucher('Xyz', '1', '20261008', 'Asha Patel', []),
  ].join('\r\n'),
)

describe('a day book, imported', () => {
  let db: Database
  let unpacked: Unpacked
  let kinds: Record<string, string>
  beforeAll(async () => {
    unpacked = await unpackAll(tally, utf16(DAY_BOOK), 'DayBook.xml')
    db = await openNodeDatabase()
    kinds = await importTables(db, unpacked, 'tally')
  }, 120_000)

  test('every table is known without a question', () => {
    expect(kinds).toEqual({ 'Stock items': 'products', Purchases: 'purchases', Sales: 'sales' })
  })

  test('sales of a type of the shop’s own; credit notes are returns; tax is shared out', async () => {
    expect(
      await db.all(sql`
        SELECT transaction_id AS no, strftime(date, '%Y-%m-%d') AS day, product_name AS product, line_type, qty / 1000 AS qty, unit_price / 1e4 AS price, discount / 1e4 AS discount, net_ex_tax / 1e4 AS net,
          tax / 1e4 AS tax, customer_id AS customer, store_id AS store FROM sales_line ORDER BY no DESC, line_no`),
    ).toEqual([
      {
        no: 'CN-1',
        day: '2026-10-06',
        product: 'Soap & Co',
        line_type: 'RETURN',
        qty: -1,
        price: 12,
        discount: 0,
        net: -12,
        tax: -2.16,
        customer: 'Asha Patel',
        store: 'MAIN',
      },
      {
        no: 'C/1',
        day: '2026-10-05',
        product: 'Soap & Co',
        line_type: 'SALE',
        qty: 10,
        price: 12,
        discount: 0,
        net: 120,
        tax: 21.6,
        customer: 'Asha Patel',
        store: 'Main Location',
      },
      {
        no: 'C/1',
        day: '2026-10-05',
        product: 'Atta 10kg',
        line_type: 'SALE',
        qty: 2,
        price: 400,
        discount: 40,
        net: 760,
        tax: 136.8,
        customer: 'Asha Patel',
        store: 'MAIN',
      },
    ])
    expect(await db.all(sql`SELECT code, count(*) AS n FROM row_issue WHERE severity = 'reject' GROUP BY code`)).toEqual([])
  })

  test('purchases by godown and batch with their expiry; debit notes go back', async () => {
    expect(
      await db.all(sql`
        SELECT store_id AS store, batch, strftime(expiry, '%Y-%m-%d') AS expiry, qty / 1000 AS qty, unit_cost / 1e4 AS cost, amount / 1e4 AS amount, supplier FROM purchase_line ORDER BY qty DESC`),
    ).toEqual([
      { store: 'Main Location', batch: 'B1', expiry: '2026-12-31', qty: 20, cost: 8, amount: 160, supplier: 'Hindustan Traders' },
      { store: 'Godown 2', batch: 'B2', expiry: '2027-03-31', qty: 10, cost: 8, amount: 80, supplier: 'Hindustan Traders' },
      { store: 'MAIN', batch: '', expiry: null, qty: -2, cost: 8, amount: -16, supplier: 'Hindustan Traders' },
    ])
  })

  test('stock items are the product list', async () => {
    expect(await db.all(sql`SELECT name, category, hsn, gst_bp FROM product_fact ORDER BY name`)).toEqual([
      { name: 'Atta 10kg', category: 'Staples', hsn: null, gst_bp: null },
      { name: 'Soap & Co', category: null, hsn: '3401', gst_bp: 1800 },
    ])
  })

  test('what was left out is told', () => {
    expect(unpacked.left_out).toEqual([
      { name: '@cancelled', code: 'I_CANCELLED', count: 1 },
      { name: '@optional', code: 'I_OTHER_RECORD', count: 1 },
      { name: '@vouchers', code: 'I_OTHER_RECORD', count: 2 },
      { name: 'Xyz', code: 'W_UNKNOWN_RECORD', count: 1 },
    ])
  })

  test('the same in UTF-8', async () => {
    expect(await unpackAll(tally, encoded(DAY_BOOK), 'DayBook.xml')).toEqual(unpacked)
  })
})

describe('other files of Tally', () => {
  test('the stock summary', async () => {
    const xml =
      '<ENVELOPE><DSPACCNAME><DSPDISPNAME>Soap</DSPDISPNAME></DSPACCNAME><DSPSTKINFO><DSPSTKCL><DSPCLQTY>1,240 Nos</DSPCLQTY><DSPCLRATE>8.00/Nos</DSPCLRATE><DSPCLAMTA>-9920.00</DSPCLAMTA></DSPSTKCL></DSPSTKINFO></ENVELOPE>'
    const { tables } = await unpackAll(tally, utf16(xml), 'StkSum.xml')
    expect(tables.get('Stock summary')).toBe('Stock Item,Closing Stock,Unit,Cost\nSoap,1240,Nos,8\n')
  })

  test('quantities, rates and amounts as Tally writes them', () => {
    const box = new Map([['box|pcs', 12]])
    expect(tallyQuantity(' 10 Nos', box)).toEqual({ value: 10, unit: 'Nos' })
    expect(tallyQuantity('-2.500 kg', box)).toEqual({ value: -2.5, unit: 'kg' })
    expect(tallyQuantity(' 24 Pcs = 2 Box', box)).toEqual({ value: 24, unit: 'Pcs' })
    expect(tallyQuantity('2 Box 3 Pcs', box)).toEqual({ value: 2.25, unit: 'Box' })
    expect(tallyQuantity('2 Doz 3 Pcs', box)).toBeNull()
    expect(tallyQuantity('', box)).toBeNull()
    expect(tallyRate('1,250.00/Nos')).toEqual({ value: 1250, unit: 'Nos' })
    expect(tallyAmount('$10.00 @ ₹ 80/$ = -₹ 800.00')).toBe(-800)
  })
})

describe('recognised by its envelope', () => {
  test('in any encoding, whatever it is called', () => {
    expect(tally.detect(utf16(DAY_BOOK), 'x')).toBe(1)
    expect(tally.detect(encoded(DAY_BOOK), 'x')).toBe(1)
    expect(tally.detect(encoded('<html><body>ENVELOPE</body></html>'), 'DayBook.xml')).toBe(0)
    expect(tally.detect(encoded('Date,Item\n'), 'DayBook.xml')).toBe(0)
  })
})

describe('hostile XML', () => {
  const one = voucher('Sales', '1', '20261005', '&lol3;', [{ item: 'Soap', qty: '1 Nos', rate: '1/Nos', amount: 1 }])

  test('entities that would grow to billions are left as they are written', async () => {
    const laughs = ['<!ENTITY lol "lol">', ...[1, 2, 3].map((n) => `<!ENTITY lol${n} "${`&lol${n > 1 ? n - 1 : ''};`.repeat(1000)}">`)]
    const { tables } = await unpackAll(
      tally,
      encoded(`<?xml version="1.0"?><!DOCTYPE ENVELOPE [${laughs.join('')}]>${envelope(one)}`),
      'x.xml',
    )
    expect(tables.get('Sales')?.split('\n')[1]).toBe('2026-10-05,1,1,Sales,,&lol3;,Soap,1,Nos,1,,1,0')
  })

  test('cut short, crossed tags, a million levels, an empty envelope', async () => {
    expect(await codeOf(encoded(DAY_BOOK.slice(0, 3000)))).toBe('E_DAMAGED')
    expect(await codeOf(encoded('<ENVELOPE><VOUCHER></ENVELOPE></VOUCHER>'))).toBe('E_DAMAGED')
    expect(await codeOf(encoded(`<ENVELOPE>${'<VOUCHER>'.repeat(1_000_000)}`))).toBe('E_DAMAGED')
    expect(await codeOf(encoded('<ENVELOPE></ENVELOPE>'))).toBe('E_UNKNOWN_FORMAT')
  })

  test('arbitrary bytes behind the envelope', async () => {
    const words = fc.constantFrom(
      '<VOUCHER>',
      '</VOUCHER>',
      '<DATE>',
      '&#4;',
      '&#99999999;',
      '&',
      '<![CDATA[',
      ']]>',
      '<!--',
      '<?x',
      '"',
      '\0',
      'Sales',
      '<VOUCHERTYPENAME>Sales</VOUCHERTYPENAME>',
      '<A B="',
    )
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.array(words).map((all) => encoded(all.join(''))),
          fc.uint8Array(),
        ),
        fc.boolean(),
        async (rest, wide) => {
          const begin = wide ? utf16('<ENVELOPE><TALLYMESSAGE>') : encoded('<ENVELOPE><TALLYMESSAGE>')
          expect(await codeOf(new Uint8Array([...begin, ...rest]))).toMatch(/^E_|^read$/)
        },
      ),
      { seed: 10, numRuns: 200 },
    )
  })

  test('a large file is passed over piece by piece', async () => {
    const many = envelope(
      Array.from({ length: 3000 }, (_, at) =>
        voucher('Sales', `${at}`, '20261005', 'A', [{ item: 'Soap', qty: '1 Nos', rate: '1/Nos', amount: 1 }]),
      ).join(''),
    )
    const source = bytesSource(encoded(many))
    let largest = 0
    const watched = {
      size: source.size,
      read: (from: number, to: number) => {
        largest = Math.max(largest, to - from)
        return source.read(from, to)
      },
    }
    const parts = tally.unpack(watched, 'x.xml', { signal: new AbortController().signal, progress: () => {} })
    const { value } = await parts.next()
    let lines = 0
    if (value && 'csv' in value) for await (const piece of value.csv) lines += piece.filter((byte) => byte === 10).length
    expect(lines).toBe(3001)
    expect(largest).toBeLessThan(300_000)
  })
})
