import { readInvoices } from './read-invoices'
import type { Piece } from './tiny-pdf.fixture'
import { linesOf } from './words'

/** Pages as they come out of a PDF, from pieces of text at their places; a letter is half as wide as it is high. */
export function readPieces(...pages: (readonly Piece[])[]) {
  return readInvoices(
    pages.map((pieces, at) => ({
      number: at + 1,
      width: 595,
      height: 842,
      lines: linesOf(
        pieces.flatMap(({ x, y, text, size = 9 }) =>
          [...text.matchAll(/\S+/g)].map((word) => ({
            text: word[0],
            page: at + 1,
            x0: x + word.index * size * 0.5,
            x1: x + (word.index + word[0].length) * size * 0.5,
            y,
            height: size,
          })),
        ),
      ),
    })),
  )
}
