import type { Row } from '../../src/domain/metric'
import type { Sql } from '../db/sql'
import type { ColumnDefinition, MetricContext } from './metric'
import { UNITS_SOLD_PART } from './openings'

/** Units sold a day over the last `window` days. `age` are the days since the row's product was first seen in its store, `lines` the lines that `days` days of it are made of. */
export const velocityColumn = (
  window: number,
  age: (ctx: MetricContext, row: Row) => number,
  lines: (ctx: MetricContext, row: Row, days: number) => Sql,
): ColumnDefinition => ({
  name: `velocity_${window}d`,
  unit: 'number',
  title: `Sold a day (${window} days)`,
  definition: `Units on SALE lines of the last ${window} days up to the as-of date ÷ ${window}, or ÷ the days since it was first seen in the store where they are fewer.`,
  nullable: false,
  opens: (ctx, row) => {
    const days = Math.min(window, age(ctx, row))
    return {
      parts: [UNITS_SOLD_PART],
      combine: ([sold = 0]) => sold / days,
      rule: `The units sold, divided by ${days} days.`,
      lines: lines(ctx, row, days),
    }
  },
})
