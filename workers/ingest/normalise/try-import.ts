import type { Dataset } from '../../../src/domain/dataset'
import type { Mapping } from '../../../src/domain/mapping'
import { bytesSource } from '../../db/byte-source'
import type { Database } from '../../db/database'
import { openNodeDatabase } from '../../db/open-node'
import { sql } from '../../db/sql'
import { derive } from '../derive/derive'
import { registerDataset } from '../derive/register-dataset'
import { importFile } from '../import-file'
import type { Scan } from '../read/scan'
import { scanSource } from '../read/scan-source'
import { sniff } from '../read/sniff'

/** For tests: one file through the whole pipeline into a fresh engine, as the host does it. */
export async function tryImport(
  input: string | Uint8Array,
  options: {
    mapping?: Mapping
    uploaded_at?: string
    locale?: string
    filename?: string
    currency?: string
    db?: Database
    slice_rows?: number
  } = {},
) {
  const db = options.db ?? (await openNodeDatabase())
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input
  const uploaded_at = options.uploaded_at ?? '2024-06-15T10:00:00Z'
  const [{ n } = { n: 0 }] = await db.all<{ n: number }>(sql`SELECT count(*) AS n FROM dataset`)
  const dataset_id = `test-${n}`
  const dataset_no = await registerDataset(db, {
    dataset_id,
    kind: 'sales',
    source: 'generic',
    exported_at: null,
    uploaded_at,
    mapping_version: 1,
  })
  const { recognition, outcome } = await db.transaction(async () => {
    const read = await importFile(
      db,
      {
        dataset_no,
        filename: options.filename ?? 'input.csv',
        source: bytesSource(bytes),
        ...(options.slice_rows ? { scan: await inSlices(bytes, options.slice_rows) } : {}),
        remembered: null,
        mapping: options.mapping ?? null,
        uploaded_at,
        ...(options.currency ? { currency: options.currency } : {}),
        date_context: { remembered: null, locale: options.locale ?? 'en-IN' },
      },
      { progress: () => {}, signal: new AbortController().signal },
    )
    if (read.outcome.status === 'done') await derive(db, [dataset_no])
    return read
  })
  const dataset: Dataset = {
    dataset_id,
    name: options.filename ?? 'input.csv',
    format: 'csv',
    source_type: recognition.source_type,
    kind: recognition.mapping.kind,
    file_sha256: '',
    table_no: 0,
    bytes: bytes.length,
    mapping: recognition.mapping,
    mapping_version: 1,
    date_order: null,
    decimal_sep: null,
    currency: null,
    exported_at: null,
    uploaded_at,
    status: outcome.status === 'done' ? 'ready' : 'needs_mapping',
    recognition,
    profile: outcome.status === 'done' ? outcome.profile : null,
    counts: null,
    health_score: null,
    first_date: null,
    last_date: null,
    questions_asked: outcome.status === 'questions' ? outcome.questions.length : 0,
    error: null,
    is_sample: false,
  }
  return { db, dataset_no, dataset, recognition, outcome }
}

/** The scan of a small file, cut as a large one is. */
const inSlices = (bytes: Uint8Array, slice_rows: number): Promise<Scan> =>
  scanSource(bytesSource(bytes), sniff(bytes, bytes.length), undefined, undefined, { slice_rows })
