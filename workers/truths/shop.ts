import { createHash } from 'node:crypto'
import { type Filter, NO_FILTER } from '../../src/domain/filter'
import type { Row } from '../../src/domain/metric'
import { DEFAULT_SETTINGS } from '../../src/domain/settings'
import { bytesSource } from '../db/byte-source'
import type { Database } from '../db/database'
import { openNodeDatabase } from '../db/open-node'
import { derive } from '../ingest/derive/derive'
import { registerDataset } from '../ingest/derive/register-dataset'
import { importFile } from '../ingest/import-file'
import { memoryCache } from '../metrics/cache'
import { runMetric } from '../metrics/run'
import { ensureModels } from '../models/ensure-models'
import { readShared } from './shared-data'

/** A shop made of real files, through the same functions that the host calls. */
export interface TruthShop {
  db: Database
  /** questions that Lucid put, per file */
  questions: Record<string, number>
  metric(id: string, args?: Record<string, string | number>, filter?: Partial<Filter>, as_of?: string): Promise<Row[]>
}

export async function openShop(paths: readonly string[], uploaded_at: string): Promise<TruthShop> {
  const db = await openNodeDatabase()
  const questions: Record<string, number> = {}
  for (const path of paths) {
    const bytes = readShared(path)
    const dataset_id = createHash('sha256').update(bytes).digest('hex').slice(0, 32)
    await db.transaction(async () => {
      const dataset_no = await registerDataset(db, {
        dataset_id,
        kind: 'sales',
        source: 'generic',
        exported_at: null,
        uploaded_at,
        mapping_version: 1,
      })
      const { recognition, outcome } = await importFile(
        db,
        {
          dataset_no,
          filename: path.split('/').pop() ?? path,
          source: bytesSource(bytes),
          remembered: null,
          mapping: null,
          uploaded_at,
          date_context: { remembered: null, locale: 'en-IN' },
        },
        { progress: () => {}, signal: new AbortController().signal },
      )
      questions[path] = recognition.questions.length + (outcome.status === 'questions' ? outcome.questions.length : 0)
      await derive(db, [dataset_no])
      await ensureModels(db, DEFAULT_SETTINGS)
    })
  }
  const deps = { db, cache: memoryCache(), settings: DEFAULT_SETTINGS, data_hash: 'truth', data_version: 1, engine_version: 'test' }
  return {
    db,
    questions,
    metric: async (metric_id, args = {}, filter = {}, as_of) =>
      (await runMetric(deps, { metric_id, args, filter: { ...NO_FILTER, ...filter }, as_of: as_of ?? null })).results,
  }
}
