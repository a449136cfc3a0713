import { drop, paste } from '../hi/data/drop'
import { first, sample } from '../hi/data/first-run'
import { errors } from '../hi/errors'
import { overview } from '../hi/overview'
import { shell } from '../hi/shell'
import { ui } from '../hi/ui'

/** The same in Hindi, fetched before the first paint where Hindi is spoken. */
export const hi = { shell, ui, overview, errors, data: { first, sample, drop, paste } }
