import type { Role } from '../../../src/domain/mapping'

/** What a list of products has and a count of stock seldom. */
const OF_A_MASTER: readonly Role[] = ['unit_price', 'category', 'brand', 'hsn', 'tax_pct', 'shelf_life', 'perishable']
/** So many of them make a list of products likelier than a count. */
const MASTER_ROLES = 3

/** Could these columns be a list of products? */
export const isMaster = (roles: readonly (Role | null)[]): boolean =>
  OF_A_MASTER.filter((role) => roles.includes(role)).length >= MASTER_ROLES

/** Does a count of stock say something of its products that their list would say? A rate alone is what they are worth. */
export const describesProducts = (roles: readonly (Role | null)[]): boolean =>
  OF_A_MASTER.some((role) => role !== 'unit_price' && roles.includes(role))
