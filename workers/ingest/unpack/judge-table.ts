import { LucidError } from '../../../src/domain/errors'
import type { Mapping, Recognition, SaidOfFile } from '../../../src/domain/mapping'
import type { Sniffed } from '../read/scan'
import { sniff, sniffUnpacked } from '../read/sniff'
import { recognise } from '../recognise/recognise'
import type { FoundTable } from './unpack-tables'

/** Columns that are not found can be named by a person, once the table is there. */
const ANSWERABLE: readonly string[] = ['E_NO_DATE', 'E_NO_PRODUCT', 'E_NO_MEASURE']

/** What a table looks like; without a recognition it is known to be answerable only. */
export interface Judged {
  sniffed: Sniffed
  recognition: Recognition | null
}

/** The same for a table that a person asked for: what can be answered when it is imported is no reason not to take it. */
export function lookAtTable(...args: Parameters<typeof judgeTable>): Judged {
  try {
    return judgeTable(...args)
  } catch (error) {
    if (error instanceof LucidError && ANSWERABLE.includes(error.code)) return { sniffed: sniffFound(args[0]), recognition: null }
    throw error
  }
}

function sniffFound({ stream: { head, whole }, table }: FoundTable): Sniffed {
  const size = whole ? head.length : head.length + 1
  return table ? sniffUnpacked(head, size) : sniff(head, size)
}

/**
 * Looks at the beginning of what was found in a packed file, as the import will. Throws the code of what is wrong with it: no table, nothing that is
 * sold in it. Questions are no reason: they are asked when it is imported. But goods that are added up without a day (`details.summed`) may be the summary of another table beside them.
 */
export function judgeTable(
  found: FoundTable,
  name: string,
  remembered: (header_signature: string) => Mapping | null,
  said: SaidOfFile | null = null,
): Judged {
  const sniffed = sniffFound(found)
  const { encoding_guess, ...dialect } = sniffed
  const recognition = recognise({ sniffed: { ...dialect, encoding: encoding_guess }, filename: name, remembered, said })
  if (recognition.header.length < 2)
    throw new LucidError('E_UNKNOWN_FORMAT', 'There is one column only, which is no table.', { hint: 'Drop a table with several columns.' })
  const { questions, mapping } = recognition
  const is_summed =
    questions.some((one) => one.about === 'day' || (one.about === 'kind' && one.guess === null)) || mapping.defaults?.day !== undefined
  if (is_summed)
    throw new LucidError('E_NO_DATE', 'No column holds the date of the sale.', {
      hint: 'Choose the sheet by itself and say what it is.',
      details: { summed: true },
    })
  return { sniffed, recognition }
}
