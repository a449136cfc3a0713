import { isOpenStatus, type Job } from '../../domain/job'

export const isUnderWay = ({ status }: Job): boolean => isOpenStatus(status)
