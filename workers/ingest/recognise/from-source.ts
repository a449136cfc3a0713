import { LucidError } from '../../../src/domain/errors'
import { type Question, type SaidOfFile, withDefaults } from '../../../src/domain/mapping'
import { sourceColumns } from '../sources/registry'
import type { Source } from '../sources/source'
import type { ColumnEvidence } from './assign-roles'
import { missingError, missingNeeds } from './missing-columns'

/** The columns of a known export are not guessed at. Throws what is missing, with the source's advice. */
export function fromSource(
  { source, confidence }: { source: Source; confidence: number },
  columns: readonly ColumnEvidence[],
  said: SaidOfFile | null,
) {
  const roles = sourceColumns(
    source,
    columns.map(({ name }) => name),
  )
  const missing = missingNeeds(source.kind, roles)
  const [first] = missing
  if (first) {
    const { code, message, hint, details } = missingError(first, missing, columns).shape
    throw new LucidError(code, message, {
      hint: source.advice ?? hint ?? '',
      details: { ...details, source: source.id, ...(source.advice ? { advice: source.id } : {}) },
    })
  }
  const kind = said?.kind && source.kinds?.includes(said.kind) ? said.kind : source.kind
  const mapping = withDefaults({ kind, columns: roles, date_order: null, decimal_sep: null }, said ?? {})
  const questions: Question[] = source.kinds && !said?.kind ? [{ about: 'kind', guess: kind, options: [...source.kinds] }] : []
  return { confidence, mapping, scores: roles.map((role) => (role ? confidence : 0)), questions }
}
