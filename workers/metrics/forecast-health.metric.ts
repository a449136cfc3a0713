import { raw, sql } from '../db/sql'
import { HORIZON, triedLines } from '../models/backtest'
import { averagedClasses } from '../models/forecast-ways'
import { averageWins, ENOUGH_TRIALS } from '../risk/forecast-score'
import { type ColumnDefinition, defineMetric } from './metric'

const told = (name: string, unit: ColumnDefinition['unit'], title: string, definition: string, nullable = true): ColumnDefinition => ({
  name,
  unit,
  title,
  definition,
  nullable,
  opens: () => ({ like: 'units', rule: `${definition} The rows are what was sold on the days that were forecast.` }),
})

export default defineMetric({
  id: 'forecast-health',
  title: 'How well demand is foretold',
  definition: `Demand foretold three times over the last twelve whole weeks, ${HORIZON} days at a time and each time with what was known then: by the model, by the average of the last 28 days (ma28) and by the same weekday of the last week (snaive), beside what was sold. By kind of demand, and all together. Of the whole shop; of a very large one, of its first stores.`,
  needs: ['forecast'],
  params: [],
  columns: [
    {
      name: 'demand_class',
      unit: 'word',
      title: 'How it sells',
      definition: 'Kind of demand on the day of the forecast; all for all together.',
      nullable: false,
    },
    { name: 'method', unit: 'word', title: 'Way', definition: 'model, ma28 or snaive.', nullable: false },
    told('trials', 'count', 'Forecasts', 'Stores and products forecast, each up to three times.', false),
    {
      name: 'units',
      unit: 'units',
      title: 'Sold',
      definition:
        'Units on SALE lines of the days that were forecast, of the products of this kind; goods sold in fractions count in their usual quantity.',
      nullable: false,
      opens: async (ctx, row) => ({
        parts: [
          {
            name: 'contribution',
            title: 'Units sold',
            unit: 'units',
            of: raw(`CASE WHEN line_type = 'SALE' THEN CAST(round(CAST(qty AS DOUBLE) * 1000000000 / counted_in) AS HUGEINT) END`),
            scale: 1_000_000_000_000,
          },
        ],
        rule: `What was sold in the ${HORIZON} days after each forecast, of the products that were of this kind on the day of the forecast.`,
        lines: triedLines((await ctx.backtest())?.tried.get(String(row.demand_class)) ?? []),
      }),
    },
    told(
      'rmsse',
      'number',
      'Error',
      'Root of the mean squared error over that of “as yesterday”, averaged over the series. Below 1 is better than that. NULL where nothing had moved before.',
    ),
    told('wape', 'ratio', 'Off by', 'Sum of the absolute errors of the days ÷ units sold. NULL without a sale.'),
    told('bias', 'change', 'Too high or low', '(Foretold − sold) ÷ sold. NULL without a sale.'),
    told('pinball_50', 'ratio', 'Loss at the middle', 'Pinball loss of the 50 % quantile of each day ÷ units sold. NULL without a sale.'),
    told('pinball_90', 'ratio', 'Loss at the top', 'Pinball loss of the 90 % quantile of each day ÷ units sold. NULL without a sale.'),
    told(
      'coverage_80',
      'ratio',
      '80 % interval holds',
      `Share of the sums over ${HORIZON} days that lie between the 10 % and the 90 % quantile; 80 % would be exact.`,
      false,
    ),
    {
      name: 'is_used',
      unit: 'flag',
      title: 'Used',
      definition:
        'Whether expiry risk, days of cover and reordering follow this way for products of this kind; of all together, for any of them.',
      nullable: false,
    },
    {
      name: 'average_is_better',
      unit: 'flag',
      title: 'Average is better',
      definition: `Whether the average of 28 days loses less than the model by more than 2 % of the pinball loss, over at least ${ENOUGH_TRIALS} forecasts. Products of such a kind follow it; new ones keep the model.`,
      nullable: false,
    },
  ],
  keys: { demand_class: raw('NULL'), method: raw('NULL') },
  // worked out from the daily sums of the shop (models/backtest.ts); SQL only says what there is
  sql: () => sql`SELECT '' AS demand_class, '' AS method, 0::BIGINT AS trials, 0::DOUBLE AS units, NULL::DOUBLE AS rmsse, NULL::DOUBLE AS wape, NULL::DOUBLE AS bias, NULL::DOUBLE AS pinball_50, NULL::DOUBLE AS pinball_90,
  0::DOUBLE AS coverage_80, FALSE AS is_used, FALSE AS average_is_better WHERE FALSE`,
  finish: (_, ctx) => {
    const scores = ctx.forecast?.scores ?? []
    const averaged = averagedClasses(scores)
    const kinds = new Set(scores.map((one) => one.demand_class).filter((one) => one !== 'all'))
    return scores.map(({ demand_class, method, trials, units, rmsse, wape, bias, pinball_50, pinball_90, coverage_80 }) => {
      const of = (way: string) => scores.find((other) => other.demand_class === demand_class && other.method === way)
      const [model, average] = [of('model'), of('ma28')]
      return {
        demand_class,
        method,
        trials,
        units,
        rmsse,
        wape,
        bias,
        pinball_50,
        pinball_90,
        coverage_80,
        is_used:
          method === 'ma28'
            ? demand_class === 'all'
              ? averaged.size > 0
              : averaged.has(demand_class)
            : method === 'model' && (demand_class === 'all' ? averaged.size < kinds.size : !averaged.has(demand_class)),
        average_is_better: model !== undefined && average !== undefined && averageWins(model, average),
      }
    })
  },
  warnings: (rows) => (rows.length === 0 ? ['Demand cannot be tested yet: it takes at least four months of sales.'] : []),
})
