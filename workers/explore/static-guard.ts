import { LucidError } from '../../src/domain/errors'
import { BEFORE_PARENTHESIS, FUNCTIONS, TABLE_FUNCTIONS } from './functions'
import type { Lexeme } from './lexemes'

/** Words that change what FROM means: extract(year FROM d), trim(both FROM x). */
const FROM_INSIDE: ReadonlySet<string> = new Set(['extract', 'substring', 'trim', 'position'])
const NOT_A_SELECT: ReadonlySet<string> = new Set([
  'alter',
  'analyze',
  'attach',
  'call',
  'checkpoint',
  'comment',
  'copy',
  'create',
  'deallocate',
  'delete',
  'describe',
  'detach',
  'drop',
  'execute',
  'explain',
  'export',
  'import',
  'insert',
  'install',
  'load',
  'merge',
  'pivot',
  'pivot_longer',
  'pivot_wider',
  'pragma',
  'prepare',
  'reset',
  'set',
  'show',
  'summarize',
  'table',
  'truncate',
  'unpivot',
  'update',
  'use',
  'vacuum',
  'variable',
])
/** After these words of a FROM clause no table is named any more. */
const ENDS_FROM: ReadonlySet<string> = new Set([
  'except',
  'group',
  'having',
  'intersect',
  'limit',
  'offset',
  'order',
  'qualify',
  'select',
  'union',
  'where',
  'window',
])
/** A table of ours, a table of the statement itself, or nothing: none of these can name a file. */
const TABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/
/** What the engine takes for a file, or fetches. No name or value in a shop's data looks like this. */
const FILE_LIKE =
  /\.(?:csv|tsv|txt|json|jsonl|ndjson|parquet|avro|db|duckdb|sqlite|sqlite3|xlsx|geojson|arrow)(?:\.\w+)?(?:$|\?)|^\s*\w+:\/\//i

interface Frame {
  /** the word or bracket before what is inside */
  of: string
  in_from: boolean
  /** the next name is a table */
  expects_table: boolean
  /** the name in the place of a table turned out to be a function */
  table_call: string | null
  query: boolean
}
const frame = (of: string, expects_table = false): Frame => ({ of, in_from: expects_table, expects_table, table_call: null, query: false })

/**
 * Refuses every text but one SELECT over tables, with functions that only compute. Nothing has been prepared by then: preparing opens the files
 * that a statement names. Throws sql_refused with details.reason. A final semicolon is allowed.
 */
export function checkStatement(lexemes: readonly Lexeme[]): void {
  const words = isSign(lexemes.at(-1), ';') ? lexemes.slice(0, -1) : lexemes
  const first = words[0]
  if (first === undefined) throw refused('empty', 'There is no statement.')
  if (first.kind !== 'word' || !['select', 'with', 'from'].includes(first.text)) throw refused('not_select', 'Only one SELECT is run.')
  const frames: Frame[] = [frame('')]
  words.forEach((lexeme, i) => {
    step(frames, lexeme, words, i)
  })
  if (frames.length !== 1) throw refused('parentheses', 'A parenthesis is not closed.')
}

function step(frames: Frame[], { kind, text }: Lexeme, words: readonly Lexeme[], i: number): void {
  const here = frames.at(-1) as Frame
  const before = words[i - 1]
  if ((kind === 'text' || kind === 'name') && FILE_LIKE.test(content(text))) throw refused('file', 'Files cannot be read from here.', text)
  if (kind === 'sign') sign(frames, here, text, words, i)
  else if (kind === 'word' && NOT_A_SELECT.has(text) && !isSign(before, '.'))
    throw refused('not_select', `${text.toUpperCase()} is not run here.`, text)
  else if (here.expects_table) table(here, { kind, text }, words[i + 1])
  // a column may be named like a word of the language
  else if (kind === 'word' && !isSign(before, '.')) word(here, text, before, words[i - 2])
}

function word(here: Frame, text: string, before: Lexeme | undefined, two_before: Lexeme | undefined): void {
  if (text === 'select' || text === 'with' || text === 'values') here.query = true
  if ((text === 'from' && !isOtherFrom(here, before, two_before)) || text === 'join') {
    here.in_from = true
    here.expects_table = true
  } else if (ENDS_FROM.has(text)) here.in_from = false
}

