import { expect, test } from 'vitest'
import { DEFAULT_SETTINGS } from '../../src/domain/settings'
import { openNodeDatabase } from '../db/open-node'
import { raw, sql } from '../db/sql'
import type { ClassScore } from '../risk/forecast-score'
import { testedDays } from './backtest'
import { demandAt, keepDemand } from './demand'
import { ensureModels } from './ensure-models'
import { forecastAt } from './forecast'
import { averagedClasses } from './forecast-ways'
import { modelStates } from './model-state'

const score = (demand_class: string, method: ClassScore['method'], pinball: number, trials = 60): ClassScore => ({
  demand_class,
  method,
  trials,
  units: 1,
  rmsse: 1,
  wape: 1,
  bias: 0,
  pinball_50: pinball,
  pinball_90: pinball,
  coverage_80: 0.8,
})

test('the average takes the place of the model where it loses more than 2 % less over enough forecasts, and never for what is new', () => {
  const pair = (demand_class: string, average: number, trials?: number) => [
    score(demand_class, 'model', 1, trials),
    score(demand_class, 'ma28', average, trials),
  ]
  const scores = [...pair('all', 0.5), ...pair('smooth', 0.979), ...pair('erratic', 0.981), ...pair('lumpy', 0.5, 59), ...pair('new', 0.5)]
  expect([...averagedClasses(scores)]).toEqual(['smooth'])
})

test('where it wins, products of that kind sell what they sold in 28 days; kept or worked out it is the same', {
  timeout: 60_000,
}, async () => {
  const db = await openNodeDatabase()
  // each product sells in spells of 28 days, in step with the forecasts: weekdays and smoothing only mislead
  await db.run(sql`
    INSERT INTO dataset VALUES (1, 'd', 'sales', 'generic', NULL, '2030-01-01T00:00:00Z', 1, 1); INSERT INTO store_key VALUES (1, 'MAIN', 'main', 'MAIN', NULL, NULL, 1);
    INSERT INTO item (item_no, source, sku_id, product_name, sku_no) SELECT i, 'generic', 'p' || i, 'p' || i, i + 1 FROM range(24) t(i);
    INSERT INTO sales_fact (dataset_no, row_no, state, date, store_no, item_no, line_type, qty, net_ex_tax, tax_unknown)
      SELECT 1, row_number() OVER (ORDER BY i, d), 0, DATE '2026-01-01' + d::INTEGER, 1, i, 'SALE', 1000 * (CASE WHEN (d // 7) % 4 = 3 THEN 9 ELSE 5 END), 0, FALSE
      FROM range(24) t(i), range(168) u(d)`)
  await ensureModels(db, DEFAULT_SETTINGS)
  const [last] = await db.all<{ day: string }>(raw('SELECT CAST(max(date) AS VARCHAR) AS day FROM sales_fact'))
  const as_of = String(last?.day)
  const asked = await demandAt(db, as_of)
  const [place] = asked.places
  expect([...averagedClasses((await forecastAt(db, as_of)).scores)]).toEqual(['smooth'])
  expect(place).toMatchObject({ demand_class: 'smooth', way: 'ma28', level: 6, n_eff: 28, profile: [1, 1, 1, 1, 1, 1, 1] })
  await keepDemand({ db, reader: db, alone: (work) => work(), goOn: () => true })
  const [kept] = await db.all<{ level: number; tests: number }>(
    raw('SELECT min(level) AS level, (SELECT count(*) FROM forecast_score) AS tests FROM features_store_sku'),
  )
  expect(kept?.level).toBeGreaterThan(6.5) // what is kept is the model; the choice is made when it is read
  expect(kept?.tests).toBe(6)
  const next_start = Object.create(db) // remembers no answer
  expect((await demandAt(next_start, as_of)).places).toEqual(asked.places)
  expect(await forecastAt(next_start, as_of)).toEqual(await forecastAt(db, as_of))
})

test('how well demand is foretold stands for a week: a new day leaves it as it is, a change before it does not', {
  timeout: 60_000,
}, async () => {
  const db = await openNodeDatabase()
  const file = (no: number, from: number, to: number) => sql`
    INSERT INTO dataset VALUES (${no}, ${`d${no}`}, 'sales', 'generic', NULL, '2030-01-01T00:00:00Z', 1, 1);
    INSERT INTO sales_fact (dataset_no, row_no, state, date, store_no, item_no, line_type, qty, net_ex_tax, tax_unknown)
      SELECT ${no}, row_number() OVER (ORDER BY i, d), 0, DATE '2026-01-05' + d::INTEGER, 1, i, 'SALE', 1000 * (3 + (d * 7 + i) % 5), 0, FALSE
      FROM range(24) t(i), range(${from}, ${to}) u(d)`
  await db.run(sql`
    INSERT INTO store_key VALUES (1, 'MAIN', 'main', 'MAIN', NULL, NULL, 1);
    INSERT INTO item (item_no, source, sku_id, product_name, sku_no) SELECT i, 'generic', 'p' || i, 'p' || i, i + 1 FROM range(24) t(i)`)
  const keep = async () => {
    await ensureModels(db, DEFAULT_SETTINGS)
    await keepDemand({ db, reader: db, alone: (work) => work(), goOn: () => true })
    return (await modelStates(db)).tested
  }
  await db.run(file(1, 0, 170)) // to Tuesday, 2026-06-23
  const first = await keep()
  expect(testedDays('2026-06-23')).toEqual({ from: '2026-03-30', to: '2026-06-21' })
  await db.run(file(2, 170, 171))
  expect(await keep()).toBe(first)
  const kept = await forecastAt(Object.create(db), '2026-06-24')
  await db.run(sql`DELETE FROM model_state WHERE model = 'tested'`)
  expect(await forecastAt(Object.create(db), '2026-06-24')).toEqual(kept) // worked out anew
  await db.run(sql`INSERT INTO dataset VALUES (3, 'd3', 'sales', 'generic', NULL, '2030-01-01T00:00:00Z', 1, 1);
    INSERT INTO sales_fact (dataset_no, row_no, state, date, store_no, item_no, line_type, qty, net_ex_tax, tax_unknown) VALUES (3, 2, 0, DATE '2026-06-21', 1, 0, 'SALE', 90000, 0, FALSE)`)
  expect(await keep()).not.toBe(first)
  expect((await forecastAt(Object.create(db), '2026-06-24')).scores).not.toEqual(kept.scores)
})
