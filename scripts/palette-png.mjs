/** PNGs of a screen with at most 256 colours: a fifth of the bytes, and hardly a difference to be seen on flat pages. */
import { crc32, deflateSync, inflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const COLOURS = 256

/**
 * The same picture with its 256 most frequent colours; every other colour becomes the nearest of them.
 * @param {Buffer} png 8 bits a channel, RGB or RGBA without transparency, not interlaced: what Chromium writes
 * @returns {Buffer}
 */
export function withPalette(png) {
  const { width, height, pixels } = decoded(png)
  /** @type {Map<number, number>} */
  const counts = new Map()
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1)
  const palette = [...counts]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, COLOURS)
    .map(([colour]) => colour)
  const index = new Map(palette.map((colour, at) => [colour, at]))
  for (const colour of counts.keys()) if (!index.has(colour)) index.set(colour, nearest(colour, palette))

  const rows = Buffer.alloc(height * (width + 1)) // each row begins with its filter: 0, none
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = index.get(/** @type {number} */ (pixels[y * width + x])) ?? 0
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8) // 8 bits, palette
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(channels))),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** @param {number} colour @returns {[number, number, number]} */
const channels = (colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]

/** @param {number} colour @param {number[]} palette @returns {number} its place in the palette */
function nearest(colour, palette) {
  const [r, g, b] = channels(colour)
  let best = 0
  let least = Number.POSITIVE_INFINITY
  for (const [at, one] of palette.entries()) {
    const [pr, pg, pb] = channels(one)
    const distance = (r - pr) ** 2 + (g - pg) ** 2 + (b - pb) ** 2
    if (distance < least) [best, least] = [at, distance]
  }
  return best
}

/** @param {Buffer} png @returns {{ width: number, height: number, pixels: Uint32Array }} pixels as 0xrrggbb */
function decoded(png) {
  const width = png.readUInt32BE(16)
  const height = png.readUInt32BE(20)
  const bytes = { 2: 3, 6: 4 }[png[25] ?? 0]
  if (!png.subarray(0, 8).equals(SIGNATURE) || png[24] !== 8 || bytes === undefined || png[28] !== 0)
    throw new Error('Not a PNG of 8-bit RGB or RGBA.')
  const packed = []
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') packed.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  const raw = inflateSync(Buffer.concat(packed))
  const stride = width * bytes
  const pixels = new Uint32Array(width * height)
  /** @type {Buffer} */
  let before = Buffer.alloc(stride)
  for (let y = 0; y < height; y++) {
    const start = y * (stride + 1)
    const row = unfiltered(raw[start] ?? 0, raw.subarray(start + 1, start + 1 + stride), before, bytes)
    for (let x = 0; x < width; x++) pixels[y * width + x] = row.readUIntBE(x * bytes, 3)
    before = row
  }
  return { width, height, pixels }
}

/**
 * Undoes one row's filter (PNG specification, 9.2).
 * @param {number} filter @param {Buffer} row changed in place @param {Buffer} above @param {number} bytes of a pixel @returns {Buffer}
 */
function unfiltered(filter, row, above, bytes) {
  for (let i = 0; i < row.length; i++) {
    const a = i < bytes ? 0 : (row[i - bytes] ?? 0)
    const b = above[i] ?? 0
    const c = i < bytes ? 0 : (above[i - bytes] ?? 0)
    const add = filter === 1 ? a : filter === 2 ? b : filter === 3 ? (a + b) >> 1 : filter === 4 ? paeth(a, b, c) : 0
    row[i] = ((row[i] ?? 0) + add) & 255
  }
  return row
}

/** @param {number} a left @param {number} b above @param {number} c above left */
function paeth(a, b, c) {
  const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)]
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c
}

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  const checksum = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  checksum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, checksum])
}
