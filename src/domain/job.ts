import { z } from 'zod'
import { ErrorShape } from './errors'

export const JobStatus = z.enum(['queued', 'running', 'completed', 'failed', 'cancelled'])
export type JobStatus = z.infer<typeof JobStatus>
/** The job has not ended. */
export const isOpenStatus = (status: JobStatus): boolean => status === 'queued' || status === 'running'
export const JobType = z.enum(['import', 'delete', 'rebuild', 'sample', 'recompute', 'merge'])
export type JobType = z.infer<typeof JobType>

/** Where a running job is. `stage` is a word that pages translate. */
export const JobProgress = z.object({
  stage: z.enum(['waiting', 'receiving', 'unpacking', 'recognising', 'reading', 'loaded', 'checking', 'deriving', 'saving', 'done']),
  /** 0..1 over the whole job, never going back but where a restart begins the job again */
  fraction: z.number(),
  bytes_done: z.number(),
  bytes_total: z.number(),
  rows_done: z.number(),
  /** seconds left, null while unknown */
  seconds_left: z.number().nullable(),
})
export type JobProgress = z.infer<typeof JobProgress>

export const Job = z.object({
  job_id: z.string(),
  job_type: JobType,
  filename: z.string().nullable(),
  dataset_id: z.string().nullable(),
  status: JobStatus,
  progress: JobProgress,
  /** import: {dataset_id, duplicate, needs_mapping, row_count} */
  result: z.record(z.string(), z.unknown()).nullable(),
  error: ErrorShape.nullable(),
  created_at: z.string(),
  started_at: z.string().nullable(),
  completed_at: z.string().nullable(),
})
export type Job = z.infer<typeof Job>

/** Events carry increasing ids, kept in Dexie, and are heard by every tab. `overview_ready` etc. are not needed: pages re-query on data_changed. */
export const EngineEvent = z.object({
  id: z.number().int(),
  type: z.enum([
    'file_progress',
    'file_complete',
    'file_error',
    'job_changed',
    'data_changed',
    'actions_changed',
    /** proposals are being worked out; `data.fraction` 0..1 */
    'actions_progress',
    'owner_changed',
    'recovered',
  ]),
  at: z.string(),
  job_id: z.string().nullable(),
  dataset_id: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
})
export type EngineEvent = z.infer<typeof EngineEvent>