function sign(frames: Frame[], here: Frame, text: string, words: readonly Lexeme[], i: number): void {
  const before = words[i - 1]
  if (text === ';') throw refused('several', 'Only one statement is run.')
  if (text === '(') frames.push(opened(here, words, i))
  else if (text === ')' || text === ']' || text === '}') {
    const closed = frames.pop()
    const opener = closed?.of === '[' || closed?.of === '{' ? closed.of : '('
    if (frames.length === 0 || opener !== { ')': '(', ']': '[', '}': '{' }[text])
      throw refused('parentheses', 'A parenthesis is closed that was not opened.')
  } else if (here.expects_table) throw refused('table', 'A table was expected here.', text)
  else if (text === '[' || text === '{') frames.push(frame(text))
  else if (text === ',' && here.in_from) here.expects_table = true
  else if (here.in_from && text === ':') throw refused('table', 'Name a table with AS.', before?.text)
}

/** What an opening parenthesis begins: the arguments of a function that may be called, a table in parentheses, or part of an expression. */
function opened(here: Frame, words: readonly Lexeme[], i: number): Frame {
  const before = words[i - 1]
  if (here.table_call !== null) {
    const name = here.table_call
    here.table_call = null
    if (!TABLE_FUNCTIONS.has(name)) throw refused('function', `The function ${name} cannot be used here.`, name)
    return frame(name)
  }
  if (here.expects_table) {
    here.expects_table = false
    return frame('', true)
  }
  if (before?.kind !== 'word' && before?.kind !== 'name') return frame('')
  const name = before.text.toLowerCase()
  const known = FUNCTIONS.has(name) || (before.kind === 'word' && BEFORE_PARENTHESIS.has(name))
  if (!known && !namesColumns(here, words[i - 2]))
    throw refused('function', `The function ${before.text} cannot be used here.`, before.text)
  return frame(before.kind === 'word' ? name : '')
}

/** `FROM (...) AS t(a, b)` and `WITH RECURSIVE t(a) AS (...)`: no call, but names for the columns of t. */
const namesColumns = (here: Frame, two_before: Lexeme | undefined): boolean =>
  two_before?.kind === 'word'
    ? two_before.text === 'with' || two_before.text === 'recursive' || (here.in_from && two_before.text === 'as')
    : here.in_from && isSign(two_before, ')')

/** A name in the place of a table: a simple one, so never a file; or one of the functions that make rows. */
function table(here: Frame, { kind, text }: Lexeme, next: Lexeme | undefined): void {
  if (kind === 'word' && text === 'lateral') return
  here.expects_table = false
  if (kind === 'word' && (text === 'select' || text === 'with' || text === 'values')) {
    here.query = true
    here.in_from = false
  } else if (kind === 'word' && text === 'from') here.expects_table = true
  else if (kind === 'text') throw refused('file', 'Files cannot be read from here.', text)
  else if ((kind !== 'word' && kind !== 'name') || !TABLE_NAME.test(text)) throw refused('table', 'A table was expected here.', text)
  else if (next?.kind === 'sign' && (next.text === '.' || next.text.startsWith(':')))
    throw refused('table', 'Name a table of this shop, without a database or schema before it.', text)
  else if (isSign(next, '(')) here.table_call = text.toLowerCase()
}

/** FROM that names no table: inside extract(...), and in IS DISTINCT FROM. */
function isOtherFrom(here: Frame, before: Lexeme | undefined, two_before: Lexeme | undefined): boolean {
  if (FROM_INSIDE.has(here.of) && !here.query) return true
  return before?.text === 'distinct' && (two_before?.text === 'is' || two_before?.text === 'not')
}

const isSign = (one: Lexeme | undefined, text: string): boolean => one?.kind === 'sign' && one.text === text
/** What a quoted text holds. */
const content = (text: string): string => text.replace(/^(?:[eE]?'|\$\w*\$)|(?:'|\$\w*\$)$/g, '')

export const refused = (reason: string, message: string, near?: string): LucidError =>
  new LucidError('sql_refused', message, {
    hint: 'One SELECT over the tables of this shop is run, for example: SELECT store_id, sum(qty) / 1000 AS units FROM sales_line GROUP BY store_id',
    details: { reason, ...(near === undefined ? {} : { near: near.slice(0, 80) }) },
  })
