import { z } from 'zod'
import { Dataset } from '../domain/dataset'
import { ReceivedFile } from '../domain/engine'
import { Job } from '../domain/job'
import { Mapping } from '../domain/mapping'
import { Settings } from '../domain/settings'

/** A dataset as it is kept. `doomed` = a delete has begun: nothing shows it any more and the next start finishes the delete. */
export const StoredDataset = Dataset.extend({ doomed: z.boolean() })
export type StoredDataset = z.infer<typeof StoredDataset>

/** What a job has to do, in full, so that it can be done again after a crash. */
export const JobWork = z.discriminatedUnion('type', [
  /** `received` is null until the whole file is in `incoming/` */
  z.object({ type: z.literal('import'), received: ReceivedFile.nullable() }),
  z.object({ type: z.literal('read_again'), dataset_id: z.string(), mapping: Mapping }),
  z.object({ type: z.literal('rebuild'), dataset_id: z.string() }),
  z.object({ type: z.literal('delete'), dataset_id: z.string() }),
])
export type JobWork = z.infer<typeof JobWork>

export const StoredJob = Job.extend({ work: JobWork })
export type StoredJob = z.infer<typeof StoredJob>

/** A mapping that a person decided for files with this header. */
export const RememberedMapping = z.object({ header_signature: z.string(), mapping: Mapping })
export type RememberedMapping = z.infer<typeof RememberedMapping>

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

/** The last Overview, as small as it can be painted from; its shape belongs to the metrics. */
export const OverviewRecord = z.object({ key: z.literal('overview'), data_version: z.number().int(), snapshot: z.unknown() })
export type OverviewRecord = z.infer<typeof OverviewRecord>
