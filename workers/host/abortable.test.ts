import { expect, test } from 'vitest'
import { bytesSource } from '../db/byte-source'
import type { Database } from '../db/database'
import { openNodeDatabase } from '../db/open-node'
import { raw, type Sql } from '../db/sql'
import { importFile } from '../ingest/import-file'
import { scanSource } from '../ingest/read/scan-source'
import { sniff } from '../ingest/read/sniff'
import { abortable } from './abortable'

const DAYS = Array.from({ length: 100 }, (_, n) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10))
const BYTES = new TextEncoder().encode(`Date,Bill No,Item,Qty,Amount\n${DAYS.map((day, n) => `${day},B${n},Tea,1,10`).join('\n')}\n`)

/** Reads the file in slices of twenty rows; all but the first are looked at where they lie. */
async function read(db: Database): Promise<void> {
  const scan = await scanSource(bytesSource(BYTES), sniff(BYTES, BYTES.length), undefined, undefined, { slice_rows: 20 })
  await importFile(
    db,
    {
      dataset_no: 1,
      filename: 'sales.csv',
      source: bytesSource(BYTES),
      scan,
      remembered: null,
      mapping: null,
      uploaded_at: '2024-06-15T10:00:00Z',
      date_context: { remembered: null, locale: 'en-IN' },
    },
    { progress: () => {}, signal: new AbortController().signal },
  )
}

test('a job that is cancelled in the middle of a slice leaves nothing in the way of the next', async () => {
  const engine = await openNodeDatabase()
  const abort = new AbortController()
  const job = abortable(engine, abort.signal)
  const cancelledOnceViewed: Database = {
    ...job,
    run: async (query: Sql) => {
      await job.run(query)
      if (query.text.startsWith('SET disabled_optimizers')) abort.abort()
    },
  }
  await expect(read(cancelledOnceViewed)).rejects.toMatchObject({ code: 'cancelled' })
  expect(
    await engine.all(
      raw(
        "SELECT current_setting('disabled_optimizers') AS off, (SELECT count(*) FROM duckdb_views() WHERE view_name = 'slice_text') AS views",
      ),
    ),
  ).toEqual([{ off: '', views: 0 }])

  await engine.run(raw('DELETE FROM sales_fact'))
  await read(engine)
  expect(await engine.all(raw('SELECT count(*) AS n FROM sales_fact'))).toEqual([{ n: 100 }])
})
