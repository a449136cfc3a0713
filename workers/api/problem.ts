import { z } from 'zod'
import { type ErrorShape, HTTP_STATUS, LucidError } from '../../src/domain/errors'

/** Every error of the API. `correlation_id` is also in the X-Correlation-Id header. Never a stack trace. */
export const Problem = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    hint: z.string().optional(),
    details: z.record(z.string(), z.unknown()).optional(),
    correlation_id: z.string(),
  }),
})

/** What any route can answer beside its own statuses. */
export const SHARED_ERRORS = {
  403: 'The local API is turned off in Settings, or the request did not come from a page of Lucid.',
  503: 'No tab has the engine, or it is starting or moving. Retry-After says when to ask again.',
} as const

/** Seconds after which a caller may ask again. */
const RETRY_AFTER = '2'

export function problem(shape: ErrorShape, correlation_id: string, status = HTTP_STATUS[shape.code]): Response {
  // an error that is no failure for a whole file is one for a request
  const code = status < 400 ? 422 : status
  return Response.json(
    { error: { ...(code === 500 ? { code: shape.code, message: 'Something went wrong inside Lucid.' } : shape), correlation_id } },
    {
      status: code,
      headers: { 'Cache-Control': 'no-store', 'X-Correlation-Id': correlation_id, ...(code === 503 ? { 'Retry-After': RETRY_AFTER } : {}) },
    },
  )
}

/** 422, field by field, from what zod found. */
export function badFields(error: z.ZodError, where: string): LucidError {
  const fields = Object.fromEntries(error.issues.map(({ path, message }) => [path.join('.') || where, message]))
  const list = Object.entries(fields).map(([name, wrong]) => `${name}: ${wrong}`)
  return new LucidError('bad_request', `The request cannot be answered as asked (${list.join('; ')}).`, { details: { fields } })
}
