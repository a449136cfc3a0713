import { z } from 'zod'

/** What a column can mean (domain.md 2.2). */
export const ROLES = [
  'date',
  'time',
  'transaction_id',
  'line_no',
  'product',
  'code',
  'variant',
  'barcode',
  'category',
  'brand',
  'supplier',
  'hsn',
  'qty',
  'unit',
  'pack',
  'unit_price',
  'mrp',
  'discount',
  'discount_pct',
  'tax',
  'tax_pct',
  'total',
  'taxable',
  'cost',
  'profit',
  'store',
  'store_name',
  'city',
  'channel',
  'customer',
  'phone',
  'payment',
  'type',
  'currency',
  'stock',
  'batch',
  'expiry',
  'expiry_year',
  'mfg',
  'received',
  'free_qty',
  'returned_qty',
  'returned_amount',
  'shelf_life',
  'perishable',
] as const
export const Role = z.enum(ROLES)
export type Role = z.infer<typeof Role>
/** Roles that several columns can have: taxes and their rates are split (CGST, SGST), and add up. All others stand once. */
export const ADDED_ROLES: readonly Role[] = ['tax', 'tax_pct']

/** What one row of a file is: a sale, a product, a store, what lies in stock, what was bought. */
export const DatasetKind = z.enum(['sales', 'products', 'stores', 'inventory', 'purchases'])
export type DatasetKind = z.infer<typeof DatasetKind>

export const DateOrder = z.enum(['YMD', 'DMY', 'MDY', 'MIXED'])
export type DateOrder = z.infer<typeof DateOrder>

/** What holds for rows of a file that do not say it themselves: a filled cell wins. null = nobody said; the store is then MAIN. */
export const RowDefaults = z.object({
  /** code or name of the store; stores match by name_norm */
  store: z.string().trim().min(1).max(200).nullable(),
  channel: z.enum(['online', 'offline']).nullable(),
  /** ISO day of sales and purchases whose rows have none: the last of the days that they add up. absent = nobody said */
  day: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional(),
})
export type RowDefaults = z.infer<typeof RowDefaults>

/** Kinds whose rows are in a store. */
export const PLACED_KINDS: readonly DatasetKind[] = ['sales', 'inventory', 'purchases']

/** The answers that turn a file's columns into meaning. Column numbers are 0-based. Several columns may carry `tax` (CGST + SGST). */
export const Mapping = z.object({
  kind: DatasetKind,
  /** index = column number; null = not used */
  columns: z.array(Role.nullable()),
  /** Only what the user or the file has settled; null = decide from the column's values. */
  date_order: DateOrder.nullable(),
  decimal_sep: z.enum(['.', ',']).nullable(),
  /** absent = nothing was said for the whole file, as in what older versions kept */
  defaults: RowDefaults.optional(),
})
export type Mapping = z.infer<typeof Mapping>

/** What was said of a file when it was given; null = nothing. It stands in place of what would be guessed. */
export const SaidOfFile = RowDefaults.extend({ kind: DatasetKind.nullable() })
export type SaidOfFile = z.infer<typeof SaidOfFile>

/**
 * A mapping with what was said of the whole file, over what it says itself. Only rows of a PLACED_KIND are in a store, only sales have a channel, and only rows without a day of their own take one.
 */
export function withDefaults({ defaults, ...mapping }: Mapping, said: Partial<RowDefaults>): Mapping {
  const day = needsDay(mapping) ? (said.day ?? defaults?.day) : undefined
  const placed = PLACED_KINDS.includes(mapping.kind)
  const store = placed ? (said.store ?? defaults?.store ?? null) : null
  const channel = mapping.kind === 'sales' ? (said.channel ?? defaults?.channel ?? null) : null
  if (store === null && channel === null && day === undefined) return mapping
  return { ...mapping, defaults: { store, channel, ...(day === undefined ? {} : { day }) } }
}

/** Rows of these kinds are of a day, and no column holds it. */
export const needsDay = ({ kind, columns }: Pick<Mapping, 'kind' | 'columns'>): boolean =>
  (kind === 'sales' && !columns.includes('date')) || (kind === 'purchases' && !columns.includes('date') && !columns.includes('received'))

/** How the bytes of a text table are cut into rows and cells. */
export const Dialect = z.object({
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']),
  /** bytes of the byte-order mark at the start */
  bom_bytes: z.number().int(),
  delimiter: z.enum([',', ';', '\t', '|', '^', '~']),
  quote: z.enum(['"', "'", '']),
  newline: z.enum(['\n', '\r\n', '\r']),
  /** 0-based physical rows above the first header row */
  skip_rows: z.number().int(),
  header_rows: z.number().int(),
})
export type Dialect = z.infer<typeof Dialect>

/** One thing that Lucid cannot prove and asks the user, with its best guess. */
export const Question = z.discriminatedUnion('about', [
  z.object({ about: z.literal('kind'), guess: DatasetKind.nullable(), options: z.array(DatasetKind) }),
  z.object({
    about: z.literal('column'),
    role: Role,
    guess: z.number().int().nullable(),
    candidates: z.array(z.object({ column: z.number().int(), score: z.number() })),
  }),
  z.object({
    about: z.literal('date_order'),
    column: z.number().int(),
    options: z.array(z.enum(['DMY', 'MDY'])),
    guess: z.enum(['DMY', 'MDY']).nullable(),
    examples: z.array(z.string()),
    mixed: z.boolean(),
  }),
  /** are the numbers of this column units or money? */
  z.object({
    about: z.literal('measure'),
    column: z.number().int(),
    options: z.array(z.enum(['qty', 'total'])),
    guess: z.enum(['qty', 'total']).nullable(),
    examples: z.array(z.string()),
  }),
  /** which day are sales or purchases of whose rows name none? `guess`: ISO, the last of the days that the file says it adds up */
  z.object({ about: z.literal('day'), guess: z.string().nullable() }),
  /** which store the file is from: rows above its table name the guessed one, or an earlier file with these columns was said to be from a store, and two stores have the same till. `options`: stores that are known */
  z.object({ about: z.literal('store'), guess: z.string().nullable(), options: z.array(z.string()) }),
])
export type Question = z.infer<typeof Question>

/** What was recognised about a file before any row is taken. */
export const Recognition = z.object({
  format: z.enum(['csv']),
  source_type: z.string(),
  confidence: z.number(),
  dialect: Dialect,
  header: z.array(z.string()),
  header_signature: z.string(),
  mapping: Mapping,
  /** score 0..1 per mapped column, same indexes as mapping.columns */
  scores: z.array(z.number()),
  questions: z.array(Question),
  /** first rows under the header, as text, for the preview */
  preview: z.array(z.array(z.string())),
  /** true when the mapping was remembered from an earlier file with this header */
  remembered: z.boolean(),
  /** physical rows below the header, where the whole file has been scanned */
  rows_total: z.number().int().optional(),
  /** columns that were left out because they repeat the total of the bill on its lines */
  bill_totals: z.array(z.number().int()).optional(),
  /** the store of the whole file, where the file's name says it and nobody else did */
  store_in_name: z.string().optional(),
})
export type Recognition = z.infer<typeof Recognition>
