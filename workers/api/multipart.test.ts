import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { boundaryOf, partsOf, textOf } from './multipart'

const BOUNDARY = '----lucid-7d1'
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (sign) => sign.charCodeAt(0))

/** The bytes in pieces that end at the given places. */
async function* cutAt(bytes: Uint8Array, places: readonly number[]): AsyncGenerator<Uint8Array> {
  let from = 0
  for (const to of [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b).concat(bytes.length)) {
    if (to > from) yield bytes.slice(from, to)
    from = Math.max(from, to)
  }
}

async function partsIn(bytes: Uint8Array, places: readonly number[] = []) {
  const found: { name: string | null; filename: string | null; bytes: number[] }[] = []
  for await (const part of partsOf(cutAt(bytes, places), BOUNDARY)) {
    const all: number[] = []
    for await (const piece of part.body) all.push(...piece)
    found.push({ name: part.name, filename: part.filename, bytes: all })
  }
  return found
}

describe('what a browser sends', () => {
  test('every part comes out byte for byte as the platform itself put it in, however the stream is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 4 }),
        fc.array(fc.nat(5_000), { maxLength: 30 }),
        async (files, places) => {
          const form = new FormData()
          for (const [i, file] of files.entries()) form.append(`field ${i}`, new File([new Uint8Array(file)], `चीनी "${i}".csv`))
          const request = new Request('http://lucid.test/', { method: 'POST', body: form })
          const boundary = boundaryOf(request.headers.get('Content-Type') ?? '') as string
          const bytes = new Uint8Array(await request.arrayBuffer())
          let i = 0
          for await (const part of partsOf(cutAt(bytes, places), boundary)) {
            const all: number[] = []
            for await (const piece of part.body) all.push(...piece)
            expect([part.name, part.filename, all]).toEqual([`field ${i}`, `चीनी "${i}".csv`, [...(files[i] as Uint8Array)]])
            i++
          }
          expect(i).toBe(files.length)
        },
      ),
      { seed: 7, numRuns: 200 },
    )
  })

  test('bytes that almost are the boundary belong to the file, at every cut', async () => {
    const file = `\r\n--${BOUNDARY.slice(0, -1)}\r\n\r\n-\r\n--\r\n--${BOUNDARY.slice(0, 5)}`
    const bytes = latin1(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n${file}\r\n--${BOUNDARY}--\r\n`)
    for (let at = 0; at < bytes.length; at++)
      expect(await partsIn(bytes, [at, at + 3])).toEqual([{ name: 'file', filename: 'a', bytes: [...latin1(file)] }])
  })

  test('what stands before the first boundary and after the last means nothing', async () => {
    const bytes = latin1(`hello\r\n--${BOUNDARY}\r\nContent-Disposition: form-data; name=mapping\r\n\r\n{}\r\n--${BOUNDARY}--\r\nbye`)
    expect(await partsIn(bytes)).toEqual([{ name: 'mapping', filename: null, bytes: [...latin1('{}')] }])
  })

  test('a part that nobody reads is passed over', async () => {
    const bytes = latin1(
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--${BOUNDARY}\r\nContent-Disposition: form-data; name="b"\r\n\r\n2\r\n--${BOUNDARY}--`,
    )
    const texts: string[] = []
    for await (const part of partsOf(cutAt(bytes, [40]), BOUNDARY)) if (part.name === 'b') texts.push(await textOf(part))
    expect(texts).toEqual(['2'])
  })
})

describe('what did not arrive whole is never taken for whole', () => {
  const whole = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n1,2\r\n3,4\r\n--${BOUNDARY}--`
  test('cut anywhere before its closing boundary', async () => {
    for (let at = 0; at < whole.length; at++) {
      const broken = partsIn(latin1(whole.slice(0, at)))
      await expect(broken, `cut at ${at}`).rejects.toMatchObject({ shape: { code: 'incomplete_upload' } })
    }
    expect(await partsIn(latin1(whole))).toHaveLength(1)
  })
  test('a boundary with something behind it', async () => {
    await expect(partsIn(latin1(`--${BOUNDARY}x\r\n\r\n\r\n--${BOUNDARY}--`))).rejects.toMatchObject({
      shape: { code: 'incomplete_upload' },
    })
  })
  test('headers without an end', async () => {
    await expect(partsIn(latin1(`--${BOUNDARY}\r\n${'x'.repeat(40_000)}`))).rejects.toMatchObject({ shape: { code: 'incomplete_upload' } })
  })
})

test.each([
  ['multipart/form-data; boundary=abc', 'abc'],
  ['multipart/form-data; charset=utf-8; boundary="a b"', 'a b'],
  ['Multipart/Form-Data;boundary=a', 'a'],
  ['multipart/form-data', null],
  ['multipart/mixed; boundary=a', null],
  ['text/csv', null],
])('the boundary of %s', (type, boundary) => {
  expect(boundaryOf(type)).toBe(boundary)
})
