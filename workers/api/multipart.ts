import { LucidError } from '../../src/domain/errors'

export interface Part {
  name: string | null
  filename: string | null
  type: string
  /** Must be read to its end before the next part is asked for. */
  body: AsyncIterable<Uint8Array>
}

/** A part's headers, and fields that are no file, are small; more is refused. Bytes. */
const HEAD_BYTES = 16 * 1024

const broken = (message: string): LucidError =>
  new LucidError('incomplete_upload', message, { hint: 'Nothing was changed. Send the file again.' })

/** The boundary of a multipart body, or null when the Content-Type names none. */
export const boundaryOf = (content_type: string): string | null =>
  /^multipart\/form-data\s*;(?:.*;)?\s*boundary=(?:"([^"]+)"|([^;\s]+))/i
    .exec(content_type)
    ?.slice(1)
    .find((one) => one !== undefined) ?? null

/**
 * The parts of a multipart/form-data body as they arrive: a file part is given on piece by piece, so that its size does not matter. A body that ends
 * before its closing boundary, or goes on wrongly, throws incomplete_upload.
 */
export async function* partsOf(stream: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<Part> {
  const input = new Input(stream)
  const dashes = ascii(`--${boundary}`)
  const delimiter = new Finder(ascii(`\r\n--${boundary}`))
  // what stands before the first boundary means nothing
  if (!(await input.startsWith(dashes))) for await (const _ of input.until(delimiter));
  else input.drop(dashes.length)
  for (;;) {
    const after = await input.take(2)
    if (after === '--') return
    if (after !== '\r\n') throw broken('A boundary of the body is followed by something else.')
    const head = await input.head(HEAD_BYTES)
    let ended = false
    const body = input.until(delimiter)
    yield {
      ...described(head),
      body: (async function* () {
        for await (const piece of body) yield piece
        ended = true
      })(),
    }
    if (!ended) for await (const _ of body);
  }
}

/** A field that is no file, as text. */
export async function textOf(part: Part): Promise<string> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of part.body) {
    bytes += piece.byteLength
    if (bytes > 1024 ** 2)
      throw new LucidError('bad_request', `The field ${part.name} is too long.`, {
        details: { fields: { [part.name ?? '']: 'is too long' } },
      })
    pieces.push(piece.slice())
  }
  return new TextDecoder().decode(joined(pieces))
}

function described(head: string): Omit<Part, 'body'> {
  const headers = new Map(
    head.split('\r\n').map((line) => {
      const at = line.indexOf(':')
      return [line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()] as const
    }),
  )
  const disposition = headers.get('content-disposition') ?? ''
  const parameter = (name: string): string | null => {
    const found = new RegExp(`;\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]*))`, 'i').exec(disposition)
    const value = found?.[1] ?? found?.[2]
    // browsers write a quote and line ends in a name this way
    return value === undefined ? null : value.replaceAll('%22', '"').replaceAll('%0D', '\r').replaceAll('%0A', '\n')
  }
  return { name: parameter('name'), filename: parameter('filename'), type: headers.get('content-type') ?? '' }
}

/** The stream with what has arrived of it and was not used yet. */
class Input {
  private held: Uint8Array = new Uint8Array(0)
  private readonly source: AsyncIterator<Uint8Array>

  constructor(stream: AsyncIterable<Uint8Array>) {
    this.source = stream[Symbol.asyncIterator]()
  }

  private async more(): Promise<boolean> {
    const { done, value } = await this.source.next()
    if (done) return false
    this.held = this.held.byteLength === 0 ? value : joined([this.held, value])
    return true
  }
  private async atLeast(bytes: number): Promise<void> {
    while (this.held.byteLength < bytes) if (!(await this.more())) throw broken('The body ended before its closing boundary.')
  }

  drop(bytes: number): void {
    this.held = this.held.subarray(bytes)
  }
  async startsWith(bytes: Uint8Array): Promise<boolean> {
    await this.atLeast(bytes.length)
    return bytes.every((byte, i) => this.held[i] === byte)
  }
  async take(bytes: number): Promise<string> {
    await this.atLeast(bytes)
    const text = new TextDecoder().decode(this.held.subarray(0, bytes))
    this.drop(bytes)
    return text
  }
  /** The headers of a part, without the empty line that ends them. */
  async head(limit: number): Promise<string> {
    const end = new Finder(ascii('\r\n\r\n'))
    for (;;) {
      const at = end.in(this.held)
      if (at >= 0) {
        const head = await this.take(at + 4)
        return head.slice(0, -4)
      }
      if (this.held.byteLength > limit) throw broken('The headers of a part are too long.')
      await this.atLeast(this.held.byteLength + 1)
    }
  }
  /** What comes before the delimiter, which is dropped. */
  async *until(delimiter: Finder): AsyncGenerator<Uint8Array> {
    for (;;) {
      const at = delimiter.in(this.held)
      if (at >= 0) {
        if (at > 0) yield this.held.subarray(0, at)
        this.drop(at + delimiter.length)
        return
      }
      // its last bytes may be the beginning of the delimiter
      const sure = this.held.byteLength - delimiter.length + 1
      if (sure > 0) {
        yield this.held.subarray(0, sure)
        this.drop(sure)
      }
      if (!(await this.more())) throw broken('The body ended before its closing boundary.')
    }
  }
}

/** Looks for some bytes, jumping over what cannot be them (Horspool). */
class Finder {
  private readonly jumps: Uint8Array

  constructor(private readonly wanted: Uint8Array) {
    this.jumps = new Uint8Array(256).fill(wanted.length)
    for (let i = 0; i < wanted.length - 1; i++) this.jumps[wanted[i] as number] = wanted.length - 1 - i
  }
  get length(): number {
    return this.wanted.length
  }
  /** Index at which the wanted bytes begin, or -1. */
  in(bytes: Uint8Array): number {
    const { wanted, jumps } = this
    const last = wanted.length - 1
    for (let at = 0; at + last < bytes.length; at += jumps[bytes[at + last] as number] as number) {
      let i = last
      while (i >= 0 && bytes[at + i] === wanted[i]) i--
      if (i < 0) return at
    }
    return -1
  }
}

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text)

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.byteLength, 0))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.byteLength
  }
  return all
}
