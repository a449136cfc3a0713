/** Text at a place: points from the left and from the top of an A4 page, in Helvetica. */
export interface Piece {
  x: number
  y: number
  text: string
  size?: number
}

const WIDTH = 595
const HEIGHT = 842

/** A PDF with text on its pages, written by hand: objects, a table of their places, a trailer. Letters of WinAnsi only. */
export function tinyPdf(pages: readonly (readonly Piece[])[]): Uint8Array {
  const objects: string[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${pages.map((_, at) => `${4 + 2 * at} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ]
  for (const [at, pieces] of pages.entries()) {
    const drawn = pieces
      .map(({ x, y, text, size = 9 }) => `BT /F1 ${size} Tf 1 0 0 1 ${x} ${HEIGHT - y} Tm (${text.replace(/[\\()]/g, '\\$&')}) Tj ET`)
      .join('\n')
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${WIDTH} ${HEIGHT}] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + 2 * at} 0 R >>`,
      `<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`,
    )
  }
  let file = '%PDF-1.4\n'
  const places: number[] = []
  for (const [at, object] of objects.entries()) {
    places.push(file.length)
    file += `${at + 1} 0 obj\n${object}\nendobj\n`
  }
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`
  return Uint8Array.from(file, (letter) => letter.charCodeAt(0))
}

/** A row of a table: a text under each place. */
export const row = (y: number, places: readonly number[], cells: readonly string[]): Piece[] =>
  cells.flatMap((text, at) => (text === '' ? [] : [{ x: places[at] ?? 0, y, text }]))

const PLACES = [30, 55, 175, 220, 275, 315, 355, 390, 425, 470, 505, 545] as const
const HEADER = ['Sr', 'Description', 'HSN', 'Batch', 'Exp', 'MRP', 'Qty', 'Free', 'Rate', 'Disc%', 'GST%', 'Amount'] as const

/** What `pharmacyInvoice` bills: the goods as printed, then their sums. */
export const PHARMACY_GOODS: readonly (readonly string[])[] = [
  ['1', 'Paracetamol 500 Tab', '3004', 'PB2291', '08/27', '30.00', '20', '2', '18.50', '5', '12', '351.50'],
  ['2', 'Cough Syrup 100 ml', '3004', 'CS118', '03/27', '95.00', '10', '', '61.00', '0', '12', '610.00'],
  ['3', 'ORS Orange Sachet', '3004', 'OR0045', '12/26', '22.00', '50', '5', '14.20', '10', '12', '639.00'],
  ['4', 'Bandage 6 cm', '3005', 'BD77', '', '40.00', '12', '', '25.00', '0', '12', '300.00'],
]

/** An Indian tax invoice on two pages: batches, expiry, free goods, CGST and SGST, rounding. */
export function pharmacyInvoice(number = 'SD/24-25/0187', date = '17/04/2024'): Piece[][] {
  const goods = PHARMACY_GOODS
  return [
    [
      { x: 30, y: 40, text: 'Shree Durga Medical Distributors', size: 14 },
      { x: 30, y: 56, text: '12 Station Road, Nagpur 440001' },
      { x: 30, y: 68, text: 'GSTIN: 27ABCDE1234F1Z5' },
      { x: 400, y: 40, text: 'TAX INVOICE', size: 12 },
      { x: 400, y: 58, text: `Invoice No: ${number}` },
      { x: 400, y: 70, text: `Invoice Date: ${date}` },
      { x: 400, y: 82, text: 'Due Date: 17/05/2024' },
      { x: 30, y: 100, text: 'Bill To:' },
      { x: 30, y: 112, text: 'Asha General Store' },
      { x: 30, y: 124, text: 'Wardha' },
      ...row(160, PLACES, HEADER),
      ...row(176, PLACES, goods[0] ?? []),
      ...row(192, PLACES, goods[1] ?? []),
      { x: 55, y: 203, text: '(sugar free)' },
      { x: 500, y: 820, text: 'Page 1 of 2' },
    ],
    [
      { x: 400, y: 30, text: `Invoice No: ${number}` },
      ...row(60, PLACES, HEADER),
      ...row(76, PLACES, goods[2] ?? []),
      ...row(92, PLACES, goods[3] ?? []),
      ...row(130, [400, 545], ['Taxable Value', '1,900.50']),
      ...row(144, [400, 545], ['CGST 6%', '114.03']),
      ...row(158, [400, 545], ['SGST 6%', '114.03']),
      ...row(172, [400, 545], ['Round Off', '0.44']),
      ...row(190, [400, 530], ['Grand Total', 'Rs. 2,129.00']),
      { x: 500, y: 820, text: 'Page 2 of 2' },
    ],
  ]
}
