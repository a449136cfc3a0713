import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import { LucidError } from '../../../../src/domain/errors'
import { pdfError } from './open-pdf'
import { lineOf, linesOf, type Page, type Word } from './words'

/** Words that are read of one page, and of one line of it; what has more is no invoice, and the rest of it is left out. */
const MOST_WORDS = 20_000
const MOST_IN_LINE = 400
/** Letters of one piece of text. */
const MOST_LETTERS = 10_000

/** The text of every page with its places. Throws E_PDF_NO_TEXT when no page has any: a scan. `onPage` is told before each page. */
export async function readPages(pdf: PDFDocumentProxy, onPage?: (page: number, of: number) => void): Promise<Page[]> {
  const pages: Page[] = []
  try {
    for (let number = 1; number <= pdf.numPages; number++) {
      onPage?.(number, pdf.numPages)
      const page = await pdf.getPage(number)
      pages.push(await readPage(page, number))
      page.cleanup()
    }
  } catch (error) {
    throw pdfError(error)
  }
  if (!pages.some(({ lines }) => lines.some(({ key }) => key.length > 1)))
    throw new LucidError('E_PDF_NO_TEXT', 'This PDF is a picture: it holds no text that could be read.', {
      hint: 'Ask for the invoice as a PDF made by a program, or as Excel or CSV.',
    })
  return pages
}

async function readPage(page: PDFPageProxy, number: number): Promise<Page> {
  const viewport = page.getViewport({ scale: 1 })
  const { items } = await page.getTextContent({ includeMarkedContent: false })
  const pieces: Omit<Word, 'key'>[] = []
  for (const item of items) {
    if (!('str' in item) || item.str.trim() === '' || pieces.length > MOST_WORDS) continue
    const [a, b, c, d, e, f] = times(viewport.transform, item.transform)
    const height = Math.hypot(c, d)
    // words along the side of a page are no part of its lines
    if (Math.abs(b) > 0.1 * Math.abs(a) || a < 0 || height === 0) continue
    pieces.push(...wordsIn(item.str, { page: number, x: e, y: f, width: item.width, height }))
  }
  return {
    number,
    width: viewport.width,
    height: viewport.height,
    lines: linesOf(pieces).map((line) => (line.words.length > MOST_IN_LINE ? lineOf(line.words.slice(0, MOST_IN_LINE)) : line)),
  }
}

/** A piece of text as words, each placed by its share of the letters. */
function wordsIn(text: string, at: { page: number; x: number; y: number; width: number; height: number }): Omit<Word, 'key'>[] {
  const scale = at.width / text.length
  return [...text.slice(0, MOST_LETTERS).matchAll(/[^ \t\n\r]+/g)].map((match) => ({
    text: match[0].normalize('NFKC').replace(/\u2212/g, '-'),
    page: at.page,
    x0: at.x + match.index * scale,
    x1: at.x + (match.index + match[0].length) * scale,
    y: at.y,
    height: at.height,
  }))
}

type Matrix = readonly [number, number, number, number, number, number]

/** Product of two transformations of the plane. */
function times(outer: readonly number[], inner: readonly number[]): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = outer
  const [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0] = inner
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f]
}
