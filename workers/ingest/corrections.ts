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

const MARK = /^lucid:1:([\w-]+):(\w+):(\w+):(DMY|MDY|-):([.,-]):([a-z_. ]*)(?::([^:]*):(online|offline)?)?$/

/** The mark as a column name; null for a dataset that was never read. */
export function correctionMark({ dataset_id, source_type, mapping, profile }: Dataset): string | null {
  if (!mapping) return null
  const order = profile?.date_order === 'DMY' || profile?.date_order === 'MDY' ? profile.date_order : '-'
  const roles = mapping.columns.map((role) => role ?? '.').join(' ')
  const mark = `lucid:1:${dataset_id}:${source_type}:${mapping.kind}:${order}:${profile?.decimal_sep ?? '-'}:${roles}`
  const { defaults } = mapping
  return defaults ? `${mark}:${inMark(defaults.store ?? '')}:${defaults.channel ?? ''}` : mark
}

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

/** The mark of a header, for a mapping as wide as the header; null for any other file. */
export function correctionsOf(header: readonly string[]): Corrections | null {
  const found = MARK.exec(header[REASON_COLUMNS.length]?.trim() ?? '')
  if (!found || REASON_COLUMNS.some((name, k) => header[k]?.trim().toLowerCase() !== name)) return null
  const [, dataset_id = '', source_type = '', kind, order, sep, roles = '', store = '', channel] = found
  const read_kind = DatasetKind.safeParse(kind)
  const own = roles.split(' ').map((role) => (role === '.' ? null : (Role.safeParse(role).data ?? null)))
  if (!read_kind.success || OWN_COLUMNS + own.length > header.length) return null
  const columns = [...Array.from({ length: OWN_COLUMNS }, () => null), ...own]
  while (columns.length < header.length) columns.push(null)
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
      { store: outOfMark(store), channel: channel === 'online' || channel === 'offline' ? channel : null },
    ),
  }
}
