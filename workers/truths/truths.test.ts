import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { agrees, type Figure, truthTable } from './comparison'
import { sharedDataPresent } from './shared-data'

interface Truth {
  title: string
  /** number of questions that Lucid may ask, per file */
  questions: Record<string, number>
  compare(): Promise<{ figures: Figure[]; questions: Record<string, number> }>
}

const truths = Object.values(import.meta.glob<{ truth: Truth }>('./*.truth.ts', { eager: true })).map((module) => module.truth)
const present = sharedDataPresent()
const compared: Figure[] = []

describe.skipIf(!present)('figures of real files equal their truths', () => {
  test.each(truths)('$title', { timeout: 120_000 }, async (truth) => {
    const { figures, questions } = await truth.compare()
    compared.push(...figures)
    expect(figures.filter((figure) => !agrees(figure))).toEqual([])
    expect(figures.length).toBeGreaterThan(5)
    expect(questions).toEqual(truth.questions)
  })

  afterAll(() => {
    const path = fileURLToPath(new URL('../../docs/truths.md', import.meta.url))
    compared.sort((a, b) => (a.dataset < b.dataset ? -1 : a.dataset > b.dataset ? 1 : 0))
    const page = `# Figures of real files beside their truths\n\nMade by \`UPDATE_DOCS=1 npx vitest run workers/truths\`. ${compared.length} figures compared.\n\n${truthTable(compared)}\n`
    if (process.env.UPDATE_DOCS) writeFileSync(path, page)
    console.log(`${compared.length} figures of real files compared with their truths`)
    expect(existsSync(path) && readFileSync(path, 'utf8')).toBe(page)
  })
})
