import { z } from 'zod'
import { DatasetStatus } from '../../../src/domain/dataset'
import { fromErrorShape } from '../../../src/domain/errors'
import type { Job } from '../../../src/domain/job'
import { LIMITS } from '../../../src/domain/limits'
import type { ApiEngine } from '../engine'
import { defineRoute, json } from '../route'
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
  note: `multipart/form-data with \`file\` and, if wanted, \`mapping\` (JSON, as PUT /datasets/{dataset_id}/mapping takes it); or the file itself as the body, with X-Filename (percent-encoded). Up to ${LIMITS.file_bytes} bytes, written to the device as they arrive. A body that ends early is refused: at its last boundary, and by Content-Length (X-Content-Length where the browser hides that from the service worker). The job runs until the file is ready or waits for a mapping.`,
  streams: ['multipart/form-data', 'application/octet-stream'],
  answers: {
    200: { says: 'The same file was here already: its ids, `duplicate: true`.', schema: Uploaded },
    202: { says: 'The file is on the device and is being read.', schema: Uploaded },
  },
  errors: {
    400: 'The file is empty, or did not arrive whole.',
    413: 'The file is larger than is read; details.limit says how large it may be.',
    415: 'This kind of file is not read; the hint says which are.',
    422: 'A field is wrong, the file is damaged or locked, or the table lacks what it needs.',
    507: 'The device has no room for the file.',
  },
  answer: async ({ engine, request }) => {
    const { kept, filename, mapping, head } = await readUpload(engine, request)
    const accepted = await kept.start(filename)
    const parts = accepted.parts
    const first = await recognised(engine, accepted.job_id, mapping !== null)
    if (first.error) throw fromErrorShape({ ...first.error, details: { ...first.error.details, job_id: first.job_id } })
    const dataset_id = accepted.dataset_id
    const again = mapping !== null && dataset_id !== null ? await engine.call('datasets.set_mapping', { dataset_id, mapping }) : null
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
