import type { Dataset } from '../../src/domain/dataset'
import { DatasetKind, type Mapping, Role, withDefaults } from '../../src/domain/mapping'

/** Columns before the file's own in the list of rejected rows; the mark follows them. */
export const REASON_COLUMNS = ['file', 'row', 'code', 'reason', 'suggestion'] as const
/** Columns that are not the file's own. */
export const OWN_COLUMNS = REASON_COLUMNS.length + 1

/** What the list of rejected rows says of the dataset that it came from, so that its corrected rows are read as those were. */
export interface Corrections {
  dataset_id: string
  source_type: string
  mapping: Mapping
}

const MARK = /^lucid:1:([\w-]+):(\w+):(\w+):(DMY|MDY|-):([.,-]):([a-z_. ]*)(?::([^:]*):(online|offline)?(?::(\d{4}-\d{2}-\d{2}))?)?$/

/** A store's name without what would end the mark, or a cell of any dialect. */
const inMark = (name: string): string => encodeURIComponent(name).replace(/['~]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)

/** null where a spreadsheet or a person has broken the name. */
function outOfMark(name: string): string | null {
  try {
    return decodeURIComponent(name) || null
  } catch {
    return null
  }
}

/** The table that rows were rejected from: the dataset's own, or where it holds corrected rows, the one that they are of. */
export interface RejectingTable {
  dataset_id: string
  header: readonly string[]
  /** as wide as the header */
  roles: readonly (Role | null)[]
  /** columns of the dataset before those of that table */
  before: number
}

/** Null for a dataset that was never read. */
export function rejectingTable({ dataset_id, recognition, mapping }: Dataset): RejectingTable | null {
  if (!mapping) return null
  const header = recognition?.header ?? []
  const corrected = correctionsOf(header)
  const before = corrected ? OWN_COLUMNS : 0
  const own = header.slice(before)
  return {
    dataset_id: corrected?.dataset_id ?? dataset_id,
    header: own,
    roles: own.map((_, k) => mapping.columns[before + k] ?? null),
    before,
  }
}

/** The mark as a column name; null for a dataset that was never read. Rows that were corrected before and are still wrong are of the first file. */
export function correctionMark(dataset: Dataset): string | null {
  const { source_type, mapping, profile } = dataset
  const table = rejectingTable(dataset)
  if (!mapping || !table) return null
  const order = profile?.date_order === 'DMY' || profile?.date_order === 'MDY' ? profile.date_order : '-'
  const roles = table.roles.map((role) => role ?? '.').join(' ')
  const mark = `lucid:1:${table.dataset_id}:${source_type}:${mapping.kind}:${order}:${profile?.decimal_sep ?? '-'}:${roles}`
  const { defaults } = mapping
  return defaults ? `${mark}:${inMark(defaults.store ?? '')}:${defaults.channel ?? ''}${defaults.day ? `:${defaults.day}` : ''}` : mark
}

/** The mark of a header; null for any other file. The table is as wide as the mapping, whatever the header is padded to: more cells are too many. */
export function correctionsOf(header: readonly string[]): Corrections | null {
  const found = MARK.exec(header[REASON_COLUMNS.length]?.trim() ?? '')
  if (!found || REASON_COLUMNS.some((name, k) => header[k]?.trim().toLowerCase() !== name)) return null
  const [, dataset_id = '', source_type = '', kind, order, sep, roles = '', store = '', channel, day] = found
  const read_kind = DatasetKind.safeParse(kind)
  const own = roles.split(' ').map((role) => (role === '.' ? null : (Role.safeParse(role).data ?? null)))
  if (!read_kind.success || OWN_COLUMNS + own.length > header.length) return null
  const columns = [...Array.from({ length: OWN_COLUMNS }, () => null), ...own]
  return {
    dataset_id,
    source_type,
    mapping: withDefaults(
      {
        kind: read_kind.data,
        columns,
        date_order: order === 'DMY' || order === 'MDY' ? order : null,
        decimal_sep: sep === '.' || sep === ',' ? sep : null,
      },
      { store: outOfMark(store), channel: channel === 'online' || channel === 'offline' ? channel : null, ...(day ? { day } : {}) },
    ),
  }
}
