/** True when the bytes begin like a zip archive, an empty one included. */
export const isZip = (head: Uint8Array): boolean =>
  head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6))

/**
 * True when the archive names a file that matches, as far as its beginning tells: the local headers that lie in `head`, or the list of files when the whole
 * archive does.
 */
export function zipNames(head: Uint8Array, wanted: RegExp): boolean {
  if (!isZip(head)) return false
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  for (let p = 0; p + 30 <= head.length; p++) {
    if (head[p] !== 0x50 || head[p + 1] !== 0x4b) continue
    const signature = view.getUint32(p, true)
    const [lengths_at, name_at] = signature === 0x04034b50 ? [26, 30] : signature === 0x02014b50 ? [28, 46] : [0, 0]
    if (name_at === 0 || p + name_at > head.length) continue
    const length = view.getUint16(p + lengths_at, true)
    if (wanted.test(String.fromCharCode(...head.subarray(p + name_at, p + name_at + Math.min(length, 300))))) return true
  }
  return false
}
