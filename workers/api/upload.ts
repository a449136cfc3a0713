import { LucidError } from '../../src/domain/errors'
import { LIMITS } from '../../src/domain/limits'
import { Mapping } from '../../src/domain/mapping'
import type { ApiEngine, KeptUpload } from './engine'
import { boundaryOf, partsOf, textOf } from './multipart'
import { agreed, isSaying, saidOf, type UploadSays } from './said-of-upload'

/** A file that has arrived whole, with what was said about it. */
export interface Upload {
  kept: KeptUpload
  filename: string
  mapping: Mapping | null
  said: UploadSays
  /** the first bytes, for an estimate */
  head: Uint8Array
}

const HEAD_BYTES = 64 * 1024
/** Fields of a multipart body. */
const FIELDS = 'file, mapping, kind, store_id and channel'
/** What a multipart body may hold beside its file, in bytes. */
const ENVELOPE_BYTES = 2 * 1024 ** 2

/** Reads a request's body as it arrives, never as a whole; `query` is what its address says of the file. Throws bad_request, E_TOO_LARGE, E_FILE_EMPTY and incomplete_upload, with nothing kept. */
export async function readUpload(engine: ApiEngine, request: Request, query: UploadSays = {}): Promise<Upload> {
  const type = request.headers.get('Content-Type') ?? ''
  const declared = declaredLength(request)
  if (declared !== null && declared > LIMITS.file_bytes + ENVELOPE_BYTES) throw tooLarge(declared)
  const body = new Counted(await streamOf(request))
  const boundary = boundaryOf(type)
  if (boundary === null && /^multipart\//i.test(type)) throw badField('Content-Type', 'must be multipart/form-data with a boundary')
  const upload = await (boundary === null ? rawUpload(engine, request, body, query) : multipartUpload(engine, body, boundary, query))
  if (declared !== null && declared !== body.bytes) {
    await upload.kept.discard()
    throw new LucidError('incomplete_upload', `${body.bytes} bytes arrived of the ${declared} that were announced.`, {
      hint: 'Nothing was changed. Send the file again.',
      details: { received: body.bytes, announced: declared },
    })
  }
  return upload
}

async function rawUpload(engine: ApiEngine, request: Request, body: Counted, said: UploadSays): Promise<Upload> {
  const filename = decoded(request.headers.get('X-Filename') ?? '')
  if (filename === '') throw badField('X-Filename', 'must name the file')
  const { kept, head } = await keep(engine, body)
  return { kept, head, filename, mapping: null, said }
}

async function multipartUpload(engine: ApiEngine, body: Counted, boundary: string, query: UploadSays): Promise<Upload> {
  let file: { kept: KeptUpload; head: Uint8Array; filename: string } | null = null
  let mapping: Mapping | null = null
  const fields = new Map<string, string>()
  try {
    for await (const part of partsOf(body, boundary)) {
      if (part.name === 'file' && part.filename !== null) {
        if (file) throw badField('file', 'must be given once')
        if (part.filename === '') throw badField('file', 'must have a name')
        saidOf(fields, query) // what is wrong already is told before a large file has come
        file = { filename: part.filename, ...(await keep(engine, part.body)) }
      } else if (part.name === 'mapping') mapping = mappingOf(await textOf(part))
      else if (isSaying(part.name)) {
        if (fields.has(part.name)) throw badField(part.name, 'must be given once')
        fields.set(part.name, await textOf(part))
      } else throw badField(part.name ?? 'body', part.name === 'file' ? 'must be a file' : `is not a field of an upload: ${FIELDS} are`)
    }
    for await (const _ of body); // what follows the last boundary means nothing, but it counts
    if (!file) throw badField('file', 'must be there')
    const said = saidOf(fields, query)
    return { ...file, said, mapping: mapping && agreed(mapping, said) }
  } catch (error) {
    await file?.kept.discard()
    throw error
  }
}

async function keep(engine: ApiEngine, pieces: AsyncIterable<Uint8Array>): Promise<{ kept: KeptUpload; head: Uint8Array }> {
  let head = new Uint8Array(0)
  let bytes = 0
  const kept = await engine.keep(
    (async function* () {
      for await (const piece of pieces) {
        bytes += piece.byteLength
        if (bytes > LIMITS.file_bytes) throw tooLarge(bytes)
        if (head.byteLength < HEAD_BYTES) {
          const more = new Uint8Array(Math.min(HEAD_BYTES, head.byteLength + piece.byteLength))
          more.set(head)
          more.set(piece.subarray(0, more.byteLength - head.byteLength), head.byteLength)
          head = more
        }
        yield piece
      }
    })(),
  )
  if (bytes === 0) {
    await kept.discard()
    throw new LucidError('E_FILE_EMPTY', 'The file is empty: it has no bytes at all.', { hint: 'Export it again; nothing was changed.' })
  }
  return { kept, head }
}

/** A stream of bytes that knows how many have passed. */
class Counted implements AsyncIterable<Uint8Array> {
  bytes = 0
  private readonly reader: ReadableStreamDefaultReader<Uint8Array>

  constructor(stream: ReadableStream<Uint8Array>) {
    this.reader = stream.getReader()
  }
  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    return {
      next: async () => {
        const { done, value } = await this.reader.read().catch((error) => {
          throw new LucidError('incomplete_upload', 'The body broke off.', { details: { reason: String(error) } })
        })
        if (done) return { done: true, value: undefined }
        this.bytes += value.byteLength
        return { done: false, value }
      },
    }
  }
}

