import { z } from 'zod'
import { DatasetStatus } from '../../../src/domain/dataset'
import type { ReceivedPart } from '../../../src/domain/engine'
import { fromErrorShape } from '../../../src/domain/errors'
import type { Job } from '../../../src/domain/job'
import { LIMITS } from '../../../src/domain/limits'
import type { ApiEngine } from '../engine'
import { defineRoute, json } from '../route'
import { mappingAsSaid, toEngine, UploadSays } from '../said-of-upload'
import { estimate, readUpload } from '../upload'
import { hasEnded, waitForJob } from '../wait-for-job'

/** A file that cannot be read at all is mostly known for one within this time, in ms; the answer waits so long at most. */
const RECOGNISED_WITHIN = 2_000

const Uploaded = z.object({
  dataset_id: z.string().nullable(),
  datasets: z.array(z.string()),
  job_id: z.string(),
  status: DatasetStatus,
  row_count: z.number().int().nullable(),
  duplicate: z.boolean(),
  file_info: z.object({
    filename: z.string(),
    size: z.number().int(),
    estimated_rows: z.number().int().nullable(),
    estimated_columns: z.number().int().nullable(),
  }),
})

export default defineRoute({
  method: 'post',
  path: '/datasets',
  title: 'Drop a file in',
  note: `multipart/form-data with \`file\` and, if wanted, \`mapping\` (JSON, as PUT /datasets/{dataset_id}/mapping takes it); or the file itself as the body, with X-Filename (percent-encoded). What is known of the file can be said with it, as fields or in the address: \`kind\` stands in place of the guess; \`store_id\` (code or name of the store) and \`channel\` hold for rows that do not say it themselves, in each table of a packed file. The next file with the same column names then waits in needs_mapping until it is said which store it is from. Up to ${LIMITS.file_bytes} bytes, written to the device as they arrive. A body that ends early is refused: at its last boundary, and by Content-Length (X-Content-Length where the browser hides that from the service worker). The job runs until the file is ready or waits for a mapping.`,
  takes: { query: UploadSays },
  streams: ['multipart/form-data', 'application/octet-stream'],
  answers: {
    200: { says: 'The same file was here already, read as it is said to be: its ids, `duplicate: true`.', schema: Uploaded },
    202: { says: 'The file is on the device and is being read.', schema: Uploaded },
  },
  errors: {
    400: 'The file is empty, or did not arrive whole.',
    413: 'The file is larger than is read; details.limit says how large it may be.',
    415: 'This kind of file is not read; the hint says which are.',
    422: 'A field is wrong, the file is damaged or locked, or the table lacks what it needs.',
    507: 'The device has no room for the file.',
  },
  answer: async ({ engine, request, query }) => {
    const { kept, filename, mapping, said, head } = await readUpload(engine, request, query)
    const accepted = await kept.start(filename, toEngine(mapping ? { ...said, kind: undefined } : said)) // a mapping says its kind
    const parts = accepted.parts
    const first = await recognised(engine, accepted.job_id, mapping !== null)
    if (first.error) throw fromErrorShape({ ...first.error, details: { ...first.error.details, job_id: first.job_id } })
    const dataset_id = accepted.dataset_id
    const again =
      mapping !== null && dataset_id !== null
        ? await engine.call('datasets.set_mapping', { dataset_id, mapping })
        : await readAsSaid(engine, parts, said)
    const dataset = dataset_id === null ? null : await engine.call('datasets.get', { dataset_id })
    const guess = estimate(head, kept.bytes)
    return json(
      {
        dataset_id,
        datasets: parts.flatMap((part) => (part.dataset_id === null ? [] : [part.dataset_id])),
        job_id: again?.job_id ?? accepted.job_id,
        status: dataset?.status ?? 'importing',
        row_count: dataset?.counts?.ok ?? null,
        duplicate: accepted.duplicate,
        file_info: {
          filename,
          size: kept.bytes,
          estimated_rows: dataset?.recognition?.rows_total ?? guess.estimated_rows,
          estimated_columns: dataset?.recognition?.header.length ?? guess.estimated_columns,
        },
      },
      accepted.duplicate && again === null ? 200 : 202,
    )
  },
})

/** Reads files that were here already as they are said to be now. The job of the first that was read otherwise. */
async function readAsSaid(engine: ApiEngine, parts: readonly ReceivedPart[], said: UploadSays): Promise<{ job_id: string } | null> {
  if (!toEngine(said)) return null
  let first: { job_id: string } | null = null
  for (const { dataset_id, duplicate } of parts) {
    if (!duplicate || dataset_id === null) continue
    const mapping = mappingAsSaid(await engine.call('datasets.get', { dataset_id }), said)
    if (!mapping) continue
    const job = await engine.call('datasets.set_mapping', { dataset_id, mapping })
    first ??= job
  }
  return first
}

/** The job once it is known whether the file can be read; with a mapping to apply, once it has been read. */
const recognised = (engine: ApiEngine, job_id: string, to_the_end: boolean): Promise<Job> =>
  to_the_end
    ? waitForJob(engine, job_id, hasEnded)
    : waitForJob(
        engine,
        job_id,
        (job) => hasEnded(job) || !['waiting', 'receiving', 'recognising'].includes(job.progress.stage),
        RECOGNISED_WITHIN,
      )
