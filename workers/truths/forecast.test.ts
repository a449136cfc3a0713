import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { openNodeDatabase } from '../db/open-node'
import { raw, sql } from '../db/sql'
import { type Backtest, backtest, HORIZON } from '../models/backtest'
import { METHODS } from '../risk/forecast-score'
import { readShared, sharedDataPresent } from './shared-data'

const FOLDER = 'ts_benchmarks/skforecast/data'
const PAGE = fileURLToPath(new URL('../../docs/forecast.md', import.meta.url))

interface Daily {
  series: string
  date: string
  units: number
}

const rowsOf = (name: string): string[][] =>
  new TextDecoder()
    .decode(readShared(`${FOLDER}/${name}.csv`))
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','))

/** Products that sell hundreds a day. */
const BUSY = () =>
  rowsOf('demo_multi_series').map(
    ([series, date, value]): Daily => ({ series: series as string, date: date as string, units: Number(value) }),
  )
/** Users by the hour: each hour of the day is a product that is asked for on some days. */
const SELDOM = () =>
  rowsOf('intermittent_demand').map(
    ([time, value]): Daily => ({ series: `hour ${time?.slice(11, 13)}`, date: time?.slice(0, 10) as string, units: Number(value) }),
  )

async function tested(data: readonly Daily[]): Promise<Backtest> {
  const db = await openNodeDatabase()
  const sold = data.filter(({ units }) => units > 0)
  const series = [...new Set(sold.map((one) => one.series))].sort()
  await db.insertColumns(
    'daily',
    {
      item_no: sold.map((one) => BigInt(series.indexOf(one.series))),
      date: sold.map(({ date }) => date),
      qty: sold.map(({ units }) => BigInt(Math.round(units) * 1000)),
    },
    'create_temp',
  )
  await db.run(sql`INSERT INTO dataset VALUES (1, 'd', 'sales', 'generic', NULL, '2030-01-01T00:00:00Z', 1, 1); INSERT INTO store_key VALUES (1, 'MAIN', 'main', 'MAIN', NULL, NULL, 1);
    INSERT INTO item (item_no, source, sku_id, product_name, sku_no) SELECT DISTINCT item_no, 'generic', item_no::VARCHAR, item_no::VARCHAR, item_no + 1 FROM daily;
    INSERT INTO sales_fact (dataset_no, row_no, state, date, store_no, item_no, line_type, qty, net_ex_tax, tax_unknown)
      SELECT 1, row_number() OVER (ORDER BY item_no, date), 0, date::DATE, 1, item_no, 'SALE', qty, 0, FALSE FROM daily`)
  const [last] = await db.all<{ day: string }>(raw('SELECT max(date) AS day FROM daily'))
  const found = await backtest(db, last?.day as string)
  if (!found) throw new Error('too short to be tested')
  return found
}

test.skipIf(!sharedDataPresent())(
  'the model foretells no worse than the average of 28 days and than last week',
  { timeout: 60_000 },
  async () => {
    const groups = { 'Busy products': BUSY(), 'Users by hour of the day': SELDOM() }
    const lines = [
      '| Series | Kind | Way | Forecasts | RMSSE | WAPE | Bias | Pinball 50 % | Pinball 90 % | 80 % interval holds |',
      '|---|---|---|---:|---:|---:|---:|---:|---:|---:|',
    ]
    const pooled = new Map(METHODS.map((method) => [method, { rmsse: 0, pinball: 0, trials: 0 }]))
    for (const [name, data] of Object.entries(groups)) {
      const { scores } = await tested(data)
      for (const one of scores) {
        const share = (value: number | null) => (value === null ? '–' : `${(100 * value).toFixed(1)} %`)
        lines.push(
          `| ${name} | ${one.demand_class} | ${one.method} | ${one.trials} | ${one.rmsse?.toFixed(3) ?? '–'} | ${share(one.wape)} | ${share(one.bias)} | ${share(one.pinball_50)} | ${share(one.pinball_90)} | ${share(one.coverage_80)} |`,
        )
        const sum = pooled.get(one.method)
        if (one.demand_class !== 'all' || !sum) continue
        sum.rmsse += (one.rmsse ?? 0) * one.trials
        sum.pinball += ((one.pinball_50 ?? 0) + (one.pinball_90 ?? 0)) * one.trials
        sum.trials += one.trials
      }
    }
    const [model, average, naive] = METHODS.map((method) => pooled.get(method)) as [...{ rmsse: number; pinball: number }[]] & { length: 3 }
    for (const other of [average, naive]) {
      expect(model?.rmsse).toBeLessThanOrEqual(other?.rmsse as number)
      expect(model?.pinball).toBeLessThanOrEqual(other?.pinball as number)
    }
    const page = `# How well demand is foretold

Made by \`UPDATE_DOCS=1 npx vitest run workers/truths/forecast.test.ts\`. Each series is forecast three times, ${HORIZON} days at a time, over its last twelve whole weeks, each time with
what was known then. \`model\` is the level of “Demand” with its weekdays, \`ma28\` the average of the last 28 days, \`snaive\` the same weekday of the last week; all three with
the same dispersion. RMSSE: error over that of “as yesterday”. WAPE, bias and pinball loss are shares of the units. The interval is of the sum over ${HORIZON} days.

The series are daily: products that sell hundreds a day, and users by the hour, where each hour of the day is a series of its own.

${lines.join('\n')}
`
    if (process.env.UPDATE_DOCS) writeFileSync(PAGE, page)
    expect(existsSync(PAGE) && readFileSync(PAGE, 'utf8')).toBe(page)
  },
)
