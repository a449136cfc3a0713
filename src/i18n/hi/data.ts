import type { DataWords } from '../en/data'
import { drop, packed, paste } from './data/drop'
import { error } from './data/file-errors'
import { band, kind, kind_about, kind_file, page, remove, row, status } from './data/files'
import { issue } from './data/findings'
import { first, sample } from './data/first-run'
import { evidence, map, recognised, role } from './data/mapping'
import { job, notice, recovered } from './data/reading'
import { field, report } from './data/report'

/** डेटा पन्ने के शब्द, `data/` से जोड़े गए। Same keys as en/data.ts. */
export const data: DataWords = {
  first,
  sample,
  drop,
  paste,
  packed,
  page,
  job,
  notice,
  recovered,
  kind,
  kind_file,
  kind_about,
  status,
  band,
  row,
  remove,
  recognised,
  evidence,
  map,
  role,
  report,
  issue,
  field,
  error,
}
