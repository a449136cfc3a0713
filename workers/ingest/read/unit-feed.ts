import type { Encoding } from './scan'
import { Utf8Tally } from './utf8-tally'

const LF = 10

/** The scanner's window on a file: chunks in, units out (u[0..length), then the sentinel), validity counted on the way. */
export class UnitFeed {
  u = new Uint8Array(64 * 1024)
  length = 0
  /** unit of the file (after the byte order mark) at u[0] */
  base = 0
  /** bytes that came in */
  bytes = 0
  private readonly tally = new Utf8Tally()
  private readonly wide: boolean
  private lone_surrogates = 0
  private carry = -1
  private high_surrogate = false

  constructor(
    private readonly encoding: Encoding,
    private readonly bom_bytes: number,
  ) {
    this.wide = encoding === 'utf-16le' || encoding === 'utf-16be'
  }

  /** valid sequences beyond ASCII (UTF-8 only) */
  get good(): number {
    return this.tally.good
  }
  /** bytes that are not valid in the encoding */
  get bad(): number {
    return this.tally.bad + this.lone_surrogates * 2 + (this.carry >= 0 ? 1 : 0)
  }

  push(chunk: Uint8Array): void {
    const mark = Math.min(chunk.length, Math.max(0, this.bom_bytes - this.bytes))
    this.bytes += chunk.length
    const bytes = mark > 0 ? chunk.subarray(mark) : chunk
    this.reserve(bytes.length + 1)
    if (this.wide) this.pushWide(bytes)
    else {
      this.tally.push(bytes)
      this.u.set(bytes, this.length)
      this.length += bytes.length
    }
  }

  finish(): void {
    this.tally.finish()
    if (this.high_surrogate) this.lone_surrogates++
    this.high_surrogate = false
  }

  /** The units, with the sentinel in place. */
  sealed(): Uint8Array {
    this.u[this.length] = LF
    return this.u
  }

  /** Lets go of the first n units. */
  drop(n: number): void {
    if (n === 0) return
    this.u.copyWithin(0, n, this.length)
    this.length -= n
    this.base += n
  }

  private reserve(more: number): void {
    if (this.length + more + 1 <= this.u.length) return
    const grown = new Uint8Array(Math.max(this.length + more + 1, this.u.length * 2))
    grown.set(this.u.subarray(0, this.length))
    this.u = grown
  }

  private pushWide(bytes: Uint8Array): void {
    const little = this.encoding === 'utf-16le'
    for (const byte of bytes) {
      if (this.carry < 0) {
        this.carry = byte
        continue
      }
      const unit = little ? this.carry | (byte << 8) : (this.carry << 8) | byte
      this.carry = -1
      const low = unit >= 0xdc00 && unit <= 0xdfff
      if (this.high_surrogate !== low) this.lone_surrogates++
      this.high_surrogate = unit >= 0xd800 && unit <= 0xdbff
      this.u[this.length++] = Math.min(unit, 0x80)
    }
  }
}
