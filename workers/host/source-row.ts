import type { StoredDataset } from '../../src/catalog/records'
import type { SourceRow } from '../../src/domain/engine'
import { LucidError } from '../../src/domain/errors'
import { readRows } from '../ingest/read/rows'
import { scanOf } from './load-dataset'
import type { Shop } from './shop'

/** One row of a kept file with its own cells, found again from the raw bytes. `row_no` is 1-based, below the header. */
export async function sourceRow({ files }: Pick<Shop, 'files'>, dataset: StoredDataset, row_no: number): Promise<SourceRow> {
  const { dataset_id, name, recognition } = dataset
  const source = await files.source('raw', dataset.file_sha256)
  if (!source || !recognition) throw new LucidError('not_found', `The kept copy of ${name} is gone.`, { details: { dataset_id } })
  const { scan } = await scanOf(dataset, source)
  const at = recognition.dialect.skip_rows + recognition.dialect.header_rows + row_no - 1
  const [cells] = row_no >= 1 && at < scan.rows_physical ? await readRows(source, scan, at, at + 1) : []
  if (!cells) throw new LucidError('not_found', `${name} has no row ${row_no}.`, { details: { dataset_id, row_no } })
  return { dataset_id, filename: name, row_no, header: recognition.header, cells }
}
