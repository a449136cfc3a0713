import type { Role } from '../../../src/domain/mapping'
import { raw, sql } from '../../db/sql'
import { cell, type RoleColumns } from './columns'
import type { DescribingCells } from './describing-cells'
import type { Label } from './findings'
import { FLAG } from './sales-amounts'

/** What the flags of a sales line say to a person, with the cell that they are about and what it should be, where that is known. */
export function salesLabels(columns: RoleColumns, describing: DescribingCells): Label[] {
  const k = (...roles: Role[]) => {
    const at = columns.first(...roles)
    return at === null ? raw('NULL') : sql`s.${cell(at)}`
  }
  const money = (amount: ReturnType<typeof raw>) => sql`printf('%.2f', (${amount}) / 1e4)`
  return [
    {
      flag: FLAG.amount_mismatch,
      code: 'W_AMOUNT_MISMATCH' as const,
      field: columns.has('total') ? ('total' as const) : ('taxable' as const),
      value: k('total', 'taxable'),
      suggestion: money(sql`${columns.has('total') ? raw('coalesce(r.raw_total, r.raw_taxable)') : raw('r.raw_taxable')} - r.gap`),
    },
    {
      flag: FLAG.tax_unknown,
      code: 'W_TAX_UNKNOWN' as const,
      field: 'tax' as const,
      value: k('tax', 'tax_pct'),
      suggestion: raw('NULL'),
    },
    {
      flag: FLAG.unit,
      code: 'W_UNIT' as const,
      field: 'qty' as const,
      value: columns.has('unit') ? k('unit') : k('qty'),
      suggestion: raw('NULL'),
    },
    {
      flag: FLAG.mrp_exceeded,
      code: 'W_MRP_EXCEEDED' as const,
      field: 'unit_price' as const,
      value: k('unit_price', 'total'),
      suggestion: raw('NULL'),
    },
    {
      flag: FLAG.free_sold,
      code: 'W_FREE_SOLD' as const,
      field: columns.has('free_qty') ? ('free_qty' as const) : ('qty' as const),
      value: k('free_qty', 'qty'),
      suggestion: sql`printf('%g', r.qty / 1e3)`,
    },
    { flag: FLAG.cost_gt_price, code: 'W_COST_GT_PRICE' as const, field: 'cost' as const, value: k('cost'), suggestion: raw('NULL') },
    ...describing.labels(),
  ]
}
