import type { Mapping, Role } from '../../../src/domain/mapping'
import type { Database } from '../../db/database'
import { join, raw, sql } from '../../db/sql'
import { readRows } from '../read/rows'
import { type GroupMeaning, groupMeaning } from '../recognise/group-meaning'
import { headingRows, wordOf } from '../recognise/heading-rows'
import { namesTotal } from '../recognise/not-data'
import { storeInTitles } from '../recognise/store-in-titles'
import { type Figures, summaryGroups } from '../recognise/summary-groups'
import { cell, type RoleColumns } from './columns'
import { outcomeNo } from './outcomes'
import { readNumber, trimmed } from './parse-cells'
import type { PassInput } from './pass'
import type { Rewrite } from './rewrite'
import { ROWS } from './set-aside'
import { SLICE } from './slice'

/** Tables with more rows are no summaries, and come with all that a row says on it. */
export const MOST_ROWS = 50_000
/** Groups that their names do not tell must so often add up. */
const LEAST_PROVEN = 2
/** One group over the whole table is its total when it adds up so many rows. */
const LEAST_OF_ALL = 3

/** A table's first row that is not blank is among these. */
const FIRST_ROWS = 5

const SECTIONS = raw('section_row')

/** What the heads of a table say for the rows below them. */
interface Found {
  /** 0-based rows of the file */
  heads: readonly number[]
  /** by role, what each row of the file says; null: nothing */
  said: ReadonlyMap<Role, ReadonlyMap<number, string | null>>
}

/**
 * A table in sections: rows that head others and say for them which store, product, group or supplier they are of. What a head says becomes a column
 * behind the file's own; the head itself is set aside, because it is the sum of its rows or has no figures at all.
 */
export interface Sections extends Rewrite {
  /** the role that the finding about it names */
  field: Role
  setHeadsAside(): Promise<void>
}

export async function findSections(db: Database, pass: PassInput, mapping: Mapping): Promise<Sections | null> {
  const { kind } = mapping
  if (kind === 'stores' || (kind === 'sales' && !(await beginsWithStore(pass)))) return null
  if (pass.scan.rows_physical > MOST_ROWS) return null
  const rows = await readRows(pass.source, pass.scan, 0, pass.scan.rows_physical)
  const table: Table = {
    rows: rows.slice(pass.rows_above),
    first_row: pass.rows_above,
    titles: rows.slice(0, pass.rows_above).flat(),
    header: pass.shape.header,
    columns: pass.columns,
  }
  const found = (kind === 'inventory' ? summed(table, mapping) : null) ?? headed(table, kind)
  return found && sectionsOf(db, mapping, pass.shape.header.length, found)
}

/** Sales are in sections where a store heads them; most are not, and are not looked through. */
async function beginsWithStore({ source, scan, rows_above, columns }: PassInput): Promise<boolean> {
  if (columns.has('store')) return false
  const first = await readRows(source, scan, rows_above, Math.min(rows_above + FIRST_ROWS, scan.rows_physical))
  const cells = first.map((row) => row.filter((text) => text.trim() !== '')).find((row) => row.length > 0)
  return cells?.length === 1 && storeInTitles([cells]) !== null
}

interface Table {
  /** below the header */
  rows: readonly (readonly string[])[]
  first_row: number
  titles: readonly string[]
  header: readonly string[]
  columns: RoleColumns
}

