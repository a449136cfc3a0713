import { raw, sql } from '../db/sql'
import { forecastLines, HORIZON } from '../models/backtest'
import { averageWins } from '../risk/forecast-score'
import { type ColumnDefinition, defineMetric } from './metric'
import { UNITS_SOLD_PART } from './openings'

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
  definition: `Demand foretold three times over the last 84 days, ${HORIZON} days at a time and each time with what was known then: by the model, by the average of the last 28 days (ma28) and by the same weekday of the last week (snaive), beside what was sold. By kind of demand, and all together. Of the whole shop.`,
  needs: ['demand', 'backtest'],
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
      opens: (ctx, row) => ({
        parts: [UNITS_SOLD_PART],
        // a product that changed its kind between forecasts is of both, so its rows are more than the figure
        combine: () => Number(row.units),
        rule: 'What was sold on the days that were forecast, of the products that were of this kind at any of the three forecasts.',
        lines: ctx.backtest
          ? forecastLines(ctx.backtest, ctx.backtest.places.get(String(row.demand_class)) ?? [])
          : raw('(SELECT * FROM sales_line WHERE FALSE)'),
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
      definition: 'Whether expiry risk, days of cover and reordering follow this way: the model.',
      nullable: false,
    },
    {
      name: 'average_is_better',
      unit: 'flag',
      title: 'Average is better',
      definition: 'Whether the average of 28 days loses less than the model by more than 2 % of the pinball loss.',
      nullable: false,
    },
  ],
  keys: { demand_class: raw('NULL'), method: raw('NULL') },
  // worked out from the daily sums of the shop (models/backtest.ts); SQL only says what there is
  sql: () => sql`SELECT '' AS demand_class, '' AS method, 0::BIGINT AS trials, 0::DOUBLE AS units, NULL::DOUBLE AS rmsse, NULL::DOUBLE AS wape, NULL::DOUBLE AS bias, NULL::DOUBLE AS pinball_50, NULL::DOUBLE AS pinball_90,
  0::DOUBLE AS coverage_80, FALSE AS is_used, FALSE AS average_is_better WHERE FALSE`,
  finish: (_, ctx) => {
    const scores = ctx.backtest?.scores ?? []
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
        is_used: method === 'model',
        average_is_better: model !== undefined && average !== undefined && averageWins(model, average),
      }
    })
  },
  warnings: (rows) => (rows.length === 0 ? ['Demand cannot be tested yet: it takes at least four months of sales.'] : []),
})
