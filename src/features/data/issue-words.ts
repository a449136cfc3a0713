import type { TFunction } from 'i18next'
import type { IssueCode } from '../../domain/issue-codes'

/** What a finding means and what to do about it, in the user's words. */
export function issueWords(t: TFunction<'data'>, code: string): { title: string; about: string; todo: string } {
  const known = code as IssueCode
  const key = t(`issue.${known}.title`, { defaultValue: '' }) === '' ? 'unknown' : known
  return { title: t(`issue.${key}.title`, { code }), about: t(`issue.${key}.about`), todo: t(`issue.${key}.todo`) }
}
