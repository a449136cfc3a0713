import type { SqlValue } from '../sqlite/open-sqlite'

const INDIA_MS = (5 * 60 + 30) * 60_000

/**
 * A date of a Vyapar table as `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS` (midnight is left out). Text of newer versions is kept as it stands; older ones hold
 * milliseconds of the Unix clock, read in Indian time, in which the program writes midnight. '' for what is no date.
 */
export function vyaparDate(value: SqlValue): string {
  if (value === null || value === undefined || value instanceof Uint8Array) return ''
  const text = String(value).trim()
  if (/^\d{9,13}$/.test(text)) {
    const ms = text.length <= 10 ? Number(text) * 1000 : Number(text)
    return withoutMidnight(new Date(ms + INDIA_MS).toISOString().slice(0, 19).replace('T', ' '))
  }
  const written = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?))?/.exec(text)
  if (!written) return text
  return written[1] === '0000-00-00' ? '' : withoutMidnight(written[2] ? `${written[1]} ${written[2]}` : (written[1] ?? ''))
}

const withoutMidnight = (text: string): string => text.replace(/ 00:00(:00)?$/, '')

/** The day alone. */
export const vyaparDay = (value: SqlValue): string => vyaparDate(value).replace(/ .*$/, '')
