import type { Row } from '../../src/domain/metric'
import type { Database } from '../db/database'
import type { Args, MetricContext, MetricDefinition } from './metric'

/** The rows of a metric in a context. */
export async function rowsOf(db: Database, metric: MetricDefinition, ctx: MetricContext): Promise<Row[]> {
  const rows = metric.of ? await ctx.below() : await db.all<Row>(metric.sql(ctx))
  return metric.finish ? metric.finish(rows, ctx) : rows
}

/** The rows of the metric that this one sums up; none for one that sums up none. */
export const rowsBelow = (db: Database, { of }: Pick<MetricDefinition, 'of'>, ctx: MetricContext): Promise<Row[]> =>
  of ? rowsOf(db, of, { ...ctx, args: { ...wholeOf(of), ...ctx.args } }) : Promise.resolve([])

/** Arguments that were not given, and no limit: what sums up a list sums up all of it. */
const wholeOf = ({ params }: MetricDefinition): Args =>
  Object.fromEntries(params.map((param) => [param.name, (param.name === 'limit' ? param.max : null) ?? param.default]))
