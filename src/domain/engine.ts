import { z } from 'zod'
import { Action, ActionEvent, ActionList, ActionStatus, Kpis, OutcomeInput } from './action'
import { AliasDecision, AliasList } from './alias'
import { Dataset, FileFormat, HealthReport, Origin } from './dataset'
import { ExploreAsk, ExploreResult } from './explore'
import { Filter } from './filter'
import { EngineEvent, Job } from './job'
import { LogEntry } from './log-entry'
import { Mapping, SaidOfFile } from './mapping'
import { Explanation, MetricArgs, MetricInfo, MetricResult, MetricTable } from './metric'
import { PackedRows } from './packed-rows'
import { CORRECTED_AT_ONCE, CorrectedRow, RejectedRows } from './rejected-row'
import { Settings } from './settings'
import { StoreSettings } from './store-settings'

export { CONTRACT_VERSION } from './contract-version'

/** A file whose bytes are already in OPFS `incoming/<job_id>`, written and hashed by the tab that got it. */
export const ReceivedFile = z.object({
  job_id: z.string(),
  filename: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  uploaded_at: z.string(),
  is_sample: z.boolean(),
  /** what was dropped, where it is not the CSV that is kept */
  format: FileFormat.optional(),
  origin: Origin.nullish(),
  /** where the rows are, when the receiving pass found out (Scan of workers/ingest/read); absent = the owner scans */
  scan: z.unknown().optional(),
  said: SaidOfFile.optional(),
  /** another file of the same drop comes next: both can be committed together */
  more: z.boolean().optional(),
})
export type ReceivedFile = z.infer<typeof ReceivedFile>

/** Out of what a table was made that Lucid wrote itself. */
export type MadeTable = Required<Pick<ReceivedFile, 'format'>> & { origin: Origin }

/** A file whose bytes are in OPFS `incoming/<upload_id>`, and nothing more is known of it. */
export const ReceivedUpload = z.object({
  job_id: z.string(),
  upload_id: z.string(),
  filename: z.string(),
  uploaded_at: z.string(),
  said: SaidOfFile.optional(),
})
export type ReceivedUpload = z.infer<typeof ReceivedUpload>

/** A table of a packed file that was dropped before. */
export interface WantedPart {
  /** names from the archive down to the sheet, as LeftOutPart says them */
  name: string
  /** of the packed file */
  sha256: string
}

export const ImportAccepted = z.object({ job_id: z.string(), dataset_id: z.string().nullable(), duplicate: z.boolean() })
export type ImportAccepted = z.infer<typeof ImportAccepted>

/** One table of a dropped file as the engine took it. */
export const ReceivedPart = ImportAccepted.extend({ name: z.string() })
export type ReceivedPart = z.infer<typeof ReceivedPart>
/** A dropped file became these, in its order; at least one. A file that is not packed is one. */
export const Received = ImportAccepted.extend({ parts: z.array(ReceivedPart) })
export type Received = z.infer<typeof Received>

export const Health = z.object({
  status: z.enum(['ok', 'starting', 'in_memory']),
  version: z.string(),
  contract_version: z.number().int(),
  engine: z.string(),
  epoch: z.number().int(),
  storage: z.object({ persisted: z.boolean(), usage: z.number(), quota: z.number() }),
  cache_stats: z.object({ entries: z.number().int(), bytes: z.number() }),
  data_version: z.number().int(),
})
export type Health = z.infer<typeof Health>

export const SourceRow = z.object({
  dataset_id: z.string(),
  filename: z.string(),
  row_no: z.number().int(),
  header: z.array(z.string()),
  cells: z.array(z.string()),
})
export type SourceRow = z.infer<typeof SourceRow>

/** What the global filter can offer, in code-point order of the id. */
export const FilterOptions = z.object({
  /** `last_date`: day of the newest sale; null for a store that has stock only */
  stores: z.array(z.object({ store_id: z.string(), name: z.string(), last_date: z.string().nullable() })),
  channels: z.array(z.string()),
  categories: z.array(z.string()),
  first_date: z.string().nullable(),
  last_date: z.string().nullable(),
})
export type FilterOptions = z.infer<typeof FilterOptions>

const NoParams = z.object({})
const ById = z.object({ dataset_id: z.string() })
const ByJob = z.object({ job_id: z.string() })
const Ask = z.object({ metric_id: z.string(), args: MetricArgs.default({}), filter: Filter, as_of: z.string().nullable().default(null) })

/**
 * The engine's methods. `reads` calls change nothing and may be sent again after a change of owner; the others run at most once
 * and answer `owner_lost` when their owner went away. Long work returns a job at once.
 */
