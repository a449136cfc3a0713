import { z } from 'zod'
import { AliasDecision } from '../domain/alias'
import { Dataset } from '../domain/dataset'
import { ReceivedFile } from '../domain/engine'
import { Job } from '../domain/job'
import { Mapping } from '../domain/mapping'
import { OverviewSnapshot } from '../domain/overview'
import { Settings } from '../domain/settings'

/**
 * A dataset as it is kept. `doomed` = a delete has begun: nothing shows it any more and the next start finishes the delete.
 * `scan` says where the rows are in the raw file, so that it is not scanned again to show one.
 */
export const StoredDataset = Dataset.extend({ doomed: z.boolean(), scan: z.unknown() })
export type StoredDataset = z.infer<typeof StoredDataset>

/** The dataset as every caller may see it. */
export function publicDataset({ doomed: _d, scan: _s, ...dataset }: StoredDataset): Dataset {
  return dataset
}

/** What a job has to do, in full, so that it can be done again after a crash. */
export const JobWork = z.discriminatedUnion('type', [
  /** `received` is null until the whole file is in `incoming/` */
  z.object({ type: z.literal('import'), received: ReceivedFile.nullable() }),
  z.object({ type: z.literal('read_again'), dataset_id: z.string(), mapping: Mapping }),
  z.object({ type: z.literal('rebuild'), dataset_id: z.string() }),
  z.object({ type: z.literal('recompute'), settings: Settings.partial() }),
  z.object({ type: z.literal('aliases'), decide: z.array(AliasDecision), undo: z.array(z.string()) }),
  z.object({ type: z.literal('delete'), dataset_id: z.string() }),
])
export type JobWork = z.infer<typeof JobWork>

export const StoredJob = Job.extend({ work: JobWork })
export type StoredJob = z.infer<typeof StoredJob>

export function publicJob({ work: _w, ...job }: StoredJob): Job {
  return job
}

/** A mapping that a person decided for files with this header. */
export const RememberedMapping = z.object({ header_signature: z.string(), mapping: Mapping })
export type RememberedMapping = z.infer<typeof RememberedMapping>

/** What a person said of two products; `pair` = aliasPair of both. */
export const StoredAlias = AliasDecision.extend({ pair: z.string() })
export type StoredAlias = z.infer<typeof StoredAlias>

/** One row. `epoch` rises with every change of owner; only the owner of the newest epoch may commit. */
export const EngineRecord = z.object({
  key: z.literal('engine'),
  epoch: z.number().int(),
  data_version: z.number().int(),
  /** name of the database file in OPFS */
  db_file: z.string(),
})
export type EngineRecord = z.infer<typeof EngineRecord>
export const FIRST_ENGINE_RECORD: EngineRecord = { key: 'engine', epoch: 0, data_version: 0, db_file: 'lucid.db' }

export const SettingsRecord = Settings.extend({ key: z.literal('settings') })
export type SettingsRecord = z.infer<typeof SettingsRecord>

/** The last committed Overview, written in the same change as the data it shows. */
export const OverviewRecord = z.object({ key: z.literal('overview'), snapshot: OverviewSnapshot })
export type OverviewRecord = z.infer<typeof OverviewRecord>
