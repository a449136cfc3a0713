import type { Mapping, Role } from '../../../src/domain/mapping'
import { ident, raw, type Sql, sql } from '../../db/sql'

/** Name of column `k` in the staged table of one slice. */
export const cell = (k: number): Sql => ident(`c${k}`)

/** Text of a cell without the spaces around it; NULL when nothing is left. Only cells that have such spaces pay for trimming. */
export const text = (k: number): Sql =>
  sql`CASE WHEN prefix(s.${cell(k)}, ' ') OR suffix(s.${cell(k)}, ' ') THEN nullif(trim(s.${cell(k)}), '') ELSE s.${cell(k)} END`

/** Which columns carry which role. Roles given several times (ADDED_ROLES) keep all their columns, in file order. */
export class RoleColumns {
  private readonly by_role = new Map<Role, number[]>()

  constructor(mapping: Mapping) {
    mapping.columns.forEach((role, k) => {
      if (role) this.by_role.set(role, [...(this.by_role.get(role) ?? []), k])
    })
  }
  all(role: Role): readonly number[] {
    return this.by_role.get(role) ?? []
  }
  has(role: Role): boolean {
    return this.by_role.has(role)
  }
  roles(): Role[] {
    return [...this.by_role.keys()]
  }
  /** Every column that carries a role, in file order. */
  used(): number[] {
    return [...this.by_role.values()].flat().sort((a, b) => a - b)
  }
  /** First column of the first role that the file has; null when it has none of them. */
  first(...roles: Role[]): number | null {
    for (const role of roles) {
      const k = this.all(role)[0]
      if (k !== undefined) return k
    }
    return null
  }
  /** Trimmed text of the first column of these roles, or NULL. */
  text(...roles: Role[]): Sql {
    const k = this.first(...roles)
    return k === null ? raw('NULL::VARCHAR') : text(k)
  }
}