/** Browsers that show no stream of a request give it as a Blob, which they keep on disk when it is large. */
const streamOf = async (request: Request): Promise<ReadableStream<Uint8Array>> => request.body ?? (await request.blob()).stream()

/** What the sender announced: Content-Length where the browser shows it to a service worker, X-Content-Length where it does not. */
function declaredLength({ headers }: Request): number | null {
  const text = headers.get('Content-Length') ?? headers.get('X-Content-Length')
  return text !== null && /^\d+$/.test(text) ? Number(text) : null
}

function mappingOf(text: string): Mapping {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw badField('mapping', 'must be JSON')
  }
  const mapping = Mapping.safeParse(value)
  if (!mapping.success)
    throw new LucidError('bad_request', 'The mapping cannot be used.', {
      details: { fields: Object.fromEntries(mapping.error.issues.map(({ path, message }) => [['mapping', ...path].join('.'), message])) },
    })
  return mapping.data
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

const badField = (field: string, wrong: string): LucidError =>
  new LucidError('bad_request', `The upload cannot be taken (${field}: ${wrong}).`, { details: { fields: { [field]: wrong } } })

const tooLarge = (bytes: number): LucidError =>
  new LucidError('E_TOO_LARGE', `The file has ${bytes} bytes or more; up to ${LIMITS.file_bytes} are read.`, {
    hint: 'Split the file, for example by year. Nothing was changed.',
    details: { bytes, limit: LIMITS.file_bytes },
  })

/** A first idea of a text table's size, from its first bytes and its length; null for what is not text. */
export function estimate(head: Uint8Array, bytes: number): { estimated_rows: number | null; estimated_columns: number | null } {
  if (head.includes(0)) return { estimated_rows: null, estimated_columns: null }
  const lines = new TextDecoder().decode(head).split(/\r\n|\n|\r/)
  const whole = lines.length > 1 ? lines.slice(0, -1) : lines
  const cells = [',', ';', '\t', '|'].map((delimiter) => Math.max(...whole.slice(0, 20).map((line) => line.split(delimiter).length)))
  const per_line = head.byteLength / Math.max(1, lines.length - (lines.at(-1) === '' ? 1 : 0))
  return { estimated_rows: Math.max(0, Math.round(bytes / per_line) - 1), estimated_columns: Math.max(...cells) }
}
