import type { DatasetKind, Question, Role } from '../../../src/domain/mapping'
import { FIGURES, FILE_COLUMN } from '../unpivot/wide-plan'
import { type Assignment, type ColumnEvidence, SURE } from './assign-roles'
import { missingError, missingNeeds, type Need, suggest } from './missing-columns'

/** The figures of a table that was turned, where nothing tells units from money; changes `assigned` by its guess. */
export function unitsOrMoney(columns: readonly ColumnEvidence[], { roles, scores }: Assignment): Question | null {
  const figures = columns.find(({ name }) => name === FIGURES)
  if (!figures || columns[columns.length - 1]?.name !== FILE_COLUMN) return null
  const guess = figures.content.whole >= 0.8 ? 'qty' : 'total'
  roles[figures.column] = guess
  scores[figures.column] = 1 // asked once, by its own question
  return { about: 'measure', column: figures.column, options: ['qty', 'total'], guess, examples: figures.content.values.slice(0, 5) }
}

/** Asks for required roles that are unsure, contested, or only guessed from values; changes `assigned` where it guesses. */
export function openQuestions(kind: DatasetKind, columns: readonly ColumnEvidence[], assigned: Assignment, has_day: boolean): Question[] {
  const questions: Question[] = []
  const missing = missingNeeds(kind, assigned.roles, has_day)
  const used = new Set<number>()
  let lost: Need | null = null
  for (const need of missing) {
    const free = columns.filter(({ column }) => assigned.roles[column] === null && !used.has(column))
    const role = need.roles[0] as Role
    const candidates = suggest(role, free, true)
    const guess = candidates[0]
    if (!guess) {
      lost ??= need
      continue
    }
    used.add(guess.column)
    const fits = role === 'qty' && (columns[guess.column]?.content.whole ?? 0) < 0.8 ? 'total' : role
    assigned.roles[guess.column] = fits
    assigned.scores[guess.column] = guess.score
    questions.push({
      about: 'column',
      role: fits,
      guess: guess.column,
      candidates: candidates.map(({ column, score }) => ({ column, score })),
    })
  }
  if (lost) throw missingError(lost, missing, columns)
  if (kind !== 'sales') return questions
  for (const role of doubtful(columns, assigned)) {
    if (questions.some((question) => question.about === 'column' && question.role === role)) continue
    const guess = assigned.roles.indexOf(role)
    const candidates = columns
      .flatMap(({ column, candidates: roles }) =>
        roles.filter((other) => other.role === role).map(({ score }) => ({ column, score: Math.min(1, score) })),
      )
      .sort((a, b) => b.score - a.score || a.column - b.column)
    questions.push({ about: 'column', role, guess, candidates })
  }
  return questions
}

/** Required roles that are not proven: a score under .7 without a second column that meets the need, or two equal columns with other values. */
function doubtful(columns: readonly ColumnEvidence[], { roles, scores }: Assignment): Role[] {
  const groups: Role[][] = [['date'], ['product', 'code'], ['qty', 'total', 'taxable']]
  const unsure = groups.flatMap((group) => {
    const held = group.filter((role) => roles.includes(role))
    return held.some((role) => (scores[roles.indexOf(role)] ?? 0) >= SURE) ? [] : held.slice(0, 1)
  })
  const contested = (['date', 'product', 'code', 'qty', 'total'] as const).filter((role) => {
    const at = roles.indexOf(role)
    const mine = columns[at]
    if (!mine) return false
    const score = (one: ColumnEvidence): number => one.candidates.find((other) => other.role === role)?.score ?? 0
    return columns.some(
      (one) =>
        one !== mine &&
        roles[one.column] === null &&
        one.meaning.key === mine.meaning.key &&
        score(one) === score(mine) &&
        !sameValues(one, mine),
    )
  })
  return [...new Set([...unsure, ...contested])]
}

function sameValues(one: ColumnEvidence, other: ColumnEvidence): boolean {
  return (
    one.content.values.length === other.content.values.length && one.content.values.every((value, i) => value === other.content.values[i])
  )
}
