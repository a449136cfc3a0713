/** A word of a page, placed in points from the top left corner of the page as it is shown. */
export interface Word {
  text: string
  /** the text for comparing: lower case, no accents, no punctuation around it */
  key: string
  page: number
  x0: number
  x1: number
  /** baseline */
  y: number
  height: number
}

/** Words on one baseline, from left to right. */
export interface Line {
  page: number
  y: number
  height: number
  words: Word[]
  /** keys of the words with single spaces between */
  key: string
  /** where each word's key begins in `key` */
  starts: number[]
}

export interface Page {
  number: number
  width: number
  height: number
  lines: Line[]
}

/** Baselines this near to each other, in points, are one line (domain.md 2.1). */
const SAME_LINE = 2.5
/** Pieces nearer than this share of the height of the letters belong to one word. */
const SAME_WORD = 0.1

export function keyOf(text: string): string {
  const plain = text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/[’`´]/g, "'")
  const key = plain.replace(/[^\p{L}\p{M}\p{N}%'/-]+/gu, '').replace(/^['/-]+|['/-]+$/g, '')
  return key === '' && plain.includes('#') ? '#' : key
}

/** Groups words into lines, from the top to the bottom. */
export function linesOf(pieces: readonly Omit<Word, 'key'>[]): Line[] {
  const rows: Omit<Word, 'key'>[][] = []
  for (const piece of [...pieces].sort((a, b) => a.y - b.y || a.x0 - b.x0)) {
    const row = rows.at(-1)
    const first = row?.[0]
    if (row && first && piece.y - first.y <= SAME_LINE) row.push(piece)
    else rows.push([piece])
  }
  return rows.map((row) => lineOf(joined(row.sort((a, b) => a.x0 - b.x0))))
}

function joined(row: readonly Omit<Word, 'key'>[]): Word[] {
  const words: Omit<Word, 'key'>[] = []
  for (const piece of row) {
    const last = words.at(-1)
    const gap = last ? piece.x0 - last.x1 : Number.POSITIVE_INFINITY
    // the same text printed twice with a small shift is how some programs make bold letters
    if (last && last.text === piece.text && Math.abs(piece.x0 - last.x0) < 1.5) continue
    if (last && gap < piece.height * SAME_WORD && gap > -piece.height)
      words[words.length - 1] = { ...last, text: last.text + piece.text, x1: Math.max(last.x1, piece.x1) }
    else words.push(piece)
  }
  return words.flatMap(unglued).map((word) => ({ ...word, key: keyOf(word.text) }))
}

/** Takes a label and the value that follows it without a space apart: `n°5620`, `Total:12`, `M/s.Rao`. */
function unglued(word: Omit<Word, 'key'>): Omit<Word, 'key'>[] {
  const parts = word.text.split(/(?<=\p{L}[:°º]|^M\/s\.)(?=[\p{L}\p{N}₹$€£#])/iu)
  if (parts.length === 1) return [word]
  let at = word.x0
  const scale = (word.x1 - word.x0) / word.text.length
  return parts.map((text) => {
    const x0 = at
    at += text.length * scale
    return { ...word, text, x0, x1: at }
  })
}

export function lineOf(words: Word[]): Line {
  const starts: number[] = []
  let key = ''
  for (const word of words) {
    if (key !== '' && word.key !== '') key += ' '
    starts.push(key.length)
    key += word.key
  }
  const first = words[0]
  return { page: first?.page ?? 0, y: first?.y ?? 0, height: Math.max(0, ...words.map(({ height }) => height)), words, key, starts }
}

/** The words that a match in `line.key` covers. */
export function wordsAt(line: Line, from: number, to: number): { first: number; next: number } {
  let first = line.words.length
  let next = 0
  for (const [index, start] of line.starts.entries()) {
    const key = line.words[index]?.key ?? ''
    if (key === '' || start + key.length <= from || start >= to) continue
    first = Math.min(first, index)
    next = index + 1
  }
  return { first, next }
}

export const textOf = (words: readonly Word[]): string => words.map(({ text }) => text).join(' ')

/** Keys of the words with single spaces between. */
export const keysOf = (words: readonly Word[]): string =>
  words
    .map(({ key }) => key)
    .filter((key) => key !== '')
    .join(' ')

/** Runs of words without a wide gap: cells of a table, or parts of a line that stand apart. `gap` is in heights of a letter. */
export function phrases(words: readonly Word[], gap = 0.9): Word[][] {
  const runs: Word[][] = []
  for (const word of words) {
    const run = runs.at(-1)
    const last = run?.at(-1)
    if (run && last && word.x0 - last.x1 <= gap * Math.max(word.height, last.height)) run.push(word)
    else runs.push([word])
  }
  return runs
}
