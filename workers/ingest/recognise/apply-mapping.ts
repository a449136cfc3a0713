import { LucidError } from '../../../src/domain/errors'
import { ADDED_ROLES, type Mapping, Mapping as MappingShape, type Recognition } from '../../../src/domain/mapping'
import { missingNeeds } from './missing-columns'

/**
 * Checks the answer to a mapping dialog against the file's header. Throws `bad_request` when it does not fit the header, and E_NO_DATE, E_NO_PRODUCT, E_NO_MEASURE when a required role has no column.
 */
export function validateMapping(mapping: Mapping, header: readonly string[]): void {
  const shaped = MappingShape.safeParse(mapping)
  if (!shaped.success) throw new LucidError('bad_request', 'The mapping is not well formed.')
  if (mapping.columns.length !== header.length)
    throw new LucidError('bad_request', `The mapping has ${mapping.columns.length} columns, the file has ${header.length}.`)
  const [missing] = missingNeeds(mapping.kind, mapping.columns, mapping.defaults?.day !== undefined)
  if (missing) throw new LucidError(missing.code, missing.message, { hint: missing.hint, details: { missing: [missing.roles[0]] } })
  const seen = new Set<string>()
  for (const role of mapping.columns) {
    if (role === null || ADDED_ROLES.includes(role)) continue
    if (seen.has(role)) throw new LucidError('bad_request', `Two columns are mapped to ${role}.`, { details: { role } })
    seen.add(role)
  }
}

/** The recognition with the user's mapping in place of the guess: nothing is left to ask. Throws as validateMapping. */
export function applyMapping(recognition: Recognition, mapping: Mapping): Recognition {
  validateMapping(mapping, recognition.header)
  return { ...recognition, mapping, questions: [], confidence: 1, scores: mapping.columns.map((role) => (role ? 1 : 0)) }
}
