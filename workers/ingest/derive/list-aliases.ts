import type { AliasDecision, AliasList, AliasProduct, AliasSuggestion } from '../../../src/domain/alias'
import { aliasPair } from '../../../src/domain/alias'
import type { Database } from '../../db/database'
import { type Sql, sql } from '../../db/sql'
import { sameProduct } from './same-product'

/** Names less alike than this are not looked at (domain.md 2, match score). */
const LEAST_ALIKE = 0.92
/** More candidates than this are not judged: the most alike come first. */
const MOST_CANDIDATES = 5000
/** More suggestions than a person works through at a time. */
const MOST_SUGGESTED = 200
/** Names that begin alike and carry the same numbers are compared each with each, up to this many; larger groups must begin alike for longer. */
const LARGEST_BLOCK = 300

/** Every product by its SKU, with its name without spaces and marks, its numbers and its words in order. */
const NAMED: Sql = sql`
  SELECT sku_id, product_name AS name, regexp_replace(lower(product_name), '[^\\p{L}\\p{M}\\p{N}]+', '', 'g') AS squeezed,
    coalesce(array_to_string(list_sort(regexp_extract_all(product_name, '\\d+(?:[.,]\\d+)?')), ' '), '') AS numbers,
    coalesce(array_to_string(list_sort(regexp_extract_all(lower(product_name), '\\d+|[\\p{L}\\p{M}]+')), ' '), '') AS words,
    CASE WHEN bool_and(code IS NOT NULL) AND count(DISTINCT source) = 1 THEN min(source) END AS coded_by
  FROM item WHERE product_name IS NOT NULL GROUP BY sku_id, product_name`

/** Products that may be one, the surest first, then those with the most money in them; and what was decided so far. */
export async function listAliases(db: Database, decisions: readonly AliasDecision[]): Promise<AliasList> {
  const candidates = await db.all<{ a: string; b: string; a_name: string; b_name: string; score: number; both_coded: boolean }>(sql`
    WITH named AS (${NAMED}),
      blocked AS (SELECT *, left(squeezed, 4) || '|' || numbers AS block, count(*) OVER (PARTITION BY left(squeezed, 4), numbers) AS size FROM named WHERE length(squeezed) > 1),
      near AS (
        SELECT x.sku_id AS a, y.sku_id AS b FROM blocked x JOIN blocked y ON x.block = y.block AND x.sku_id < y.sku_id
        WHERE x.size <= ${LARGEST_BLOCK} OR left(x.squeezed, 12) = left(y.squeezed, 12)
        UNION
        SELECT x.sku_id, y.sku_id FROM named x JOIN named y ON x.words = y.words AND x.sku_id < y.sku_id WHERE x.words <> ''
      )
    SELECT x.sku_id AS a, y.sku_id AS b, x.name AS a_name, y.name AS b_name,
      CASE WHEN x.words = y.words THEN 1.0::DOUBLE ELSE jaro_winkler_similarity(x.squeezed, y.squeezed) END AS score,
      coalesce(x.coded_by = y.coded_by, FALSE) AS both_coded
    FROM near n JOIN named x ON x.sku_id = n.a JOIN named y ON y.sku_id = n.b
    WHERE x.words = y.words OR jaro_winkler_similarity(x.squeezed, y.squeezed) >= ${LEAST_ALIKE}
    ORDER BY score DESC, a, b LIMIT ${MOST_CANDIDATES}`)
  const settled = new Set(decisions.map(({ from_sku, into_sku }) => aliasPair(from_sku, into_sku)))
  const likely = candidates.flatMap(({ a, b, a_name, b_name, score, both_coded }) => {
    const reason = settled.has(aliasPair(a, b)) ? null : sameProduct(a_name, b_name)
    // a shop that gives two codes tells two products apart, unless it forgot the first
    return reason === null || (both_coded && reason === 'spelling') ? [] : [{ a, b, score, reason }]
  })
  const about = await productsOf(db, [...new Set(likely.flatMap(({ a, b }) => [a, b]))])
  const suggestions = likely.map(({ a, b, score, reason }): AliasSuggestion => {
    const pair = [about.get(a) as AliasProduct, about.get(b) as AliasProduct]
    pair.sort((one, other) => other.lines - one.lines || other.revenue - one.revenue || (one.sku_id < other.sku_id ? -1 : 1))
    return { into: pair[0] as AliasProduct, from: pair[1] as AliasProduct, score, reason }
  })
  const money = ({ from, into }: AliasSuggestion) => Math.abs(from.revenue) + Math.abs(into.revenue)
  suggestions.sort((x, y) => y.score - x.score || money(y) - money(x) || (x.from.sku_id < y.from.sku_id ? -1 : 1))
  return { suggestions: suggestions.slice(0, MOST_SUGGESTED), decided: await withNames(db, decisions) }
}

async function productsOf(db: Database, skus: readonly string[]): Promise<Map<string, AliasProduct>> {
  if (skus.length === 0) return new Map()
  const rows = await db.all<{ [K in keyof AliasProduct]: AliasProduct[K] }>(sql`
    WITH wanted AS (SELECT DISTINCT sku_id, sku_no, product_name, category FROM item WHERE list_contains(${[...skus]}, sku_id)),
      sold AS (
        SELECT sku_no, count(*) AS lines, sum(net_ex_tax)::DOUBLE AS revenue, sum(qty)::DOUBLE AS units, min(date)::VARCHAR AS first_date, max(date)::VARCHAR AS last_date
        FROM sales_line WHERE sku_no IN (SELECT sku_no FROM wanted) GROUP BY sku_no
      )
    SELECT w.sku_id, w.product_name AS name, w.category, coalesce(lines, 0) AS lines, coalesce(revenue, 0) AS revenue, coalesce(units, 0) AS units, first_date, last_date
    FROM wanted w LEFT JOIN sold USING (sku_no) ORDER BY w.sku_id`)
  return new Map(rows.map((row) => [row.sku_id, row]))
}

/** Decisions, the newest first, with the names that the files give the products; a merged product keeps the name of its own rows. */
async function withNames(db: Database, decisions: readonly AliasDecision[]): Promise<AliasList['decided']> {
  const spelled = await db.all<{ sku: string; name: string }>(sql`
    SELECT sku, name FROM (
      SELECT sku_id AS sku, min(product_name) AS name, 0 AS place FROM item GROUP BY sku_id
      UNION ALL SELECT coalesce(code, name_norm), min(name), 1 FROM item WHERE name IS NOT NULL GROUP BY 1
    ) WHERE sku IS NOT NULL ORDER BY place, sku`)
  const names = new Map(spelled.map(({ sku, name }) => [sku, name])) // of a product that goes, how its own rows call it
  return decisions
    .map(({ from_sku, into_sku, decision, decided_at }) => ({
      from_sku,
      into_sku,
      decision,
      decided_at,
      from_name: names.get(from_sku) ?? null,
      into_name: names.get(into_sku) ?? null,
    }))
    .sort((a, b) => (a.decided_at > b.decided_at ? -1 : a.decided_at < b.decided_at ? 1 : a.from_sku < b.from_sku ? -1 : 1))
}
