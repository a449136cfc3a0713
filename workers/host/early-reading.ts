import type { ReceivedFile } from '../../src/domain/engine'
import { LucidError } from '../../src/domain/errors'
import { type ByteSource, blobSource } from '../db/byte-source'
import type { ComingScan } from '../ingest/read/coming-scan'
import { abortable } from './abortable'
import { ChangeLoader } from './change-loader'
import { withStore } from './import-group'
import { type Loaded, NeedsAnswers, purgeLoading, type ReadingHooks } from './load-dataset'
import { newDataset } from './new-dataset'
import type { Shop } from './shop'

/** A file that is being received. */
export interface ComingFile {
  file: Blob
  coming: ComingScan
  /** what is known of it before all of it is there */
  received: Omit<ReceivedFile, 'sha256'>
}

/** What a reading came to, for the group of imports that its job begins. */
export interface ReadEarly {
  loader: ChangeLoader
  loaded: Loaded | NeedsAnswers
}

/**
 * A file that is read while it is still received, on two threads: copying and naming four million rows takes as long as reading a tenth of them. What it
 * loads is seen by nobody until the file's job takes it over; until then all of it can be given up.
 */
export class EarlyReading {
  private readonly abort = new AbortController()
  private hear: ReadingHooks['progress'] = () => {}
  private bytes: Required<ByteSource>
  private readonly outcome: Promise<ReadEarly | null>

  constructor(
    private readonly shop: Shop,
    private readonly what: ComingFile,
    begin: Promise<unknown>,
  ) {
    this.bytes = blobSource(what.file)
    this.outcome = begin
      .then(() => this.read())
      .catch(async () => {
        await purgeLoading(shop.db).catch(() => {}) // an engine that is past this is mended by the caller
        return null
      })
  }

  get job_id(): string {
    return this.what.received.job_id
  }

  /** Waits for the end of it, for the file's job. `kept`: the copy; the file itself may be changed by now. null = it is to be read as any other, and nothing of this is left. */
  async finish(hooks: ReadingHooks, kept: ByteSource | null): Promise<ReadEarly | null> {
    this.hear = hooks.progress
    if (kept?.part) this.bytes = kept as Required<ByteSource>
    const stop = () => this.abort.abort()
    if (hooks.signal.aborted) stop()
    hooks.signal.addEventListener('abort', stop)
    try {
      return await this.outcome
    } finally {
      hooks.signal.removeEventListener('abort', stop)
    }
  }

  /** Nothing of it is left afterwards. */
  async giveUp(): Promise<void> {
    this.abort.abort()
    this.what.coming.broke(new LucidError('cancelled', 'The file is not read ahead any more.'))
    await this.shop.db.cancel().catch(() => {})
    if (await this.outcome) await purgeLoading(this.shop.db).catch(() => {})
  }

  private async read(): Promise<ReadEarly> {
    const { shop, what } = this
    const { received, file, coming } = what
    const source: ByteSource = {
      size: file.size,
      read: (start, end) => this.bytes.read(start, end),
      part: (start, end) => this.bytes.part(start, end),
    }
    const { signal } = this.abort
    const guessed = { ...coming.scan }
    const loader = await ChangeLoader.open(shop)
    const said = received.said ? await withStore(shop, received.said) : null
    const dataset = newDataset(received.job_id, { ...received, sha256: '' })
    const loaded = await loader
      .readEarly(
        abortable(shop.db, signal),
        { dataset, mapping: null, said, mapping_version: 1 },
        { source, coming },
        { signal, progress: (to) => this.hear(to) },
      )
      .catch((error) => {
        if (error instanceof NeedsAnswers) return error
        throw error
      })
    await coming.whole()
    if (signal.aborted) throw new LucidError('cancelled', 'The import was cancelled.')
    const { encoding, bad_bytes, unbalanced_quote_row } = coming.scan
    // what only its end tells of a file may be true of its beginning
    if (encoding !== guessed.encoding || bad_bytes > 0 || unbalanced_quote_row !== null)
      throw new LucidError('conflict', 'The file is written otherwise than its beginning said.')
    return { loader, loaded }
  }
}
