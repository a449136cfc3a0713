/** Counts well-formed multibyte sequences and bytes that are not UTF-8, over chunks cut anywhere. */
export class Utf8Tally {
  good = 0
  bad = 0
  private pending = 0
  private seen = 0
  private low = 0x80
  private high = 0xbf

  push(bytes: Uint8Array): void {
    const n = bytes.length
    let i = 0
    while (i < n) {
      if (this.pending === 0) {
        i = afterAscii(bytes, i)
        if (i < n) this.lead(bytes[i++] as number)
        continue
      }
      const byte = bytes[i] as number
      if (byte < this.low || byte > this.high) {
        this.bad += this.seen
        this.pending = 0
        continue
      }
      i++
      this.low = 0x80
      this.high = 0xbf
      this.seen++
      if (--this.pending === 0) this.good++
    }
  }

  finish(): void {
    if (this.pending > 0) this.bad += this.seen
    this.pending = 0
  }

  private lead(byte: number): void {
    if (byte < 0xc2 || byte > 0xf4) {
      this.bad++
      return
    }
    this.seen = 1
    this.pending = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3
    this.low = byte === 0xe0 ? 0xa0 : byte === 0xf0 ? 0x90 : 0x80
    this.high = byte === 0xed ? 0x9f : byte === 0xf4 ? 0x8f : 0xbf
  }
}

/** The first byte beyond ASCII at or after `from`, or the length; after a while four bytes at a time. */
function afterAscii(bytes: Uint8Array, from: number): number {
  const n = bytes.length
  let i = from
  const near = Math.min(n, from + 32)
  while (i < near || (i < n && ((bytes.byteOffset + i) & 3) !== 0)) {
    if ((bytes[i] as number) >= 0x80) return i
    i++
  }
  if (i === n) return n
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset + i, (n - i) >> 2)
  let w = 0
  while (w < words.length && ((words[w] as number) & 0x80808080) === 0) w++
  i += w * 4
  while (i < n && (bytes[i] as number) < 0x80) i++
  return i
}
