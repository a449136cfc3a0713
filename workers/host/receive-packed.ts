import { incomingLock } from '../../src/domain/channels'
import type { LeftOutPart } from '../../src/domain/dataset'
import type { ReceivedFile } from '../../src/domain/engine'
import { LucidError, toErrorShape } from '../../src/domain/errors'
import type { SaidOfFile } from '../../src/domain/mapping'
import { blobSource } from '../db/byte-source'
import { type Judged, judgeTable, lookAtTable } from '../ingest/unpack/judge-table'
import { storesOfSheets } from '../ingest/unpack/stores-of-sheets'
import { type MaybeTurned, turnWide } from '../ingest/unpack/turn-wide'
import { type FoundTable, unpackTables } from '../ingest/unpack/unpack-tables'
import type { Unpacker } from '../ingest/unpack/unpacker'
import { type CopiedIn, copyIn, sha256Of } from './copy-in'
import type { HandedOver, Receiving } from './receive'
import type { ReceiveOptions } from './tab-engine'

/** A table whose CSV is whole in `incoming/`. `release` lets go of the lock over it. */
interface Taken {
  job_id: string
  name: string
  found: Pick<FoundTable, 'format' | 'path' | 'table' | 'money'>
  copied: CopiedIn
  turned: MaybeTurned['turned']
  judged: Judged
}

/**
 * Takes the tables of a packed file in, each under a job and a lock of its own; the first under those of the drop. Nothing is handed over before the whole
 * file is unpacked: what turns out broken or hostile at its end leaves nothing behind. Hidden sheets are taken only when there is nothing else.
 */
export async function receivePacked<T>(
  file: File,
  unpacker: Unpacker,
  { job_id, is_sample, uploaded_at, part, said, more }: ReceiveOptions,
  receiving: Receiving,
  handOver: (received: ReceivedFile) => Promise<T>,
): Promise<HandedOver<T>[]> {
  const { files, board, signal } = receiving
  const parts = new PartJobs(job_id, is_sample, receiving)
  try {
    const sha256 = await sha256Of(file, signal)
    if (part && part.sha256 !== sha256) throw otherFile()
    const tables = part ? takePart(file, unpacker, parts, receiving, part.name) : takeTables(file, unpacker, parts, receiving, said ?? null)
    const { taken, left_out } = await tables
    const said_of = saidOfParts(taken, said ?? null)
    const received = taken.map(
      ({ job_id: part_id, name, found, copied, turned }, i): ReceivedFile => ({
        job_id: part_id,
        filename: name,
        uploaded_at,
        is_sample,
        format: found.format,
        origin: {
          filename: file.name,
          sha256,
          path: found.path,
          table: found.table,
          left_out: [...left_out, ...(turned?.left_out ?? [])],
          ...(found.money.currency !== null && { currency: found.money.currency }),
          ...(turned && { wide: turned.wide }),
        },
        ...copied,
        ...(said_of[i] && { said: said_of[i] }),
        ...((more || i < taken.length - 1) && { more: true }),
      }),
    )
    for (const one of received)
      if (!(await board.change(one.job_id, { work: { type: 'import', received: one } })) || signal.aborted)
        throw new LucidError('cancelled', 'The import was cancelled.')
    const handed: HandedOver<T>[] = []
    for (const one of received) {
      handed.push({ name: one.filename, job_id: one.job_id, answer: await handOver(one) })
      parts.release(one.job_id)
    }
    return handed
  } catch (error) {
    await parts.takeBack(files)
    await board.change(job_id, { filename: file.name })
    throw error
  } finally {
    parts.releaseAll()
  }
}

/** What was said of the whole file, and the store of each sheet where a person named none and the sheets do. */
function saidOfParts(taken: readonly Taken[], said: SaidOfFile | null): (SaidOfFile | null)[] {
  if (said?.store) return taken.map(() => said)
  const looked = taken.map(({ found, judged: { sniffed, recognition } }) =>
    recognition ? { name: found.path[found.path.length - 1] ?? '', recognition, rows: sniffed.head_rows } : null,
  )
  const known = looked.filter((one) => one !== null)
  const stores = new Map(storesOfSheets(known).map((store, at) => [known[at], store]))
  return looked.map((one) => {
    const store = one && stores.get(one)
    return store ? { kind: null, channel: null, ...said, store } : said
  })
}

interface Tables {
  taken: Taken[]
  left_out: LeftOutPart[]
}

async function takeTables(file: File, unpacker: Unpacker, parts: PartJobs, receiving: Receiving, said: SaidOfFile | null): Promise<Tables> {
  const visible = await look(file, unpacker, parts, receiving, false, null, said)
  if (visible.taken.length > 0) return visible
  const [summed, ...more_summed] = visible.summed
  if (summed !== undefined && more_summed.length === 0) {
    // alone in its file it is the summary of nothing else, and what it is can be asked
    const { taken, left_out } = await look(file, unpacker, parts, receiving, false, summed, said)
    return {
      taken,
      left_out: [...visible.left_out.filter(({ name }) => name !== summed), ...left_out.filter(({ name }) => name === summed)],
    }
  }
  const only_hidden = visible.hidden > 0 ? await look(file, unpacker, parts, receiving, true, null, said) : visible
  if (only_hidden.taken.length > 0) return only_hidden
  // a file with one thing in it that is no table is told what is wrong with that
  const [only, ...others] = only_hidden.errors
  if (only && others.length === 0) throw only
  throw new LucidError('E_NO_TABLE', 'There is no table in this file.', {
    hint: 'Drop a file with rows under a line of column names.',
    details: { left_out: only_hidden.left_out.slice(0, 50) },
  })
}

