import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sampleShop } from './sample-shop.mjs'

const files = sampleShop()
const rows = (name: string) => (files.get(name) ?? '').trimEnd().split('\n')

describe('the sample shop', () => {
  it.each([...files.keys()])('%s is made again byte for byte', (name) => {
    expect(readFileSync(new URL(`../public/sample/${name}`, import.meta.url), 'utf8') === files.get(name)).toBe(true)
  })

  it('has the size and the span it is described with', () => {
    const { as_of, lines, files: listed } = JSON.parse(files.get('index.json') ?? '')
    expect(as_of).toBe('2026-10-31')
    expect(lines).toBeGreaterThan(28_000)
    expect(lines).toBeLessThan(33_000)
    // header twice, a grand total, four lines without date and one with a quantity in words, twelve pasted twice
    expect(rows('sales.csv').length).toBe(lines + 2 + 1 + 5 + 12)
    expect(listed.map(({ kind }: { kind: string }) => kind)).toEqual(['products', 'stores', 'purchases', 'inventory', 'sales'])
    expect(rows('products.csv').length - 1).toBeGreaterThanOrEqual(118)
  })

  it('adds up: quantity x rate - discount = amount = taxable + tax', () => {
    const number = (cell = '') => Number(cell.replace(/[₹ ,]/g, ''))
    const lines = rows('sales.csv').filter((row) => /^(IND|KOR)-/.test(row) && !row.includes('₹') && !row.includes(',two,'))
    const wrong = lines.filter((row) => {
      const [, , , , , , , , , qty, rate, discount, taxable, tax, amount] = row.split(',')
      const off = Math.abs(number(qty) * number(rate) - number(discount) - number(amount))
      return off > 0.005 || Math.abs(number(taxable) + number(tax) - number(amount)) > 0.005
    })
    expect(wrong).toEqual([])
  })

  it('has the dirt it promises', () => {
    const text = files.get('sales.csv') ?? ''
    expect(text.match(/"₹ \d{1,2},\d{3}\.\d\d"/g)?.length).toBeGreaterThanOrEqual(3)
    expect(text).toContain('KOREGAON  PARK')
    expect(text).toContain('TONED MILK 500 ML ')
    expect(text).toContain('Sale Return')
    expect(rows('sales.csv').at(-1)).toMatch(/^Grand Total/)
  })
})
