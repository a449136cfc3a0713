import type { JobStatus } from '../../src/domain/job'

/** The job has not ended. */
export const isOpenStatus = (status: JobStatus): boolean => status === 'queued' || status === 'running'
