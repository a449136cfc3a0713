import type { Mapping } from '../../../src/domain/mapping'
import type { Database } from '../../db/database'
import { ident, sql } from '../../db/sql'
import type { MasterTable } from './master-table'
import { type PassHooks, type PassInput, type PassResult, runPass } from './pass'

/**
 * Reads a table under a decimal point, and again under a decimal comma where the whole of it speaks for one (domain.md 2.4), or where it learned late what its earlier cells meant. `facts` are the
 * tables that a pass writes, taken back before the second.
 */
export async function readUnderDecimalSign<T extends MasterTable>(
  db: Database,
  pass: PassInput,
  mapping: Mapping,
  facts: readonly string[],
  make: (decimal_sep: '.' | ',') => T,
  hooks: Omit<PassHooks, 'stopAfterFirst' | 'staged'>,
): Promise<{ result: PassResult; table: T; decimal_sep: '.' | ',' }> {
  let decimal_sep = mapping.decimal_sep ?? ('.' as const)
  for (;;) {
    const table = make(decimal_sep)
    const result = await runPass(db, table, pass, { ...hooks, staged: false, stopAfterFirst: () => false })
    if (result === null) continue
    const comma = mapping.decimal_sep === null && decimal_sep === '.' && table.evidence.comma && !table.evidence.point
    if (!comma && !table.readsOtherwise()) return { result, table, decimal_sep }
    if (comma) decimal_sep = ','
    for (const fact of [...facts, 'row_issue', 'reject_row'])
      await db.run(sql`DELETE FROM ${ident(fact)} WHERE dataset_no = ${pass.dataset_no}`)
  }
}