/** The one table that a person wants of a file that was dropped before. Questions and missing columns are no reason not to take it. */
async function takePart(file: File, unpacker: Unpacker, parts: PartJobs, receiving: Receiving, wanted: string): Promise<Tables> {
  const { taken, left_out, errors } = await look(file, unpacker, parts, receiving, true, wanted)
  if (taken.length === 0) throw errors[0] ?? otherFile()
  return { taken, left_out: left_out.filter(({ name }) => name === wanted) }
}

export const otherFile = () =>
  new LucidError('E_NO_TABLE', 'This is not the file that the table came in, or it has changed since.', {
    hint: 'Choose the same file, or drop this one as a whole.',
    details: { advice: 'other-file' },
  })

/** One way through a packed file. What is no table is left out, and told; empty sheets are not worth telling. */
async function look(
  file: File,
  unpacker: Unpacker,
  parts: PartJobs,
  { files, board, signal, mappings, locale }: Receiving,
  hidden: boolean,
  wanted: string | null = null,
  said: SaidOfFile | null = null,
) {
  const known = new Map((await mappings()).map(({ header_signature, mapping }) => [header_signature, mapping]))
  const taken: Taken[] = []
  const left_out: LeftOutPart[] = []
  const errors: LucidError[] = []
  const summed: string[] = []
  let skipped = 0
  const progress = (within: number) => {
    const to = { stage: 'unpacking', within, bytes_done: Math.round(file.size * within), bytes_total: file.size } as const
    for (const job_id of parts.shown) void board.progress(job_id, to).catch(() => {})
  }
  const tables = unpackTables(unpacker, blobSource(file), file.name, { signal, progress })
  try {
    for (;;) {
      const next = await tables.next()
      if (next.done) return { taken, left_out: [...left_out, ...next.value], errors, summed, hidden: skipped }
      const { stream: packed, ...rest } = next.value
      let found = rest
      const label = found.path.join(' › ')
      try {
        if (wanted !== null && wanted !== label) continue
        if (found.hidden && !hidden) {
          skipped++
          left_out.push({ name: label, code: 'L_HIDDEN_SHEET', count: 1 })
          continue
        }
        const name = nameOf(file.name, found)
        const { stream, turned } = await turnWide(packed, found.table, [file.name, ...found.path], await locale(), found.money)
        if (turned) found = { ...found, table: true }
        let judged: Judged
        try {
          const judge = wanted === null ? judgeTable : lookAtTable
          judged = judge({ ...found, stream }, name, (signature) => known.get(signature) ?? null, said)
        } catch (error) {
          if (!(error instanceof LucidError)) throw error
          if (error.code === 'E_FILE_EMPTY') continue
          errors.push(error)
          if (error.shape.details?.summed) summed.push(label)
          left_out.push({ name: label, code: LEFT_OUT_AS[error.code] ?? error.code, count: 1 })
          continue
        }
        const job_id = await parts.begin(name)
        taken.push({ job_id, name, found, copied: await copyIn(stream.bytes, judged.sniffed, job_id, files, signal), turned, judged })
      } finally {
        await packed.bytes.return(undefined)
      }
    }
  } finally {
    await tables.return([])
  }
}

const LEFT_OUT_AS: Partial<Record<string, string>> = { E_HEADER_ONLY: 'L_NO_TABLE', E_UNKNOWN_FORMAT: 'L_NO_TABLE' }

/** `sales.xlsx › January`; a file that was packed alone keeps its own name. */
function nameOf(filename: string, { format, path }: Pick<FoundTable, 'format' | 'path'>): string {
  return format === 'gzip' && path.length === 1 ? (path[0] as string) : [filename, ...path].join(' › ')
}

/** The jobs of one packed file. Each holds its lock from before it exists, as every job does whose file is being copied. */
class PartJobs {
  private readonly begun: string[] = []
  private readonly locks = new Map<string, () => void>()

  constructor(
    private readonly first: string,
    private readonly is_sample: boolean,
    private readonly receiving: Receiving,
  ) {}

  /** those that show how far the file is */
  get shown(): readonly string[] {
    return this.begun.length > 0 ? this.begun : [this.first]
  }

  /** The job for the next table: the first has it already. */
  async begin(name: string): Promise<string> {
    const { board, announce, signal } = this.receiving
    if (signal.aborted) throw new LucidError('cancelled', 'The import was cancelled.')
    if (this.begun.length === 0) {
      this.begun.push(this.first)
      await board.change(this.first, { filename: name })
      return this.first
    }
    const job_id = crypto.randomUUID()
    this.locks.set(job_id, await hold(incomingLock(job_id)))
    this.begun.push(job_id)
    const job_type = this.is_sample ? 'sample' : 'import'
    await board.create({ job_id, job_type, filename: name, dataset_id: null, work: { type: 'import', received: null } })
    await board.start(job_id)
    announce(job_id)
    return job_id
  }

  /** Ends all but the first, which says what went wrong for all of them. */
  async takeBack(files: Receiving['files']): Promise<void> {
    for (const job_id of this.begun) await files.remove('incoming', job_id).catch(() => {})
    const together = toErrorShape(new LucidError('cancelled', 'The file it came in was not taken.'))
    for (const job_id of this.begun.slice(1)) await this.receiving.board.fail(job_id, together)
  }

  release(job_id: string): void {
    this.locks.get(job_id)?.()
    this.locks.delete(job_id)
  }
  releaseAll(): void {
    for (const job_id of [...this.locks.keys()]) this.release(job_id)
  }
}

/** Takes a lock; gives the way to let go of it. */
function hold(name: string): Promise<() => void> {
  return new Promise((resolve, reject) => {
    navigator.locks.request(name, () => new Promise<void>((release) => resolve(release))).catch(reject)
  })
}
