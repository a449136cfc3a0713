import {
  type DatasetKind,
  type Dialect,
  type Mapping,
  type Question,
  type Recognition,
  type SaidOfFile,
  withDefaults,
} from '../../../src/domain/mapping'
import { correctionsOf } from '../corrections'
import { detectSource } from '../sources/registry'
import { columnEvidence } from './assign-roles'
import { columnContent } from './column-content'
import { fromColumns } from './from-columns'
import { fromSource } from './from-source'
import { locateTable } from './header-location'
import { missingNeeds } from './missing-columns'
import { nameNorm } from './names'
import { notData } from './not-data'
import { headerSignature } from './signature'
import { type KnownStore, storeGuess, storeInName } from './store-in-name'
import { storeInTitles } from './store-in-titles'
import { inStore, storeQuestion } from './store-of-file'

/** The part of a sniffed file that recognition needs. head_rows are its first physical rows, blank ones kept. */
export interface SniffedTable {
  encoding: Dialect['encoding']
  bom_bytes: number
  delimiter: Dialect['delimiter']
  quote: Dialect['quote']
  newline: Dialect['newline']
  head_rows: readonly (readonly string[])[]
}

export interface RecogniseInput {
  sniffed: SniffedTable
  filename: string
  /** mapping of an earlier dataset by header signature, when there is one */
  remembered: Mapping | ((header_signature: string) => Mapping | null) | null
  /** what was said of the file when it was given */
  said?: SaidOfFile | null
  /** stores of the shop, which the name of the file may say */
  stores?: readonly KnownStore[]
  /** ISO; no day after it is meant where the rows above the table or its name say the day of its rows. absent = any */
  latest?: string
}

const PREVIEW_ROWS = 20
/** Rows whose values are looked at; the whole file is read later, and a column that then fails is reported row by row. */
const CONTENT_ROWS = 400
/**
 * What a file is: where its table starts, what each column means, and what must be asked. A mapping remembered for the same header is taken as it
 * is, without questions but for the store of the whole file: the next one may be another store's. Where the file's name says a store of the shop, it is
 * taken. Throws E_FILE_EMPTY, E_HEADER_ONLY, E_TOO_WIDE, E_UNKNOWN_FORMAT (no header) and E_NO_DATE,
 * E_NO_PRODUCT, E_NO_MEASURE with `details.suggestions`: ranked columns per missing role.
 */
export function recognise(input: RecogniseInput): Recognition {
  const { head_rows, encoding, bom_bytes, delimiter, quote, newline } = input.sniffed
  const located = locateTable(head_rows)
  const corrected = correctionsOf(located.header)
  const table = corrected ? { ...located, header: located.header.slice(0, corrected.mapping.columns.length) } : located
  const above = head_rows.slice(0, table.skip_rows)
  const body = head_rows.slice(table.skip_rows + table.header_rows).filter((row) => row.some((cell) => cell.trim() !== ''))
  const header_signature = headerSignature(table.header)
  const sample = dataRows(table.header, body)
  const columns = columnEvidence(
    table.header,
    table.header.map((_, column) => columnContent(sample, column)),
  )
  const known_source = detectSource(table.header, body.slice(0, CONTENT_ROWS))
  const found = {
    format: 'csv' as const,
    source_type: corrected?.source_type ?? known_source?.source.platform ?? 'generic',
    dialect: { encoding, bom_bytes, delimiter, quote, newline, skip_rows: table.skip_rows, header_rows: table.header_rows },
    header: table.header,
    header_signature,
    preview: body.slice(0, PREVIEW_ROWS).map((row) => [...row]),
  }
  // all tables without names look alike: what was said of one does not speak for another
  const named = table.header.some((name) => name !== '')
  const known = typeof input.remembered === 'function' ? (named ? input.remembered(header_signature) : null) : input.remembered
  const said = input.said ?? null
  const titled = storeInTitles(above)
  const is_of_header = typeof input.remembered === 'function'
  const decided = corrected !== null || (input.remembered !== null && !is_of_header)
  const in_name = said?.store || decided ? null : storeInName(input.filename, input.stores ?? [])
  const placed = (one: Recognition): Recognition =>
    inStore(one, titled !== null && nameNorm(titled) !== nameNorm(in_name ?? '') ? null : in_name)
  const meant = (kind: DatasetKind): boolean => said?.kind == null || said.kind === kind
  const taken = (mapping: Mapping, questions: Question[]): Recognition => {
    const scores = mapping.columns.map((role) => (role ? 1 : 0))
    return { ...found, confidence: 1, mapping, scores, questions, remembered: true }
  }
  if (known && meant(known.kind) && known.columns.length === table.header.length && isWhole(known, decided)) {
    const mapping = said ? withDefaults(known, said) : known
    return placed(taken(mapping, is_of_header ? storeQuestion(mapping, said, titled, storeGuess(input.filename)) : []))
  }
  if (corrected && isWhole(corrected.mapping, true)) return taken(corrected.mapping, [])
  if (known_source && (known_source.source.kinds ?? [known_source.source.kind]).some(meant))
    return placed({ ...found, ...fromSource(known_source, columns, said), remembered: false })
  const latest = input.latest ?? '9999'
  const guessed = fromColumns({ columns, sample, above, filename: input.filename, said, known, latest })
  return placed({ ...found, ...guessed, remembered: false })
}

/** Has it all that its kind needs? The day of a whole file counts only where it was said of this one. */
const isWhole = ({ kind, columns, defaults }: Mapping, of_this_file: boolean): boolean =>
  missingNeeds(kind, columns, of_this_file && defaults?.day !== undefined).length === 0

/** The first rows without those that are no data: totals and repeated headers would make a column of numbers look mixed. */
function dataRows(header: readonly string[], body: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const roles = header.map(() => null)
  return body.slice(0, CONTENT_ROWS).filter((row) => notData(row, roles, header) === null)
}
