/** The default as-of date: the newest day of the data. It means the end of that day. */
export { newestDay as defaultAsOf } from '../models/newest-day'
