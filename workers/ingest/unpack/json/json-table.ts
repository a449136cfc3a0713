import { LucidError } from '../../../../src/domain/errors'
import { LIMITS } from '../../../../src/domain/limits'
import type { Role } from '../../../../src/domain/mapping'
import { matchHeader } from '../../recognise/match-header'
import type { Cell } from '../csv-bytes'
import { type Flat, flatten } from './flatten'
import { LINES_KEY } from './shape'

/** What the objects of one array have in common, gathered over all of them. */
export class JsonTable {
  /** paths of values, in the order in which they were first seen */
  private readonly paths = new Set<string>()
  private readonly lists = new Map<string, { count: number; paths: Set<string> }>()
  records = 0
  unread = 0

  add(record: Record<string, unknown>): void {
    this.records++
    const flat = flatten(record)
    this.addPaths(this.paths, flat)
    for (const [path, list] of flat.lists) {
      const seen = this.lists.get(path) ?? { count: 0, paths: new Set<string>() }
      seen.count += list.length
      for (const one of list) this.addPaths(seen.paths, flatten(one))
      this.lists.set(path, seen)
    }
  }

  private addPaths(to: Set<string>, { cells }: Flat): void {
    for (const path of cells.keys()) to.add(path)
    if (to.size > LIMITS.columns)
      throw new LucidError('E_TOO_WIDE', `The objects have more than ${LIMITS.columns} different keys.`, {
        details: { columns: to.size, limit: LIMITS.columns },
      })
  }

  /** The array that holds the lines of an order: it names products and says how many or for how much. The one with the most usual name, then the longest. */
  get lines(): string | null {
    const fitting = [...this.lists].filter(
      ([, { paths }]) => tells(paths, ['product', 'code']) && tells(paths, ['qty', 'total', 'taxable', 'unit_price']),
    )
    const usual = ([path]: (typeof fitting)[number]): number => (LINES_KEY.test(path.split('.').at(-1) ?? '') ? 1 : 0)
    return fitting.sort((a, b) => usual(b) - usual(a) || b[1].count - a[1].count)[0]?.[0] ?? null
  }

  /** Arrays that no column shows, with how many objects they hold. */
  get hidden(): { name: string; count: number }[] {
    const lines = this.lines
    return [...this.lists].filter(([path]) => path !== lines).map(([name, { count }]) => ({ name, count }))
  }

  /** The rows of an object under `header`: one, or one for each line with the order's values repeated. */
  rows(record: Record<string, unknown>, columns: Columns): Cell[][] {
    const { cells, lists } = flatten(record)
    const own = columns.own.map(({ path }) => cells.get(path))
    const lines = columns.lines === null ? undefined : lists.get(columns.lines)
    if (!lines) return [[...own, ...columns.line.map(() => null)]]
    return lines.map((line) => {
      const { cells: values } = flatten(line)
      return [...own, ...columns.line.map(({ path }) => values.get(path))]
    })
  }

  /**
   * Columns and what they are called. Where orders have lines, the lines' values come under their own names; the order's `id` is the number of the bill, and its sums are called sums, so that they are not
   * taken for those of each line.
   */
  columns(): Columns {
    const lines = this.lines
    if (lines === null) return { lines, line: [], own: [...this.paths].map((path) => ({ path, name: path })) }
    const line = [...(this.lists.get(lines)?.paths ?? [])].map((path) => ({ path, name: path === 'id' ? 'line.id' : path }))
    const taken = new Set(line.map(({ name }) => name))
    const own = [...this.paths].map((path) => {
      if (path === 'id' || path === '_id' || path === 'number') return { path, name: `order.${path}` }
      if (SUMS.has(matchHeader(path).matches[0]?.role ?? 'date')) return { path, name: `whole order: ${path}` }
      return { path, name: taken.has(path) ? `order.${path}` : path }
    })
    return { lines, line, own }
  }
}

export interface Columns {
  lines: string | null
  own: { path: string; name: string }[]
  line: { path: string; name: string }[]
}

const SUMS: ReadonlySet<Role> = new Set<Role>([
  'qty',
  'unit_price',
  'total',
  'taxable',
  'tax',
  'discount',
  'discount_pct',
  'cost',
  'profit',
])

const tells = (paths: ReadonlySet<string>, roles: readonly Role[]): boolean =>
  [...paths].some((path) => matchHeader(path).matches.some(({ role, score }) => score >= 0.7 && roles.includes(role)))
