import type { Job } from '../../domain/job'

export const isUnderWay = (job: Job): boolean => job.status === 'queued' || job.status === 'running'
