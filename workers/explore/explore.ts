import { LucidError, toErrorShape } from '../../src/domain/errors'
import type { ExploreResult } from '../../src/domain/explore'
import { LIMITS } from '../../src/domain/limits'
import type { Cell, Row } from '../../src/domain/metric'
import type { ExploreDatabase } from '../db/database'
import { ident, join, raw, type Sql, sql } from '../db/sql'
import { lexemesOf } from './lexemes'
import { checkPlan } from './plan-guard'
import { checkStatement, refused } from './static-guard'

/** Names and values that a result column keeps its meaning in: numbers as DOUBLE (what JSON can hold), words of dates and lists as text. */
const NUMBERS = /^(?:U?(?:TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL\(.*\))$/

/**
 * Runs one SELECT that a person wrote. It is looked at in three steps before it runs: its words (static-guard.ts), its plan (plan-guard.ts), and
 * its shape inside a subquery with a LIMIT. Throws sql_refused, sql_failed with the engine's own words, sql_too_slow, cancelled.
 */
export async function explore(db: ExploreDatabase, text: string, signal: AbortSignal): Promise<ExploreResult> {
  if (text.length > LIMITS.sql_chars)
    throw refused('too_long', `The statement has ${text.length} characters; up to ${LIMITS.sql_chars} are read.`)
  if (text.includes('\0')) throw refused('unreadable', 'A part of this statement could not be read.')
  const tokens = await db.tokens(text)
  checkStatement(lexemesOf(tokens))
  if (tokens.at(-1)?.text.startsWith(';')) tokens.pop()
  // what was looked at is what runs; a line end, because a comment at the end must not reach what follows
  const inner = raw(`(\n${tokens.map((token) => token.text).join('')}\n)`)
  let too_slow = false
  let stopping: ReturnType<typeof setInterval> | undefined
  // again and again: the statement may be waiting its turn, and only one that runs can be stopped
  const stop = () => {
    stopping ??= setInterval(() => void db.cancel().catch(() => {}), 50)
  }
  const clock = setTimeout(() => {
    too_slow = true
    stop()
  }, LIMITS.sql_ms)
  signal.addEventListener('abort', stop)
  try {
    if (signal.aborted) throw new LucidError('cancelled', 'The statement was cancelled.')
    await checkPlan(db, sql`SELECT * FROM ${inner} LIMIT ${LIMITS.sql_rows + 1}`)
    const columns = (await db.describe(sql`SELECT * FROM ${inner}`)).map(({ name, type }) => ({ name, type: typeOf(type) }))
    if (signal.aborted || too_slow) throw new LucidError('cancelled', 'The statement was cancelled.')
    const rows = await db.all<Row>(sql`SELECT ${join(columns.map(shown))} FROM ${inner} LIMIT ${LIMITS.sql_rows + 1}`)
    const truncated = rows.length > LIMITS.sql_rows
    return { columns, results: rows.slice(0, LIMITS.sql_rows).map(finite), truncated }
  } catch (error) {
    if (too_slow)
      throw new LucidError('sql_too_slow', `The statement took longer than ${LIMITS.sql_ms / 1000} seconds and was stopped.`, {
        hint: 'Ask for a shorter period, or add up before joining.',
        details: { limit_ms: LIMITS.sql_ms },
      })
    throw inWords(error)
  } finally {
    clearTimeout(clock)
    clearInterval(stopping)
    signal.removeEventListener('abort', stop)
  }
}

const typeOf = (type: string): 'DOUBLE' | 'BOOLEAN' | 'VARCHAR' => (type === 'BOOLEAN' ? type : NUMBERS.test(type) ? 'DOUBLE' : 'VARCHAR')

const shown = ({ name, type }: { name: string; type: string }): Sql =>
  type === 'VARCHAR'
    ? sql`left(CAST(${ident(name)} AS VARCHAR), ${LIMITS.cell_chars}) AS ${ident(name)}`
    : sql`CAST(${ident(name)} AS ${raw(type)}) AS ${ident(name)}`

/** NaN and the infinities become null: JSON cannot write them. */
const finite = (row: Row): Row => {
  for (const [name, cell] of Object.entries<Cell>(row)) if (typeof cell === 'number' && !Number.isFinite(cell)) row[name] = null
  return row
}

/** What the engine says about a statement, in its own words, which name the line and the sign. */
function inWords(error: unknown): LucidError {
  if (error instanceof LucidError) return error
  const { message } = toErrorShape(error)
  const said = /"exception_message":"((?:[^"\\]|\\.)*)"/.exec(message)?.[1]
  return new LucidError('sql_failed', (said ? JSON.parse(`"${said}"`) : message).split('\n\nPlease try installing')[0] as string, {
    hint: 'Correct the statement and run it again.',
  })
}
