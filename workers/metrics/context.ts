import { type Filter, NO_FILTER } from '../../src/domain/filter'
import type { Row } from '../../src/domain/metric'
import type { Settings } from '../../src/domain/settings'
import type { Database } from '../db/database'
import { join, sql } from '../db/sql'
import { backtest } from '../models/backtest'
import { demandAt } from '../models/demand'
import { modelOf } from '../models/demand-model'
import { forecastAt } from '../models/forecast'
import { levelDaysOf } from '../models/level-days'
import { knowsDayTotals } from '../models/model-state'
import { costedWith, type KnownCosts } from './costs'
import { firstSeen } from './first-seen'
import { day, inDays, kindConditions, linesWhere, shopConditions } from './lines'
import { movesAfterCount } from './lying-batches'
import type { Args, MetricContext, MetricDefinition } from './metric'
import { earlier, later } from './period'
import { anew, type Remember } from './remember'
import { rowsBelow } from './rows-of'
import { dayTotals } from './sales-by'
import { averageStock, goodsFilter, hasStock, stockAt } from './stock'

/** The context of one question, or null when no line meets the filter up to as_of and the metric needs one, or the period ends before it begins. */
export async function contextOf(
  db: Database,
  metric: Pick<MetricDefinition, 'needs' | 'of' | 'without_sales'>,
  ask: { args: Args; filter: Filter; as_of: string; settings: Settings },
  remember: Remember = anew,
): Promise<MetricContext | null> {
  const { needs = [], without_sales } = metric
  const { args, filter, as_of, settings } = ask
  const until = sql`date <= ${day(as_of)}`
  const shop_conditions = [...shopConditions(filter), until]
  const scope_conditions = [...shop_conditions, ...kindConditions(filter)]
  const shop = linesWhere(shop_conditions)
  const scope = linesWhere(scope_conditions)
  const narrow = scope_conditions.length > shop_conditions.length
  const span_of = sql`SELECT CAST(min(date) AS VARCHAR) AS data_from, CAST(${narrow ? sql`(SELECT count(*) FROM ${scope})` : sql`count(*)`} AS BIGINT) AS lines FROM ${shop_conditions.length === 1 ? sql`sales_fact WHERE state = 0 AND ${until}` : shop}`
  const [span] = await remember(span_of.text, () => db.all<{ data_from: string | null; lines: number }>(span_of))
  const with_stock = needs.includes('stock')
  // how long stock lasts need not be worked out where there is none
  const with_demand = needs.includes('demand') && (!with_stock || (await remember('any stock', () => hasStock(db))))
  const data_from = span?.data_from ?? (without_sales ? as_of : null)
  if (!data_from || (span?.lines === 0 && !with_stock)) return null
  const from = later(filter.from ?? data_from, data_from)
  const to = earlier(filter.to ?? as_of, as_of)
  if (from > to) return null
  const has_totals = await remember('day totals', () => knowsDayTotals(db))
  const costs =
    with_stock || needs.includes('costs')
      ? await remember(`costs ${settings.costing_method}`, () => knownCosts(db))
      : { steps: false, dense: false, returned: false }
  let below: Promise<Row[]> | undefined
  const ctx: MetricContext = {
    as_of,
    args,
    settings,
    from,
    to,
    asked_from: filter.from,
    data_from,
    has_sales: Boolean(span?.data_from),
    lines: linesWhere([...scope_conditions, sql`date BETWEEN ${day(from)} AND ${day(to)}`]),
    scope,
    sales: (...periods) => {
      const days = periods.length === 0 ? [] : [sql`(${join(periods.map(inDays), ' OR ')})`]
      return { lines: linesWhere([...scope_conditions, ...days]), days: has_totals ? dayTotals(filter, [until, ...days]) : null }
    },
    shop,
    open_days:
      (has_totals ? dayTotals({ ...NO_FILTER, dataset_id: filter.dataset_id, store_id: filter.store_id }, [until]) : null)?.whole ?? shop,
    stock: stockAt(filter, as_of),
    average_stock: averageStock(filter, from, to),
    goods_filter: goodsFilter(filter),
    first_seen: firstSeen(filter, as_of, scope),
    costed: (lines) => costedWith(lines, costs),
    demand: with_demand ? await demandAt(db, as_of) : modelOf(as_of, [], new Map()),
    forecast: needs.includes('forecast') ? await forecastAt(db, as_of) : null,
    backtest: () => backtest(db, as_of),
    levelDays: (place) => levelDaysOf(db, as_of, place),
    moves: with_demand && with_stock ? await movesAfterCount(db, filter, as_of) : new Map(),
    stores: filter.store_id.length === 0 ? null : filter.store_id,
    below: () => {
      below ??= rowsBelow(db, metric, ctx)
      return below
    },
  }
  return ctx
}

/** Steps of a product among which a line finds its own faster by looking at all of them. */
const STEPS_TO_SCAN = 16

/** Whether the models hold anything: a join with an empty table still costs a pass over the lines. */
async function knownCosts(db: Database): Promise<KnownCosts> {
  const [known] = await db.all<{ steps: boolean; dense: boolean; returned: boolean }>(
    sql`SELECT count(*) > 0 AS steps, count(*) > ${STEPS_TO_SCAN} * count(DISTINCT (place_no, sku_no)) AS dense, EXISTS (SELECT 1 FROM returned_sale) AS returned FROM cost_step`,
  )
  return known ?? { steps: false, dense: false, returned: false }
}
