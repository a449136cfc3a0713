import { LucidError } from '../../../src/domain/errors'
import { LIMITS } from '../../../src/domain/limits'
import { csvBytes } from './csv-bytes'
import { margDate } from './marg/marg-date'
import { margDelimiter, margRecords, margText } from './marg/records'
import { billsThatDoNotAddUp, gather, margRows } from './marg/rows'
import { readWhole } from './read-whole'
import type { Unpacker } from './unpacker'

/** Bytes of the head that tell. */
const TELLING = 64 * 1024

/**
 * Invoices as Marg ERP and programs like it hand them on (domain.md 2.1): no header, a record H for each invoice, T for each line of goods, F for the totals;
 * days as DDMMYYYY. Each line becomes a row with the number and the day of its invoice.
 */
const marg: Unpacker = {
  format: 'marg',

  detect(head) {
    const text = asciiOf(head.subarray(0, TELLING))
    const delimiter = margDelimiter(text)
    if (delimiter === null) return 0
    const records = [...margRecords(text, delimiter)]
    if (head.length > TELLING) records.pop() // it may be cut
    const [first, second] = records
    const days = first?.cells.slice(0, 15).filter((cell) => margDate(cell) !== null).length ?? 0
    if (days === 0 || second?.type !== 'T' || second.cells.length < 10) return 0
    const known = records.filter(({ type }) => type === 'H' || type === 'T' || type === 'F').length
    return known < records.length * 0.9 ? 0 : text.includes('<MARGERP FORMAT>') ? 1 : 0.95
  },

  async *unpack(source, filename, hooks) {
    const text = margText(await readWhole(source, LIMITS.marg_bytes))
    const delimiter = margDelimiter(text)
    if (delimiter === null) throw new LucidError('E_UNKNOWN_FORMAT', 'The file does not begin with an invoice of Marg.')
    hooks.signal.throwIfAborted()
    const found = gather(margRecords(text, delimiter))
    hooks.progress(0.5)
    yield { type: 'table', name: filename.replace(/\.\w+$/, ''), hidden: false, csv: csvBytes(margRows(found), hooks.signal) }
    return [
      { name: '@orphan_lines', code: 'W_UNKNOWN_RECORD', count: found.orphans },
      { name: '@bills', code: 'W_BILL_RESIDUE', count: billsThatDoNotAddUp(found) },
      ...[...found.unknown].map(([type, count]) => ({ name: type, code: 'W_UNKNOWN_RECORD', count })),
    ].filter(({ count }) => count > 0)
  },
}
export default marg

/** Letters of names do not matter here: any text is looked at, and no bytes are refused. */
function asciiOf(head: Uint8Array): string {
  const wide = head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'windows-1252'
  return new TextDecoder(wide).decode(head[0] === 0xef && head[1] === 0xbb ? head.subarray(3) : head)
}
