import { z } from 'zod'
import { ErrorShape } from './errors'
import { DatasetKind, DateOrder, Mapping, Recognition } from './mapping'

/** How a column-wide date order was decided, from strongest to weakest (domain.md 2.3). `locale` carries W_DATE_AMBIGUOUS. */
export const DateEvidence = z.enum(['settled', 'proven', 'other_column', 'remembered', 'ordering', 'span', 'locale', 'none'])
export type DateEvidence = z.infer<typeof DateEvidence>

/** What reading one table found out about it as a whole. Depends on the file, its mapping and uploaded_at only, never on other datasets, but for `date_evidence: remembered`. */
export const ImportProfile = z.object({
  date_order: DateOrder.nullable(),
  date_evidence: DateEvidence,
  decimal_sep: z.enum(['.', ',']).nullable(),
  /** which reading of the amount columns won (domain.md 2.4) */
  amount_reading: z.enum(['tax_in', 'tax_in_price', 'tax_out', 'no_tax', 'untested']),
  /** rows on which quantity x price could be compared with the amount, and how many agreed */
  identity_testable: z.number().int(),
  identity_ok: z.number().int(),
  /** accepted rows that have a value, by role */
  filled: z.object({
    transaction_id: z.number().int(),
    cost: z.number().int(),
    code: z.number().int(),
    category: z.number().int(),
    customer: z.number().int(),
  }),
  /** rows whose price, quantity or amount was derived from the others */
  derived_rows: z.number().int(),
  /** ISO code that most rows name; null when none does, and the shop's own is meant. Absent in what an older version stored */
  currency: z.string().nullable().default(null),
  /** bytes that were not valid in the file's encoding and were replaced */
  bad_bytes: z.number().int(),
  footer: z.object({ column: z.string(), expected: z.number(), found: z.number(), ok: z.boolean() }).nullable(),
  rows_total: z.number().int(),
})
export type ImportProfile = z.infer<typeof ImportProfile>

export const DatasetStatus = z.enum(['importing', 'needs_mapping', 'ready', 'failed'])
export type DatasetStatus = z.infer<typeof DatasetStatus>

/** rows_total = ok + rejected + set_aside; warned is a subset of ok. Rows are physical rows below the header. */
export const RowCounts = z.object({
  total: z.number().int(),
  ok: z.number().int(),
  rejected: z.number().int(),
  set_aside: z.number().int(),
  warned: z.number().int(),
})
export type RowCounts = z.infer<typeof RowCounts>

/** What a file is, told from its content. Everything but `csv` is packed: unpacked into CSV when it is received. */
export const FileFormat = z.enum([
  'csv',
  'xlsx',
  'xls',
  'xlsb',
  'ods',
  'zip',
  'gzip',
  'sqlite',
  'vyapar',
  'tally_xml',
  'marg',
  'json',
  'parquet',
  'pdf',
])
export type FileFormat = z.infer<typeof FileFormat>

/** Something of a packed file that was not taken, or was read in a way the user should know of. Codes: LEFT_OUT_CODES, errors, row codes. */
export const LeftOutPart = z.object({ name: z.string(), code: z.string(), count: z.number().int() })
export type LeftOutPart = z.infer<typeof LeftOutPart>

/** A table that had a column for each month, week, day, product or store, and was turned: one row for each figure. Its cells = lines + empty. */
export const WideTable = z.object({
  by: z.enum(['month', 'week', 'day', 'product', 'store']),
  /** months, weeks, days, products or stores that have a column */
  columns: z.number().int(),
  /** the first and the last of them: YYYY-MM, a day (of weeks: the Monday, or as the file writes it), or a name */
  first: z.string(),
  last: z.string(),
  /** rows with figures, without totals, blanks and repeated headers */
  rows: z.number().int(),
  /** figures that became a row */
  lines: z.number().int(),
  /** places for a figure that are empty or zero: nothing was sold, or lies there */
  empty: z.number().int(),
  /** rows of the file that hold no figures of their own: blank, totals, the header again, more cells than columns; one row each */
  others: z.number().int(),
})
export type WideTable = z.infer<typeof WideTable>

