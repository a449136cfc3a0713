import { describe, expect, it } from 'vitest'

type Words = Record<string, unknown>
const modules = import.meta.glob<Record<string, Words>>(['./en/*.ts', './hi/*.ts', '!./hi/index.ts', '!./**/*.test.ts'], { eager: true })
const words = (language: string) =>
  Object.fromEntries(
    Object.entries(modules)
      .filter(([path]) => path.startsWith(`./${language}/`))
      .map(([path, module]) => [path.replace(/^.*\/|\.ts$/g, ''), Object.values(module)[0] ?? {}]),
  )

function flat(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  return Object.entries(value as Words).flatMap(([key, inner]) => flat(inner, path ? `${path}.${key}` : key))
}
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort()

describe('the words of both languages', () => {
  const [en, hi] = [words('en'), words('hi')]
  // what English says in the engine's own words
  it('have the same namespaces', () => expect(Object.keys(hi).sort()).toEqual([...Object.keys(en), 'figures'].sort()))
  for (const namespace of Object.keys(en)) {
    it(`${namespace}: same keys, nothing empty, and the same values are filled in`, () => {
      const english = flat(en[namespace], '')
      const hindi = new Map(flat(hi[namespace], ''))
      expect([...hindi.keys()].sort()).toEqual(english.map(([key]) => key).sort())
      for (const [key, text] of english) {
        const other = hindi.get(key) ?? ''
        expect(other.trim(), key).not.toBe('')
        // a plural form may leave out the number that it stands for
        const optional = /_(one|other)$/.test(key) ? ['count'] : []
        const must = holes(text).filter((hole) => hole === undefined || !optional.includes(hole))
        expect(holes(other), key).toEqual(expect.arrayContaining(must))
      }
    })
  }
})
