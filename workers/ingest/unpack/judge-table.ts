import { LucidError } from '../../../src/domain/errors'
import type { Mapping } from '../../../src/domain/mapping'
import type { Sniffed } from '../read/scan'
import { sniff, sniffUnpacked } from '../read/sniff'
import { recognise } from '../recognise/recognise'
import type { FoundTable } from './unpack-tables'

/**
 * Looks at the beginning of what was found in a packed file, as the import will. Throws the code of what is wrong with it: no table, nothing that is
 * sold in it. Questions are no reason: they are asked when it is imported.
 */
export function judgeTable(found: FoundTable, name: string, remembered: (header_signature: string) => Mapping | null): Sniffed {
  const { head, whole } = found.stream
  const size = whole ? head.length : head.length + 1
  const sniffed = found.table ? sniffUnpacked(head, size) : sniff(head, size)
  const { encoding_guess, ...dialect } = sniffed
  const { header } = recognise({ sniffed: { ...dialect, encoding: encoding_guess }, filename: name, remembered })
  if (header.length < 2)
    throw new LucidError('E_UNKNOWN_FORMAT', 'There is one column only, which is no table.', { hint: 'Drop a table with several columns.' })
  return sniffed
}
