import { LucidError, toErrorShape } from '../../src/domain/errors'

/** A full device, in the words that toErrorShape has for it. */
export function quotaError(reason: unknown): LucidError {
  const { code, message, hint } = toErrorShape(new DOMException(String(reason), 'QuotaExceededError'))
  return new LucidError(code, message, { ...(hint === undefined ? {} : { hint }), details: { reason: String(reason) } })
}
