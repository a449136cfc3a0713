import type { Database } from '../../db/database'
import { raw } from '../../db/sql'
import { lifeUnitOf, parseShelfLife } from '../recognise/shelf-life'
import { lifeWord, UNREAD } from './batch-dates'
import type { RoleColumns } from './columns'
import { WordCells } from './word-cells'

/** The column that says how long goods keep; its words are INTERVALs, or UNREAD. */
export function shelfLifeCells(db: Database, columns: RoleColumns, header: readonly string[]): WordCells {
  const column = columns.first('shelf_life')
  const unit = lifeUnitOf(column === null ? '' : (header[column] ?? ''))
  return new WordCells(db, 'shelf_life', column, (cell) => {
    if (SAYS_NOTHING.test(cell)) return null
    const life = parseShelfLife(cell, unit)
    return life === null ? UNREAD : lifeWord(life)
  })
}

const SAYS_NOTHING = /^\s*(?:[-.]*|n\.?\s?\/?a\.?|nil|none|null)\s*$/i

/** Days of the INTERVAL `keeps` from the day the goods were made, else came: months are of different lengths. NULL without any, and of what no goods keep. */
export const SHELF_LIFE_DAYS = raw(`CASE WHEN keeps > INTERVAL 0 DAY AND keeps < INTERVAL 300 YEAR
  THEN CAST(CAST(coalesce(mfg, received, DATE '2001-01-01') + keeps AS DATE) - coalesce(mfg, received, DATE '2001-01-01') AS INTEGER) END`)
