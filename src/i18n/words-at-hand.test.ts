import { expect, test } from 'vitest'
import * as later_of_data from './en/data/all-but-start'
import { en } from './start-words/en'

const sources = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*.test.{ts,tsx}', '!../service-worker.ts'], {
  eager: true,
  query: '?raw',
  import: 'default',
})
const START: ReadonlySet<string> = new Set(Object.keys(en))

const codeOf = (file: string): string => (sources[file] ?? '').replace(/\/\*.*?\*\/|^\s*\/\/.*$/gms, '')

/** Path of the file that an import names, or null for a package. */
function target(from: string, name: string): string | null {
  if (!name.startsWith('.')) return null
  const path = new URL(name, `file:///${from.replace(/^\.\.\//, 'src/').replace(/^\.\//, 'src/i18n/')}`).pathname.slice(1)
  const key = path.startsWith('src/i18n/') ? `./${path.slice('src/i18n/'.length)}` : `../${path.slice('src/'.length)}`
  return ['.ts', '.tsx', '/index.ts', ''].map((end) => key + end).find((file) => file in sources) ?? null
}

/** Files that come with a file: its static imports, but for those of types. */
function comesWith(entry: string): Set<string> {
  const seen = new Set([entry])
  for (const file of seen)
    for (const [, what = '', name = ''] of codeOf(file).matchAll(/^(?:import|export)\s+([^'";]*?\sfrom\s+)?'([^']+)'/gm)) {
      const types =
        /^type\s/.test(what) ||
        (/^\{.*\}\s+from/s.test(what) && what.match(/\w+\s*(?=[,}])/g)?.length === what.match(/\btype\s+\w/g)?.length)
      const found = types ? null : target(file, name)
      if (found) seen.add(found)
    }
  return seen
}

/** Namespaces whose words a file says, without those that are there from the start. */
function said(file: string): string[] {
  const code = codeOf(file)
  const names = [
    ...[...code.matchAll(/(?:useTranslation|TFunction)[(<]\[?([^)>\]]*)/g)].flatMap(([, list = '']) => list.match(/\w+/g) ?? []),
    ...[...code.matchAll(/['"`](\w+):[a-z$]/g)].map(([, name = '']) => name),
    ...[...code.matchAll(/\bns: '(\w+)'/g)].map(([, name = '']) => name),
  ]
  const keys = [...code.matchAll(/\bt\(\s*[^()]*?['"`](?:data:)?(\w+)[.:]/g), ...code.matchAll(/['"`]data:(\w+)/g)].map(
    ([, key = '']) => key,
  )
  const later = [...new Set(names)].filter((name) => name in WORDS && !START.has(name))
  return names.includes('data') && keys.some((key) => key in later_of_data) ? [...later, 'data'] : later
}

const WORDS = Object.fromEntries(
  Object.keys(sources).flatMap((file) => {
    const [, name] = /^\.\/words\/(\w+)\.ts$/.exec(file) ?? []
    return name ? [[name, file]] : []
  }),
)

test('no part of Lucid is there before its words: what comes in one piece brings the words that it says', () => {
  const entries = new Set(['../main.tsx'])
  for (const file of Object.keys(sources))
    for (const [, name = ''] of codeOf(file).matchAll(/\bimport\('([^']+)'\)/g)) {
      const found = target(file, name)
      if (found && !found.startsWith('./')) entries.add(found)
    }
  expect(entries.size).toBeGreaterThan(20)
  const missing = [...entries].flatMap((entry) => {
    const there = comesWith(entry)
    return [...there].flatMap((file) =>
      said(file).flatMap((name) => (there.has(WORDS[name] as string) ? [] : [`${entry}: ${file} says ${name}`])),
    )
  })
  expect(missing.sort()).toEqual([])
})

test('every namespace is there from the start, or has a module of words that brings it', () => {
  const namespaces = Object.keys(sources).flatMap((file) => /^\.\/(?:en|hi)\/([\w-]+)\.ts$/.exec(file)?.[1] ?? [])
  expect(namespaces.filter((name) => !START.has(name) && !(name in WORDS))).toEqual([])
})
