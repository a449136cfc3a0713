import type { JobProgress } from '../../src/domain/job'

export type Stage = JobProgress['stage']

/** Share of a whole import that each stage takes; measured on sales files, and only ever shown. */
const SPAN: Record<Stage, readonly [number, number]> = {
  waiting: [0, 0],
  receiving: [0, 0.25],
  unpacking: [0, 0.25],
  recognising: [0.25, 0.3],
  reading: [0.3, 0.8],
  loaded: [0.8, 0.8],
  deriving: [0.8, 0.92],
  checking: [0.92, 0.96],
  saving: [0.96, 1],
  done: [1, 1],
}

export const NO_PROGRESS: JobProgress = { stage: 'waiting', fraction: 0, bytes_done: 0, bytes_total: 0, rows_done: 0, seconds_left: null }

export interface Advance {
  stage: Stage
  /** 0..1 within the stage */
  within?: number
  bytes_done?: number
  bytes_total?: number
  rows_done?: number
}

/** What a job shows when it starts: of a file that was read before, and is read again after a restart, only that it was received. */
export function atStart(before: JobProgress): JobProgress {
  const [, received] = SPAN.receiving
  return before.fraction <= received ? before : { ...NO_PROGRESS, fraction: received, bytes_total: before.bytes_total }
}

/** The next progress of a job. The fraction never goes back (atStart apart). `elapsed_ms` is the time since the job began to run. */
export function advance(before: JobProgress, { stage, within = 0, ...counts }: Advance, elapsed_ms: number): JobProgress {
  const [from, to] = SPAN[stage]
  const fraction = Math.max(before.fraction, from + (to - from) * Math.min(1, Math.max(0, within)))
  // the last that was told of the reading may be from its middle
  const bytes_done = from >= SPAN.reading[1] ? before.bytes_total : before.bytes_done
  return { ...before, bytes_done, ...counts, stage, fraction, seconds_left: stage === 'done' ? 0 : secondsLeft(fraction, elapsed_ms) }
}

/** As long as it took so far, in proportion; null while too little is known to say. */
export function secondsLeft(fraction: number, elapsed_ms: number): number | null {
  if (elapsed_ms < 1_000 || fraction < 0.03) return null
  return Math.ceil((elapsed_ms * (1 - fraction)) / fraction / 1_000)
}
