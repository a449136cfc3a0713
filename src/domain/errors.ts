import { z } from 'zod'

/** Every code that can cross a boundary. Row codes are in issue-codes.ts; these end a call, a job or a file. */
export const ERROR_CODES = [
  // files (domain.md 2.5)
  'E_FILE_EMPTY',
  'E_HEADER_ONLY',
  'E_QUOTE',
  'E_BINARY',
  'E_HTML',
  'E_TOO_LARGE',
  'E_TOO_WIDE',
  'E_MIXED_ENCODING',
  'E_DATE_MIXED',
  'E_NO_DATE',
  'E_NO_PRODUCT',
  'E_NO_MEASURE',
  'E_QUOTA',
  'E_STORAGE_DENIED',
  'E_UNKNOWN_FORMAT',
  'E_DAMAGED',
  'E_PASSWORD',
  'E_NO_TABLE',
  'E_UNPACK_LIMIT',
  'E_PDF_NO_TEXT',
  // engine and host
  'bad_request',
  'not_found',
  'conflict',
  'cancelled',
  'owner_lost',
  'engine_unavailable',
  'contract_mismatch',
  // statements and the local API
  'sql_refused',
  'sql_failed',
  'sql_too_slow',
  'incomplete_upload',
  'forbidden',
  'internal',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

/** The HTTP status that the local API gives for a code (api.md). */
export const HTTP_STATUS: Record<ErrorCode, number> = {
  E_FILE_EMPTY: 400,
  E_HEADER_ONLY: 400,
  E_QUOTE: 400,
  E_BINARY: 415,
  E_HTML: 415,
  E_TOO_LARGE: 413,
  E_TOO_WIDE: 413,
  E_MIXED_ENCODING: 200,
  E_DATE_MIXED: 422,
  E_NO_DATE: 422,
  E_NO_PRODUCT: 422,
  E_NO_MEASURE: 422,
  E_QUOTA: 507,
  E_STORAGE_DENIED: 507,
  E_UNKNOWN_FORMAT: 415,
  E_DAMAGED: 422,
  E_PASSWORD: 422,
  E_NO_TABLE: 422,
  E_UNPACK_LIMIT: 413,
  E_PDF_NO_TEXT: 422,
  bad_request: 422,
  not_found: 404,
  conflict: 409,
  cancelled: 409,
  owner_lost: 503,
  engine_unavailable: 503,
  contract_mismatch: 409,
  sql_refused: 422,
  sql_failed: 422,
  sql_too_slow: 422,
  incomplete_upload: 400,
  forbidden: 403,
  internal: 500,
}

export const ErrorShape = z.object({
  code: z.enum(ERROR_CODES),
  /** English, for logs and scripts; pages translate by code and details. */
  message: z.string(),
  hint: z.string().optional(),
  details: z.record(z.string(), z.unknown()).optional(),
})
export type ErrorShape = z.infer<typeof ErrorShape>

/** The one Error class of the product. Only `shape` crosses a worker boundary (Comlink drops own fields of an Error). */
export class LucidError extends Error {
  readonly shape: ErrorShape
  constructor(code: ErrorCode, message: string, rest: { hint?: string; details?: Record<string, unknown> } = {}) {
    super(message)
    this.name = 'LucidError'
    this.shape = { code, message, ...rest }
  }
  get code(): ErrorCode {
    return this.shape.code
  }
}

/** Any thrown value as the shape that crosses boundaries. Never carries a stack trace. */
export function toErrorShape(thrown: unknown): ErrorShape {
  if (thrown instanceof LucidError) return thrown.shape
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  if (thrown instanceof Error && thrown.name === 'QuotaExceededError')
    return {
      code: 'E_QUOTA',
      message: 'The device has no room left for this file.',
      hint: 'Free some space, then drop the file again. Nothing was changed.',
    }
  return { code: 'internal', message }
}

/** Throws the error that a shape stands for. */
export function fromErrorShape(shape: ErrorShape): LucidError {
  const { code, message, ...rest } = shape
  return new LucidError(code, message, rest)
}
