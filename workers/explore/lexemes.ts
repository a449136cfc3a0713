import { LucidError } from '../../src/domain/errors'
import type { SqlToken } from '../db/database'

/** One lexeme of a statement, without the space and comments behind it. `word` is lower-case; `name` is a quoted name, unquoted. */
export type Lexeme = { kind: 'word' | 'name' | 'number' | 'text' | 'sign'; text: string }

const KINDS = { identifier: 'word', keyword: 'word', number: 'number', string: 'text', operator: 'sign' } as const

const WORD = /^[A-Za-z_\u0080-\uFFFF][\w$\u0080-\uFFFF]*/
const SHAPES = {
  identifier: [/^"(?:[^"]|"")*"/, WORD],
  keyword: [WORD, /^(?:->>|->|:)/], // the tokeniser counts these signs among the words
  number: [/^0[xX][\da-fA-F_]+|^0[bB][01_]+|^(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?/],
  string: [/^'(?:[^']|'')*'/, /^[eE]'(?:[^'\\]|\\[\s\S]|'')*'/, /^(\$\w*\$)[\s\S]*?\1/],
  operator: [/^[()[\]{},;.]/, /^(?:(?!--|\/\*)[^\s\w"'()[\]{},;.$])+/], // up to a comment
} as const

/** White space and comments, and nothing else. Comments inside comments are not taken: engines disagree about them. */
const NOTHING = /^(?:[ \t\r\n\f\v]|--[^\n]*(?:\n|$)|\/\*(?:(?!\/\*|\*\/)[\s\S])*\*\/)*$/

/**
 * The statement as the engine's own tokeniser cuts it, each piece checked to be what it is said to be. A text that the tokeniser gives up on
 * (an open quote or comment, a sign it does not know) leaves a rest behind that nobody has looked at: throws sql_refused.
 */
export function lexemesOf(tokens: readonly SqlToken[]): Lexeme[] {
  return tokens.map(({ type, text }) => {
    const found = SHAPES[type].map((shape) => shape.exec(text)?.[0]).find((one) => one !== undefined)
    if (found === undefined || !NOTHING.test(text.slice(found.length))) throw unread(text)
    if (type === 'identifier' && found.startsWith('"')) return { kind: 'name', text: found.slice(1, -1).replaceAll('""', '"') }
    if (type === 'keyword' && !WORD.test(found)) return { kind: 'sign', text: found }
    // the parser takes exotic spaces for spaces, the tokeniser for letters
    if (/[\u0080-\uFFFF]/.test(found) && KINDS[type] === 'word' && /[\s\u200B-\u200F\u2028-\u202F\u2060\uFEFF]/.test(found))
      throw unread(text)
    return { kind: KINDS[type], text: KINDS[type] === 'word' ? found.toLowerCase() : found }
  })
}

const unread = (text: string): LucidError =>
  new LucidError('sql_refused', 'A part of this statement could not be read.', {
    hint: 'Look for an open quote or comment, or a sign that is not SQL.',
    details: { reason: 'unreadable', near: text.slice(0, 80) },
  })
