import type { Mapping } from '../../../src/domain/mapping'
import type { Database } from '../../db/database'
import { sql } from '../../db/sql'
import { matchHeader } from '../recognise/match-header'
import { cell, text } from './columns'
import type { PassInput } from './pass'
import type { Rewrite } from './rewrite'
import { SLICE } from './slice'

/** "Party / Item": the party of a bill stands on the row of its day in the column of its goods, and is the customer of the lines below. null where no column is called so. */
export function partyOfBill(db: Database, { shape: { header, roles }, columns }: PassInput, { kind }: Mapping): Rewrite | null {
  const [goods, date] = [columns.first('product'), columns.first('date')]
  if (kind !== 'sales' || goods === null || date === null || columns.has('customer')) return null
  const { matches } = matchHeader(header[goods] ?? '')
  if (!matches.some(({ role }) => role === 'customer')) return null
  return {
    roles: [...roles, 'customer'],
    taken_back: null,
    async prepare() {},
    async apply() {
      await db.run(sql`CREATE OR REPLACE TEMP TABLE ${SLICE} AS
        SELECT s.*, CASE WHEN ${text(date)} <> '' THEN ${text(goods)} END AS ${cell(header.length)} FROM ${SLICE} s ORDER BY s.file_row`)
    },
    async finish() {},
  }
}
