import { describe, expect, it } from 'vitest'
import { FileFormat } from '../../domain/dataset'
import { ERROR_CODES } from '../../domain/errors'
import { INFO_CODES, LEFT_OUT_CODES, PART_CODES, REJECT_CODES, SET_ASIDE_CODES, WARN_CODES } from '../../domain/issue-codes'
import { DatasetKind, ROLES } from '../../domain/mapping'
import { data as en } from '../../i18n/en/data'
import { data as hi } from '../../i18n/hi/data'

type Tree = { [key: string]: string | Tree }
function leaves(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[path + key, value]] : leaves(value, `${path}${key}.`),
  )
}
const english = new Map(leaves(en))
const hindi = new Map(leaves(hi))
const slots = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort()

describe('words of the Data page', () => {
  it('say the same things in both languages, with the same values in them', () => {
    expect([...hindi.keys()]).toEqual([...english.keys()])
    for (const [key, text] of english) expect({ key, slots: slots(hindi.get(key) ?? '') }).toEqual({ key, slots: slots(text) })
    for (const [key, text] of hindi) expect({ key, empty: text.trim() === '' }).toEqual({ key, empty: false })
  })
  it('have words for every error, finding, role and kind', () => {
    for (const code of ERROR_CODES) expect(english.has(`error.${code}.title`), code).toBe(true)
    for (const code of [...REJECT_CODES, ...WARN_CODES, ...SET_ASIDE_CODES, ...INFO_CODES, ...LEFT_OUT_CODES])
      expect(english.has(`issue.${code}.about`), code).toBe(true)
    for (const code of PART_CODES) expect(english.has(`packed.${code}`) || english.has(`packed.${code}_other`), code).toBe(true)
    for (const format of FileFormat.options) expect(english.has(`packed.format_${format}`), format).toBe(true)
    for (const role of ROLES) expect(english.has(`role.${role}`), role).toBe(true)
    for (const kind of DatasetKind.options) expect(english.has(`kind.${kind}`), kind).toBe(true)
  })
})