/** Where a table that came in a packed file was in it. The packed file itself is not kept: its table is, as CSV. */
export const Origin = z.object({
  /** the file that was dropped */
  filename: z.string(),
  sha256: z.string(),
  /** the way to the table: files in archives, then the sheet */
  path: z.array(z.string()),
  /** true: the kept CSV was written by an unpacker and has its one dialect; false: it is a text file that was packed */
  table: z.boolean(),
  left_out: z.array(LeftOutPart),
  /** ISO code of the money that the number formats of its sheet show, where they agree; what cells say themselves comes first */
  currency: z.string().nullish(),
  /** absent: the table was not turned */
  wide: WideTable.nullish(),
})
export type Origin = z.infer<typeof Origin>

/** One table found in one kept file. dataset_id = first 32 hex of SHA-256(file_sha256 | entry | sheet | table_no). */
export const Dataset = z.object({
  dataset_id: z.string(),
  name: z.string(),
  format: FileFormat,
  /** null: the table was dropped as it is kept. Absent in what an older version stored */
  origin: Origin.nullish(),
  source_type: z.string(),
  kind: DatasetKind.nullable(),
  file_sha256: z.string(),
  table_no: z.number().int(),
  bytes: z.number().int(),
  mapping: Mapping.nullable(),
  mapping_version: z.number().int(),
  date_order: DateOrder.nullable(),
  decimal_sep: z.enum(['.', ',']).nullable(),
  currency: z.string().nullable(),
  exported_at: z.string().nullable(),
  /** ISO instant; an input, never read from the clock again after the upload */
  uploaded_at: z.string(),
  status: DatasetStatus,
  recognition: Recognition.nullable(),
  profile: ImportProfile.nullable(),
  counts: RowCounts.nullable(),
  health_score: z.number().int().nullable(),
  first_date: z.string().nullable(),
  last_date: z.string().nullable(),
  /** questions that were put to the user for this file */
  questions_asked: z.number().int(),
  error: ErrorShape.nullable(),
  /** part of the sample shop */
  is_sample: z.boolean(),
})
export type Dataset = z.infer<typeof Dataset>

/** Parts of the health score, each 0..1 (domain.md 2.6). NULL = not applicable to this kind. */
export const HealthParts = z.object({
  valid: z.number(),
  complete: z.number(),
  consistent: z.number(),
  unique: z.number(),
  coverage: z.number(),
  timely: z.number(),
})
export type HealthParts = z.infer<typeof HealthParts>

export const IssueSummary = z.object({
  code: z.string(),
  severity: z.enum(['reject', 'warn', 'set_aside', 'info']),
  rows: z.number().int(),
  examples: z.array(
    z.object({
      row_no: z.number().int(),
      field: z.string().nullable(),
      raw_value: z.string().nullable(),
      suggestion: z.string().nullable(),
    }),
  ),
})
export type IssueSummary = z.infer<typeof IssueSummary>

export const HealthReport = z.object({
  dataset_id: z.string(),
  counts: RowCounts,
  health_score: z.number().int(),
  parts: HealthParts.nullable(),
  band: z.enum(['good', 'usable', 'poor']),
  issues: z.array(IssueSummary),
  mapping: Mapping,
  header: z.array(z.string()),
  date_order: DateOrder.nullable(),
  decimal_sep: z.enum(['.', ',']).nullable(),
  /** which reading of the amount columns won (domain.md 2.4) */
  amount_reading: z.enum(['tax_in', 'tax_in_price', 'tax_out', 'no_tax', 'untested']),
  footer: z.object({ column: z.string(), expected: z.number(), found: z.number(), ok: z.boolean() }).nullable(),
  first_date: z.string().nullable(),
  last_date: z.string().nullable(),
})
export type HealthReport = z.infer<typeof HealthReport>
