import type { DatasetKind, Role } from '../../../src/domain/mapping'
import type { Sql } from '../../db/sql'
import type { SourceHeader } from './source-header'

/** Columns of the file as a rule sees them, by the names that the export writes. */
export interface Cells {
  has(name: string): boolean
  /** trimmed text of the first of these columns that the file has; NULL when blank or absent */
  text(...names: string[]): Sql
  /** the amount in it as BIGINT 1/10000; NULL when blank, absent or not a plain number */
  money(...names: string[]): Sql
}

/** Texts that take the place of what the columns say, by role. SQL text expressions; NULL = the cell is empty. */
export interface CellRules {
  roles: Partial<Record<Role, Sql>>
  /** BIGINT 1/10000: revenue that the bill takes back from this line without saying for which quantity; it becomes a line of its own (ADJ) */
  taken_back?: Sql
}

/**
 * One export of one platform. What the file is, is told by its header and first rows, never by its name. Everything that is particular to
 * the export is declared here; the pipeline behind it knows no platform.
 */
export interface Source {
  /** platform and export: 'shopify-orders' */
  id: string
  /** the platform: what the dataset's `source_type` says, and what product codes and bill numbers are unique within */
  platform: string
  kind: DatasetKind
  /** kinds that it may be, of which nothing in the file speaks for one: asked, with `kind` as the guess */
  kinds?: readonly DatasetKind[]
  /** 0 = no, 1 = certain; from .8 on the columns below are taken without asking */
  detect(header: SourceHeader, rows: readonly (readonly string[])[]): number
  /** per role the column's names, the best first. `tax` takes all that are there, which are then added up */
  columns: Partial<Record<Role, readonly string[]>>
  /** what the owner can do when the export lacks what is needed: another report of the same program */
  advice?: string
  /** said of every line where no column says it */
  channel?: 'online' | 'offline'
  /** rules that one row settles for itself */
  cells?(cells: Cells): CellRules
  /** rules that need rows above or below: a SELECT over `rows` (file_row and the columns read) that gives file_row and the names used by `cells` */
  whole?: {
    reads: readonly string[]
    select(cells: Cells, rows: Sql): Sql
    /** as `cells`, from the columns of `select` (alias g) */
    rules(): CellRules
  }
}
