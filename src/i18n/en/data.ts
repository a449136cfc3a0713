import * as later from './data/all-but-start'
import { drop, paste } from './data/drop'
import { first, sample } from './data/first-run'

/** All words of the Data page, first run, mapping questions and the report of one file. Same keys as hi/data.ts (checked by its test). */
export const data = { first, sample, drop, paste, ...later }
/** The same keys in any language. */
export type DataWords = typeof data
