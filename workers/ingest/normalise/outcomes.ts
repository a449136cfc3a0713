import { REJECT_CODES } from '../../../src/domain/issue-codes'
import { raw, type Sql, sql } from '../../db/sql'

/** Outcomes of a row as small numbers while a slice is judged (column `outcome`; 0 = accepted): much cheaper than text for a million rows. */
const CODES = [
  'I_BLANK',
  'I_REPEATED_HEADER',
  'I_TOTAL_ROW',
  'I_CANCELLED',
  'I_NOT_A_SALE',
  'I_OTHER_TABLE',
  'E_LINE_TOO_LONG',
  ...REJECT_CODES,
] as const
export type OutcomeCode = (typeof CODES)[number]
const FIRST_REJECT = CODES.length - REJECT_CODES.length + 1

export const outcomeNo = (code: OutcomeCode): number => CODES.indexOf(code) + 1
/** The number as it stands in SQL. */
export const no = (code: OutcomeCode): Sql => sql`${outcomeNo(code)}`
export const ACCEPTED = raw('outcome = 0')
export const REJECTED = raw(`outcome >= ${FIRST_REJECT}`)
export const SET_ASIDE = raw(`outcome BETWEEN 1 AND ${FIRST_REJECT - 1}`)
/** The code of column `outcome` as text. */
export const codeOf = (outcome: Sql): Sql => sql`(${[...CODES]})[${outcome}]`
