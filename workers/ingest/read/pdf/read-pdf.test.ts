import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LucidError } from '../../../../src/domain/errors'
import type { Invoice } from '../../../../src/domain/invoice'
import { lockedPdf } from './locked-pdf.fixture'
import { openPdf } from './open-pdf'
import { readPdf } from './read-pdf'
import { type Piece, pharmacyInvoice, row, tinyPdf } from './tiny-pdf.fixture'

async function read(bytes: Uint8Array): Promise<Invoice[]> {
  const pdf = await openPdf(bytes.slice())
  try {
    return await readPdf(pdf)
  } finally {
    await pdf.loadingTask.destroy()
  }
}
const readPieces = (pages: readonly (readonly Piece[])[]) => read(tinyPdf(pages))
const codeOf = (bytes: Uint8Array) =>
  read(bytes).then(
    () => 'read',
    (error: unknown) => (error instanceof LucidError ? error.code : `not ours: ${error}`),
  )

describe('an Indian tax invoice on two pages', () => {
  test('has its head, its taxes and its sums', async () => {
    const [invoice, ...more] = await readPieces(pharmacyInvoice())
    expect(more).toEqual([])
    expect(invoice).toMatchObject({
      document: 'invoice',
      source: 'text',
      first_page: 1,
      last_page: 2,
      supplier: 'Shree Durga Medical Distributors',
      customer: 'Asha General Store',
      number: 'SD/24-25/0187',
      date: '2024-04-17',
      due_date: '2024-05-17',
      currency: 'INR',
      subtotal: 19_005_000,
      tax: 2_280_600,
      total: 21_290_000,
      adjustments: 4400,
      prices_include_tax: false,
      taxes: [
        { name: 'CGST', rate: 600, amount: 1_140_300 },
        { name: 'SGST', rate: 600, amount: 1_140_300 },
      ],
    })
  })

  test('has every line of goods, with batch, expiry, MRP and free goods; the repeated header is none', async () => {
    const [invoice] = await readPieces(pharmacyInvoice())
    expect(invoice?.lines.map(({ box, ...line }) => ({ ...line, page: box?.page }))).toEqual([
      {
        description: 'Paracetamol 500 Tab',
        code: null,
        hsn: '3004',
        quantity: 20_000,
        free_quantity: 2000,
        unit: null,
        unit_price: 185_000,
        discount: null,
        discount_rate: 500,
        tax_rate: 1200,
        amount: 3_515_000,
        batch: 'PB2291',
        expiry: '08/27',
        mrp: 300_000,
        page: 1,
      },
      expect.objectContaining({ description: 'Cough Syrup 100 ml (sugar free)', batch: 'CS118', amount: 6_100_000, page: 1 }),
      expect.objectContaining({ description: 'ORS Orange Sachet', quantity: 50_000, discount_rate: 1000, amount: 6_390_000, page: 2 }),
      expect.objectContaining({ description: 'Bandage 6 cm', batch: 'BD77', expiry: null, amount: 3_000_000, page: 2 }),
    ])
  })

  test('says where on the page each value stands', async () => {
    const [invoice] = await readPieces(pharmacyInvoice())
    const { number, total } = invoice?.evidence ?? {}
    expect(number).toMatchObject({ page: 1 })
    expect(number && number.x > 440 && number.y < 58 && number.y + number.height > 58).toBe(true)
    expect(total).toMatchObject({ page: 2 })
  })

  test('another number on a later page begins another invoice', async () => {
    const invoices = await readPieces([...pharmacyInvoice('A-1', '01/04/2024'), ...pharmacyInvoice('A-2', '30/04/2024')])
    expect(invoices.map(({ number, date, first_page, last_page, lines }) => [number, date, first_page, last_page, lines.length])).toEqual([
      ['A-1', '2024-04-01', 1, 2, 4],
      ['A-2', '2024-04-30', 3, 4, 4],
    ])
  })
})

