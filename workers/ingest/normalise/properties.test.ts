import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sql } from '../../db/sql'
import { buildReport } from '../report'
import { ANCHOR, csv, dirty, good, HEADER, RUNS } from './sales-rows.fixture'
import { tryImport } from './try-import'

test('1, 14: every row has one outcome, and the health score is within 0..100', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(good, dirty), { maxLength: 12 }), async (rows) => {
      const { db, dataset, outcome } = await tryImport(csv([HEADER, ANCHOR, ...rows]))
      // 13/02 as a stray month-first date is a question, not a loss
      if (outcome.status === 'questions') return
      const { counts, health_score, parts } = await buildReport(db, dataset)
      expect(counts.ok + counts.rejected + counts.set_aside).toBe(counts.total)
      expect(counts.warned).toBeLessThanOrEqual(counts.ok)
      const [twice] = await db.all<{ n: number }>(sql`
        SELECT count(*) AS n FROM (SELECT row_no FROM sales_fact UNION ALL SELECT row_no FROM row_issue WHERE severity IN ('reject', 'set_aside')) GROUP BY row_no HAVING count(*) > 1`)
      expect(twice).toBeUndefined()
      expect(health_score).toBeGreaterThanOrEqual(0)
      expect(health_score).toBeLessThanOrEqual(100)
      for (const part of Object.values(parts ?? {})) {
        expect(part).toBeGreaterThanOrEqual(0)
        expect(part).toBeLessThanOrEqual(1)
      }
    }),
    RUNS,
  )
}, 300_000)

test('15: arbitrary bytes end in facts, questions or an error with a code', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.boolean(), async (bytes, headed) => {
      const head = new TextEncoder().encode(headed ? csv([HEADER, ANCHOR]) : '')
      const all = new Uint8Array([...head, ...bytes])
      try {
        await tryImport(all)
      } catch (error) {
        expect((error as { name?: string }).name).toBe('LucidError')
        expect((error as { code?: string }).code).not.toBe('internal')
      }
    }),
    RUNS,
  )
}, 300_000)
