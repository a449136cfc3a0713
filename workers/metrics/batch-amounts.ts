import type { Row } from '../../src/domain/metric'
import { raw, type Sql, sql } from '../db/sql'
import { lyingBatches } from './lying-batches'
import type { MetricContext, Opening, SumPart } from './metric'

/** A figure that batches add to. */
export interface BatchFigure {
  name: string
  unit: 'money' | 'units' | 'count'
  title: string
}

/** One batch's own figure, on its stock row. */
export const openBatch = (ctx: MetricContext, row: Row, figure: BatchFigure, rule: string): Opening => ({
  parts: [amountPart(figure, 0)],
  rule,
  lines: rowsWith(ctx, [{ row, amounts: [Number(row[figure.name] ?? 0)] }], 1),
})

const SCALES = { money: 100_000_000, units: 1000, count: 1 } as const

/** What a batch adds to the i-th figure of rowsWith. */
export function amountPart({ name, unit, title }: BatchFigure, i: number): SumPart {
  const scale = SCALES[unit]
  return {
    name: i === 0 ? 'contribution' : name,
    title,
    unit,
    of: sql`CAST(round(nullif(${raw(`amount_${i}`)}, 0) * ${scale}) AS HUGEINT)`,
    scale,
  }
}

/** The stock rows of these batches, or the deliveries that came after the count, each with what its batch adds on the row with most of it. */
export function rowsWith(ctx: MetricContext, batches: readonly { row: Row; amounts: readonly number[] }[], amounts: number): Sql {
  const adding = batches.filter((batch) => batch.amounts.some((amount) => amount !== 0))
  const names = Array.from({ length: amounts }, (_, i) => `amount_${i}`)
  if (adding.length === 0)
    return sql`(SELECT *, ${raw(names.map((name) => `0::DOUBLE AS ${name}`).join(', '))} FROM sales_line WHERE FALSE)`
  const list = (name: string) => listOf(adding.map(({ row }) => String(row[name] ?? '')))
  const told = names.map(
    (name, i) => sql`, CAST(unnest(${listOf(adding.map((batch) => String(batch.amounts[i])))}) AS DOUBLE) AS ${raw(name)}`,
  )
  const first = raw(
    'row_number() OVER (PARTITION BY store_id, sku_id, batch, good_until ORDER BY is_counted DESC, on_hand DESC, row_no, dataset_no) = 1',
  )
  return sql`(SELECT dataset_no, row_no, date, store_id, CAST(NULL AS VARCHAR) AS transaction_id, sku_id, product_name, coalesce(came, on_hand) AS qty, worth AS net_ex_tax${raw(
    names.map((name) => `, ${name}`).join(''),
  )} FROM (SELECT * FROM ${lyingBatches(ctx)} QUALIFY ${first}) lying JOIN (
    SELECT unnest(${list('store_id')}) AS store_id, unnest(${list('sku_id')}) AS sku_id, unnest(${list('batch_id')}) AS batch, unnest(${list('expiry_date')}) AS until${told.reduce((all, one) => sql`${all}${one}`)}
  ) told USING (store_id, sku_id, batch) WHERE coalesce(CAST(good_until AS VARCHAR), '') = until)`
}

const UNIT_SEPARATOR = '\u001f'

/** A list of texts. As one text that the engine cuts up: of twenty thousand batches it would take seconds to read as many literals. */
const listOf = (texts: readonly string[]): Sql =>
  texts.some((text) => text.includes(UNIT_SEPARATOR))
    ? sql`${[...texts]}`
    : sql`string_split(${texts.join(UNIT_SEPARATOR)}, ${UNIT_SEPARATOR})`
