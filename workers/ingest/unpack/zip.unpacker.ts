import { Budget } from './archive/budget'
import { zipDirectory } from './archive/zip-directory'
import { entryBytes } from './archive/zip-entry'
import { isZip } from './archive/zip-kind'
import type { LeftOut, Part, Unpacker } from './unpacker'

/** What programs add beside the files of a person: `__MACOSX/`, `.DS_Store`, `Thumbs.db`. */
const LITTER = /(^|\/)(__MACOSX\/|\.|thumbs\.db$|desktop\.ini$)/i

/** A plain archive. Formats that are archives too (.xlsx, .ods, .vyb) know themselves by what is inside, and are surer of it. */
const zip: Unpacker = {
  format: 'zip',
  detect: (head) => (isZip(head) ? 0.3 : 0),
  async *unpack(source, _filename, { signal, progress }): AsyncGenerator<Part, readonly LeftOut[]> {
    const budget = new Budget(source.size)
    const entries = (await zipDirectory(source, budget)).filter(({ name }) => !name.endsWith('/') && !LITTER.test(name))
    const total = entries.reduce((sum, { packed }) => sum + packed, 0)
    let before = 0
    for (const entry of entries) {
      const bytes = entryBytes(source, entry, budget, signal, (done) => progress((before + done) / Math.max(1, total)))
      yield { type: 'file', name: entry.name, bytes }
      before += entry.packed
    }
    return []
  },
}
export default zip
