import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isWhole, OPEN_SEAL, seal } from './seal'

const bytes = (text: string) => new TextEncoder().encode(text)

test('a sealed file is whole, and sealing it again changes nothing', async () => {
  const file = bytes(`cells, a text that says ${OPEN_SEAL}, and ${OPEN_SEAL} the end`)
  expect(await isWhole(file)).toBe(false)
  await seal(file)
  const once = file.slice()
  expect(await isWhole(file)).toBe(true)
  await seal(file)
  expect(file).toEqual(once)
})

test('a file without a seal cannot be sealed and is not whole', async () => {
  for (const text of ['', 'cells', 's', `sha256:${'0'.repeat(10)}`]) {
    await expect(seal(bytes(text))).rejects.toThrow(/no seal/)
    expect(await isWhole(bytes(text))).toBe(false)
  }
})

test('property: any other byte, any cut, breaks the seal', async () => {
  const file = bytes(`PAR1 some cells ${OPEN_SEAL} PAR1`)
  await seal(file)
  await fc.assert(
    fc.asyncProperty(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean(), async (at, flip, cut) => {
      expect(await isWhole(cut ? file.slice(0, at) : file.map((byte, i) => (i === at ? byte ^ flip : byte)))).toBe(false)
    }),
    { seed: 6, numRuns: 300 },
  )
})
