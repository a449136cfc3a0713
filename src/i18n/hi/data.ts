import type { DataWords } from '../en/data'
import * as later from './data/all-but-start'
import { drop, paste } from './data/drop'
import { first, sample } from './data/first-run'

/** डेटा पन्ने के शब्द। Same keys as en/data.ts. */
export const data: DataWords = { first, sample, drop, paste, ...later }