test.each([
  [
    'German',
    ['Rechnung Nr. 2024-17', 'Rechnungsdatum: 03.05.2024'],
    ['Menge', 'Bezeichnung', 'Einzelpreis', 'Gesamtpreis'],
    ['2', 'Apfelsaft', '1.250,50', '2.501,00'],
    ['Gesamtbetrag EUR', '2.501,00'],
    '2024-05-03',
    25_010_000,
  ],
  [
    'French',
    ['Facture n° F24-9', 'Date : 3 mai 2024'],
    ['Quantité', 'Désignation', 'P.U. HT', 'Montant HT'],
    ['2', 'Jus de pomme', '10,00', '20,00'],
    ['Total TTC en EUR', '20,00'],
    '2024-05-03',
    200_000,
  ],
  [
    'Spanish',
    ['Factura N° 88/24', 'Fecha: 03/05/2024'],
    ['Cantidad', 'Descripción', 'Precio', 'Importe'],
    ['3', 'Zumo', '1,10', '3,30'],
    ['Total factura EUR', '3,30'],
    '2024-05-03',
    33_000,
  ],
])('%s labels and notations are read', async (_, [number = '', date = ''], header, goods, total, day, sum) => {
  const places = [40, 120, 330, 470]
  const [invoice] = await readPieces([
    [
      { x: 40, y: 60, text: number },
      { x: 40, y: 75, text: date },
      ...row(140, places, header),
      ...row(160, places, goods),
      ...row(200, [330, 470], total),
    ],
  ])
  expect(invoice).toMatchObject({ number: number.split(' ').at(-1), date: day, currency: 'EUR', total: sum })
  expect(invoice?.lines).toMatchObject([{ description: goods[1], quantity: Number(goods[0]) * 1000, amount: sum }])
})

describe('files that are no invoice', () => {
  const whole = tinyPdf(pharmacyInvoice())

  test('a page without text is a scan', async () => {
    expect(await codeOf(tinyPdf([[]]))).toBe('E_PDF_NO_TEXT')
  })
  test('a broken table of objects is repaired', async () => {
    const broken = new TextEncoder().encode(new TextDecoder('latin1').decode(whole).replace(/\n\d{10} 00000 n/g, '\n9999999999 00000 n'))
    const [invoice] = await read(broken)
    expect(invoice?.number).toBe('SD/24-25/0187')
  })
  test('a locked file asks for its password, says when it is wrong, and opens with the right one', async () => {
    const locked = lockedPdf(whole, 'durga')
    const opened = (password?: string) => openPdf(locked.slice(), password === undefined ? {} : { password })
    await expect(opened()).rejects.toMatchObject({ shape: { code: 'E_PASSWORD', details: { wrong: false } } })
    await expect(opened('kali')).rejects.toMatchObject({ shape: { code: 'E_PASSWORD', details: { wrong: true } } })
    const pdf = await opened('durga')
    const [invoice] = await readPdf(pdf)
    await pdf.loadingTask.destroy()
    expect(invoice?.number).toBe('SD/24-25/0187')
  })
  test('a file that ends in the middle is read as far as it goes, or refused', async () => {
    for (const share of [0.2, 0.5, 0.8, 0.95])
      expect(['read', 'E_DAMAGED', 'E_PDF_NO_TEXT']).toContain(await codeOf(whole.slice(0, whole.length * share)))
  })
  test('a claim of millions of pages does not make us look for them', async () => {
    const text = new TextDecoder('latin1').decode(whole).replace('/Count 2', '/Count 90000000')
    expect(['E_TOO_LARGE', 'read', 'E_DAMAGED']).toContain(await codeOf(new TextEncoder().encode(text)))
  })
  test('a page crowded with the words of invoices is read in time', { timeout: 60_000 }, async () => {
    const words = 'Invoice No total amount tax 19% 1,00 12.04.2024 summe qty '.repeat(200)
    const crowd = Array.from({ length: 60 }, (_, at): Piece => ({ x: 5, y: 20 + at * 13, text: words, size: 2 }))
    const started = performance.now()
    await readPieces([crowd, crowd])
    expect(performance.now() - started).toBeLessThan(30_000)
  })
  test('a page of no size, an empty file and a bare header are refused or read, never worse', async () => {
    const flat = new TextDecoder('latin1').decode(whole).replaceAll('[0 0 595 842]', '[0 0 0 0]')
    for (const bytes of [new TextEncoder().encode(flat), new Uint8Array(), new TextEncoder().encode('%PDF-')])
      expect(['read', 'E_DAMAGED', 'E_PDF_NO_TEXT']).toContain(await codeOf(bytes))
  })
  test('arbitrary bytes behind the mark of a PDF give an error of ours, in time', { timeout: 90_000 }, async () => {
    const mark = new TextEncoder().encode('%PDF-1.7\n')
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (noise) => {
        expect(await codeOf(Uint8Array.from([...mark, ...noise]))).toMatch(/^(?:read|E_)/)
      }),
      { seed: 7, numRuns: 30 },
    )
  })
  test('a PDF with bytes changed anywhere gives an invoice or an error of ours', { timeout: 90_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 30 }), async (changes) => {
        const changed = whole.slice()
        for (const [at, byte] of changes) changed[at] = byte
        expect(await codeOf(changed)).toMatch(/^(?:read|E_)/)
      }),
      { seed: 7, numRuns: 30 },
    )
  })
})
