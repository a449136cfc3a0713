import { drop, paste } from '../en/data/drop'
import { first, sample } from '../en/data/first-run'
import { errors } from '../en/errors'
import { overview } from '../en/overview'
import { shell } from '../en/shell'
import { ui } from '../en/ui'

/** What the first paint can say: the frame, the Overview, the first run, and what goes wrong. All other words come with the parts that say them (words/). */
export const en = { shell, ui, overview, errors, data: { first, sample, drop, paste } }