export const METHODS = {
  health: { params: NoParams, result: Health, reads: true },
  'datasets.list': { params: NoParams, result: z.array(Dataset), reads: true },
  'datasets.get': { params: ById, result: Dataset, reads: true },
  'datasets.report': { params: ById, result: HealthReport, reads: true },
  /** the rejected rows as a CSV that is safe to open in a spreadsheet */
  'datasets.rejects': { params: ById, result: z.object({ filename: z.string(), csv: z.string() }), reads: true },
  /** rejected rows that wait for a correction, in pages of at most 200 */
  'datasets.rejected_rows': {
    params: ById.extend({ offset: z.number().int().min(0).default(0), limit: z.number().int().min(1).max(200).default(50) }),
    result: RejectedRows,
    reads: true,
  },
  /** takes rejected rows in as they were corrected: the same as dropping the list of rejected rows with them. conflict when one does not wait any more */
  'datasets.correct': {
    params: ById.extend({ rows: z.array(CorrectedRow).min(1).max(CORRECTED_AT_ONCE) }),
    result: ImportAccepted,
    reads: false,
  },
  'datasets.delete': { params: ById, result: ByJob, reads: false },
  /** answers the questions of a dataset in needs_mapping, or re-reads a ready one with another mapping */
  'datasets.set_mapping': { params: ById.extend({ mapping: Mapping }), result: ByJob, reads: false },
  'imports.start': { params: ReceivedFile, result: ImportAccepted, reads: false },
  /** takes in a file that the local API has kept in `incoming/<upload_id>`, as if it were dropped */
  'imports.receive': { params: ReceivedUpload, result: Received, reads: false },
  'jobs.list': { params: NoParams, result: z.array(Job), reads: true },
  'jobs.get': { params: ByJob, result: Job, reads: true },
  'jobs.cancel': { params: ByJob, result: ByJob, reads: false },
  'events.since': { params: z.object({ after_id: z.number().int() }), result: z.array(EngineEvent), reads: true },
  /** what went wrong on this device, the newest first, at most 500 */
  'log.list': { params: NoParams, result: z.array(LogEntry), reads: true },
  'log.clear': { params: NoParams, result: z.object({}), reads: false },
  'metrics.list': { params: NoParams, result: z.array(MetricInfo), reads: true },
  'metrics.run': { params: Ask, result: MetricResult, reads: true },
  /** the same by columns, for lists that may be long */
  'metrics.table': { params: Ask, result: MetricTable, reads: true },
  /** opens one figure: `column` of the result row that has `row`'s key values */
  'metrics.explain': {
    params: Ask.extend({ column: z.string(), row: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])) }),
    result: Explanation,
    reads: true,
  },
  /** drops what is stored of results and computes what goods cost and the Overview anew */
  'analytics.recompute': { params: z.object({ dataset_id: z.string().nullable().default(null) }), result: ByJob, reads: false },
  /** one SELECT that a person wrote (workers/explore); nothing else is run */
  'explore.sql': { params: ExploreAsk, result: ExploreResult, reads: true },
  'explore.cancel': { params: z.object({ query_id: z.string() }), result: z.object({ query_id: z.string() }), reads: false },
  'rows.source': { params: ById.extend({ row_no: z.number().int() }), result: SourceRow, reads: true },
  /** every product that any file names (workers/metrics/product-names.ts) */
  'products.list': { params: NoParams, result: PackedRows, reads: true },
  'filter.options': { params: NoParams, result: FilterOptions, reads: true },
  /** products that may be one, and what was decided so far */
  'aliases.list': { params: NoParams, result: AliasList, reads: true },
  /** merges products, keeps pairs apart, or takes such decisions back (`undo`: aliasPair of both). All of it is one change */
  'aliases.decide': {
    params: z.object({ decide: z.array(AliasDecision).max(1000).default([]), undo: z.array(z.string()).max(1000).default([]) }),
    result: ByJob,
    reads: false,
  },
  /** proposals in the order of what they save, then what was decided; superseded ones are not told */
  'actions.list': { params: z.object({ status: ActionStatus.nullable().default(null) }), result: ActionList, reads: true },
  /** proposes anew from the data as it is; what was decided stays, and approved units are taken as gone. Does nothing when nothing changed */
  'actions.generate': {
    params: NoParams,
    result: z.object({ proposed: z.number().int(), superseded: z.number().int(), kept: z.number().int(), completed: z.number().int() }),
    reads: false,
  },
  /** one step for all of these actions, or for none: conflict when it is not legal for one of them, or would promise stock twice */
  'actions.transition': {
    params: z.object({
      action_ids: z.array(z.string()).min(1).max(10_000),
      step: z.enum(['approve', 'reject', 'complete', 'undo']),
      notes: z.string().max(2000).default(''),
      /** for complete; without it what files say, else what was expected */
      outcome: OutcomeInput.nullable().default(null),
    }),
    result: z.array(Action),
    reads: false,
  },
  'actions.events': { params: z.object({ action_id: z.string().nullable().default(null) }), result: z.array(ActionEvent), reads: true },
  /** corrects what a done action brought */
  'actions.outcome': { params: z.object({ action_id: z.string(), outcome: OutcomeInput }), result: Action, reads: false },
  'kpis.get': { params: NoParams, result: Kpis, reads: true },
  'store_settings.get': { params: NoParams, result: StoreSettings, reads: true },
  'store_settings.put': { params: StoreSettings.partial(), result: StoreSettings, reads: false },
  'settings.get': { params: NoParams, result: Settings, reads: true },
  'settings.put': { params: Settings.partial(), result: Settings, reads: false },
} as const satisfies Record<string, { params: z.ZodType; result: z.ZodType; reads: boolean }>

export type Method = keyof typeof METHODS
export type Params<M extends Method> = z.input<(typeof METHODS)[M]['params']>
export type Result<M extends Method> = z.output<(typeof METHODS)[M]['result']>

/** The engine as any caller sees it, whatever carries the call. Rejects with LucidError. */
export type EngineCall = <M extends Method>(method: M, params: Params<M>) => Promise<Result<M>>
