import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildReport } from '../report'
import { ANCHOR, csv, facts, good, HEADER, RUNS } from './sales-rows.fixture'
import { tryImport } from './try-import'

test('8: title rows, blank rows and a totals row change no fact', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(good, { minLength: 1, maxLength: 10 }), fc.nat(), fc.boolean(), async (rows, place, titled) => {
      const plain = await tryImport(csv([HEADER, ANCHOR, ...rows]))
      const before = await facts(plain.db)
      const at = place % (rows.length + 1)
      const sum = [ANCHOR, ...rows].reduce((all, row) => all + Math.round(Number(row[5]) * 100), 0)
      const dressed = [
        ...(titled ? [['My shop'], ['Sales register'], []] : []),
        HEADER,
        ANCHOR,
        ...rows.slice(0, at),
        ['', '', '', '', '', ''],
        ...rows.slice(at),
        ['Grand Total', '', '', '', '', (sum / 100).toFixed(2)],
      ]
      const { db, outcome } = await tryImport(csv(dressed))
      expect(await facts(db)).toEqual(before)
      expect(outcome.status === 'done' && outcome.profile.footer?.ok).toBe(true)
    }),
    RUNS,
  )
}, 300_000)

test('14: spoiling a row never raises the share of valid rows', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(good, { minLength: 2, maxLength: 8 }), fc.nat(), fc.constantFrom(0, 2, 3, 5), async (rows, place, column) => {
      const valid = async (table: readonly (readonly string[])[]) => {
        const { db, dataset } = await tryImport(csv([HEADER, ANCHOR, ...table]))
        return (await buildReport(db, dataset)).parts?.valid ?? 0
      }
      const at = place % rows.length
      const spoilt = rows.map((row, i) => (i === at ? row.map((text, k) => (k === column ? (k === 2 ? '' : 'x1x') : text)) : row))
      expect(await valid(spoilt)).toBeLessThanOrEqual(await valid(rows))
    }),
    RUNS,
  )
}, 300_000)
