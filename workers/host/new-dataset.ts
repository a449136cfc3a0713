import type { StoredDataset } from '../../src/catalog/records'
import type { ReceivedFile } from '../../src/domain/engine'

/** A dataset of which only the file is known. */
export function newDataset(dataset_id: string, received: ReceivedFile): StoredDataset {
  return {
    dataset_id,
    name: received.filename,
    format: received.format ?? 'csv',
    origin: received.origin ?? null,
    source_type: 'generic',
    kind: null,
    file_sha256: received.sha256,
    table_no: 0,
    bytes: received.bytes,
    mapping: null,
    mapping_version: 1,
    date_order: null,
    decimal_sep: null,
    currency: null,
    exported_at: null,
    uploaded_at: received.uploaded_at,
    status: 'importing',
    recognition: null,
    profile: null,
    counts: null,
    health_score: null,
    first_date: null,
    last_date: null,
    questions_asked: 0,
    error: null,
    is_sample: received.is_sample,
    doomed: false,
    scan: received.scan ?? null,
  }
}
