import { LucidError } from '../../../../src/domain/errors'
import type { PartCode } from '../../../../src/domain/issue-codes'
import { LIMITS } from '../../../../src/domain/limits'
import type { LeftOut, TablePart } from '../unpacker'
import { FIRST_LOOK, SheetCsv, type SheetNotes, type SheetPlan } from './sheet-csv'
import { NO_MONEY, type SheetCurrency } from './sheet-money'

const PIECE_BYTES = 4 * 1024 ** 2

/**
 * One sheet and its CSV. What a column or a joined cell means can depend on the last row, so the sheet is read to its end before anything is handed on, into a
 * Blob, which may lie on disk; and read again in the rare case that the end changes what the beginning means. `look` feeds a sheet into what it is given.
 */
export function sheetPart(name: string, hidden: boolean, look: (sheet: SheetCsv) => Promise<void>, left_out: LeftOut[]): TablePart {
  let money = NO_MONEY
  const learnt = (found: SheetCurrency) => {
    money = found
  }
  return { type: 'table', name, hidden, csv: sheetCsv(name, look, left_out, learnt), money: () => money }
}

async function* sheetCsv(
  name: string,
  look: (sheet: SheetCsv) => Promise<void>,
  left_out: LeftOut[],
  learnt: (found: SheetCurrency) => void,
): AsyncGenerator<Uint8Array> {
  let plan: SheetPlan | null = FIRST_LOOK
  let spool: Blob | null = null
  while (plan !== null) {
    const pieces = new Pieces()
    const sheet: SheetCsv = new SheetCsv(plan, (text) => pieces.add(text))
    await look(sheet)
    plan = sheet.finish()
    if (plan !== null) continue
    spool = pieces.whole()
    note(name, sheet.notes, left_out)
    const money = sheet.currency()
    if (money.seen.length > 1) left_out.push({ name, code: 'L_CURRENCIES' satisfies PartCode, count: money.seen.length })
    learnt(money)
  }
  for (let at = 0; spool !== null && at < spool.size; at += PIECE_BYTES)
    yield new Uint8Array(await spool.slice(at, at + PIECE_BYTES).arrayBuffer())
}

/** Bytes gathered in Blobs. Throws E_TOO_LARGE beyond the largest file that is read. */
class Pieces {
  private readonly encoder = new TextEncoder()
  private blobs: Blob[] = []
  private pending: Uint8Array<ArrayBuffer>[] = []
  private pending_bytes = 0
  private bytes = 0

  add(text: string): void {
    const chunk = this.encoder.encode(text)
    this.bytes += chunk.length
    if (this.bytes > LIMITS.file_bytes)
      throw new LucidError('E_TOO_LARGE', `The sheet has more than ${LIMITS.file_bytes} bytes.`, {
        hint: 'Split it, for example by year. Nothing was changed.',
        details: { bytes: this.bytes, limit: LIMITS.file_bytes },
      })
    this.pending.push(chunk)
    this.pending_bytes += chunk.length
    if (this.pending_bytes >= PIECE_BYTES) this.gather()
  }

  whole(): Blob {
    this.gather()
    return new Blob(this.blobs)
  }

  private gather(): void {
    if (this.pending.length > 0) this.blobs.push(new Blob(this.pending))
    this.pending = []
    this.pending_bytes = 0
  }
}

function note(name: string, notes: SheetNotes, left_out: LeftOut[]): void {
  const tell = (code: PartCode, count: number) => {
    if (count > 0) left_out.push({ name, code, count })
  }
  tell('L_HIDDEN_ROWS', notes.hidden_rows)
  tell('L_NO_CACHED_VALUE', notes.no_cached_value)
  tell('L_MERGED_FILLED', notes.filled)
  tell('L_DATES_RESTORED', notes.restored)
}