/** Heads that are the sums of their rows. */
function summed({ rows, first_row, titles, columns }: Table, mapping: Mapping): Found | null {
  const [name, qty, worth] = [columns.first('product'), columns.first('stock', 'qty'), columns.first('total')]
  if (name === null || qty === null) return null
  const sign = mapping.decimal_sep ?? '.'
  const figure = (row: readonly string[], column: number | null, scale: 3 | 4): number | null => {
    const { value } = readNumber(column === null ? '' : (row[column] ?? ''), { role: scale === 3 ? 'stock' : 'total', scale }, sign)
    return value === null ? null : Number(value)
  }
  const lines = rows
    .map((row, at) => ({ at: first_row + at, name: trimmed(row[name] ?? ''), qty: figure(row, qty, 3), worth: figure(row, worth, 4) }))
    .filter((line) => line.name !== null && (line.qty !== null || line.worth !== null))
  const goods = lines.filter((line) => !namesTotal(line.name ?? ''))
  const totals = lines.filter((line) => namesTotal(line.name ?? ''))
  const groups = summaryGroups(goods satisfies readonly Figures[], totals.length === 1 ? (totals[0] as Figures) : null)
  if (!groups) return null
  const { parents, proven } = groups
  const heads = new Set(parents.filter((parent) => parent !== null))
  const nameOf = (at: number | null | undefined): string | null => (at == null ? null : (goods[at]?.name ?? null))
  const leaves = goods.flatMap((_, at) => (heads.has(at) || parents[at] === null ? [] : [at]))
  const nearest = [...new Set(leaves.map((at) => parents[at] as number))]
  const { meaning, sure } = groupMeaning(
    nearest.map((at) => nameOf(at) ?? ''),
    leaves.map((at) => nameOf(at) ?? ''),
    titles,
  )
  const is_whole = heads.size === 1 && leaves.length === goods.length - 1 && leaves.length >= LEAST_OF_ALL
  if (proven < (is_whole ? 1 : LEAST_PROVEN) && !(sure && heads.size >= LEAST_PROVEN)) return null
  const said = new Map<Role, Map<number, string | null>>()
  for (const role of ROLES_OF[meaning])
    if (role === 'product' || !columns.has(role))
      said.set(
        role,
        new Map(
          goods.map(({ at }, k) => {
            const own = nameOf(k)
            const above = heads.has(k) ? null : nameOf(parents[k])
            return [at, role === OF_LEAF[meaning] ? (above === null ? null : own) : role === 'product' ? (above ?? own) : above]
          }),
        ),
      )
  return { heads: [...heads].map((at) => goods[at]?.at ?? 0), said }
}

/** The roles that a group's names fill. */
const ROLES_OF: Record<GroupMeaning, readonly Role[]> = {
  batches: ['product', 'batch'],
  stores: ['product', 'store'],
  goods_of_store: ['store'],
  goods_of_group: ['category'],
}
/** Of these the one that a row names by itself; the others are named by its head. */
const OF_LEAF: Partial<Record<GroupMeaning, Role>> = { batches: 'batch', stores: 'store' }

/** Heads that say one thing and have no figures: suppliers of purchases, groups of goods. */
function headed({ rows, first_row, titles, header, columns }: Table, kind: Mapping['kind']): Found | null {
  const names = (['product', 'code', 'barcode'] as const).flatMap((role) => columns.all(role))
  const heads = headingRows(rows, header, names, titles)
  if (heads.length === 0) return null
  const role: Role = kind === 'purchases' ? 'supplier' : kind === 'sales' ? 'store' : 'category'
  const named = (head: string): string | null => (kind === 'sales' ? storeInTitles([[head]]) : head)
  if (heads.some((at) => named(wordOf(rows[at] ?? [])) === null)) return null
  const said = new Map<number, string | null>()
  let word: string | null = null
  const is_head = new Set(heads)
  rows.forEach((row, at) => {
    if (is_head.has(at)) word = named(wordOf(row))
    said.set(first_row + at, word)
  })
  return { heads: heads.map((at) => first_row + at), said: new Map(columns.has(role) ? [] : [[role, said]]) }
}

function sectionsOf(db: Database, mapping: Mapping, width: number, { heads, said }: Found): Sections {
  const roles = [...said.keys()]
  const columns = roles.map((_, i) => cell(width + i))
  return {
    field: roles[roles.length - 1] ?? 'product',
    roles: [
      ...Array.from({ length: width }, (_, k) => mapping.columns[k] ?? null).map((role) => (role !== null && said.has(role) ? null : role)),
      ...roles,
    ],
    taken_back: null,
    async prepare() {
      const rows = [...new Set([...heads, ...[...said.values()].flatMap((values) => [...values.keys()])])]
      const is_head = new Set(heads)
      await db.insertColumns(
        'section_row',
        {
          file_row: rows.map((row) => BigInt(row)),
          is_head: rows.map((row) => (is_head.has(row) ? 1n : 0n)),
          ...Object.fromEntries(roles.map((role, i) => [`c${width + i}`, rows.map((row) => said.get(role)?.get(row) ?? null)])),
        },
        'create_temp',
      )
    },
    async apply() {
      if (columns.length === 0) return
      await db.run(sql`CREATE OR REPLACE TEMP TABLE ${SLICE} AS
        SELECT s.*, ${join(columns.map((column) => sql`g.${column}`))} FROM ${SLICE} s LEFT JOIN ${SECTIONS} g USING (file_row) ORDER BY s.file_row`)
    },
    async setHeadsAside() {
      await db.run(
        sql`UPDATE ${ROWS} SET outcome = ${outcomeNo('I_TOTAL_ROW')} FROM ${SECTIONS} h WHERE ${ROWS}.file_row = h.file_row AND h.is_head = 1`,
      )
    },
    async finish() {
      await db.run(sql`DROP TABLE IF EXISTS ${SECTIONS}`)
    },
  }
}
