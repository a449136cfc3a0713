import type { ImportProfile } from '../../../src/domain/dataset'
import type { Mapping } from '../../../src/domain/mapping'
import type { Database } from '../../db/database'
import { sql } from '../../db/sql'
import { readUnderDecimalSign } from './decimal-sign'
import { ProductsTable, StoresTable } from './master-table'
import type { PassInput, PassResult } from './pass'
import type { TableInput } from './slice-table'

type MasterProfile = Omit<ImportProfile, 'bad_bytes' | 'rows_total'>

/** Reads a products or stores table; only the decimal sign is decided from the whole of it. */
export async function importMaster(
  db: Database,
  pass: PassInput,
  input: TableInput,
  mapping: Mapping,
  hooks: { progress(rows_done: number): void; signal: AbortSignal },
): Promise<{ status: 'done'; result: PassResult; profile: MasterProfile }> {
  const { result, decimal_sep } = await readUnderDecimalSign(
    db,
    pass,
    mapping,
    ['product_fact', 'store_fact'],
    (sign) => (mapping.kind === 'products' ? new ProductsTable(db, input, pass.columns, sign) : new StoresTable(db, input, pass.columns)),
    hooks,
  )
  const [filled] = await db.all<Record<'cost' | 'code' | 'category', number>>(
    sql`SELECT count(std_cost) AS cost, count(code) AS code, count(category) AS category FROM product_fact WHERE dataset_no = ${pass.dataset_no}`,
  )
  return {
    status: 'done',
    result,
    profile: {
      date_order: null,
      date_evidence: 'none',
      decimal_sep: mapping.kind === 'products' ? decimal_sep : null,
      amount_reading: 'untested',
      identity_testable: 0,
      identity_ok: 0,
      filled: { transaction_id: 0, customer: 0, cost: filled?.cost ?? 0, code: filled?.code ?? 0, category: filled?.category ?? 0 },
      derived_rows: 0,
      currency: input.currency,
      footer: null,
    },
  }
}
