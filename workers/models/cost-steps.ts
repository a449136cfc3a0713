import type { CostingMethod } from '../../src/domain/settings'
import type { Database } from '../db/database'
import { raw, type Sql, sql } from '../db/sql'
import { movingAverage } from './moving-average'

/**
 * What a unit of each SKU cost in each store, as steps in time: from `date` on it costs `unit_cost` (BIGINT, 1e-8 of the major unit, without tax),
 * until the next step of another cost. Of the ways to know a cost (domain.md 3.8) this holds the costing method over purchases and, before the first purchase, the
 * last stock count. The cost on a sale's own line and the product file's standard cost come before and after it, where it is read.
 *
 * Deliveries count before the sales of their day, goods sent back to the supplier after them. Steps are keyed by the spellings
 * (store_no, item_no) of sales lines, because joins on integers take a third of the time of joins on text.
 */
export async function computeCostSteps(db: Database, method: CostingMethod): Promise<void> {
  await db.run(sql`DELETE FROM cost_step`)
  const [known] = await db.all<{ any: boolean }>(
    sql`SELECT EXISTS (SELECT 1 FROM purchase_fact WHERE unit_cost IS NOT NULL) OR EXISTS (SELECT 1 FROM inventory_fact WHERE unit_cost IS NOT NULL) AS any`,
  )
  if (!known?.any) return
  await db.run(sql`CREATE OR REPLACE TEMP TABLE step (place_no INTEGER, sku_no INTEGER, date DATE, unit_cost BIGINT)`)
  if (method === 'LATEST') await db.run(LATEST)
  else {
    await db.run(MOVES)
    if (method === 'FIFO') await db.run(FIFO)
    else await averageSteps(db)
    await db.run(raw('DROP TABLE move'))
  }
  await db.run(COUNTED)
  await db.run(sql`
    INSERT INTO cost_step
      SELECT place_no, sku_no, date, lead(date, 1, DATE '9999-12-31') OVER w, unit_cost
      FROM (SELECT *, lag(unit_cost) OVER w AS before FROM step WINDOW w AS (PARTITION BY place_no, sku_no ORDER BY date))
      WHERE unit_cost IS DISTINCT FROM before WINDOW w AS (PARTITION BY place_no, sku_no ORDER BY date) ORDER BY place_no, sku_no, date;
    DROP TABLE step`)
}

/** Deliveries with a known cost, in their order. Of one day by batch, cost and quantity: the order may not depend on the files. */
const IN_ORDER = raw('date, batch, unit_cost, qty')

const LATEST: Sql = sql`INSERT INTO step
  SELECT place_no, sku_no, date, 10000 * unit_cost FROM (SELECT place_no, sku_no, date, batch, unit_cost, received_qty AS qty FROM purchase_line
    WHERE unit_cost IS NOT NULL AND received_qty > 0)
  QUALIFY row_number() OVER (PARTITION BY place_no, sku_no, date ORDER BY batch DESC, unit_cost DESC, qty DESC) = 1`

/** Everything that came and went of the products that were ever bought: `turn` 0 deliveries, 1 what went that day (a net return is negative). */
const MOVES: Sql = sql`CREATE OR REPLACE TEMP TABLE move AS
  WITH bought AS (SELECT DISTINCT place_no, sku_no FROM purchase_line WHERE received_qty > 0)
  SELECT place_no, sku_no, date, 0 AS turn, batch, unit_cost, received_qty AS qty, 0 AS sold FROM purchase_line WHERE received_qty > 0
  UNION ALL
  SELECT place_no, sku_no, date, 1, '', NULL, sum(gone), sum(sold) FROM (
    SELECT place_no, sku_no, date, qty AS gone, CASE WHEN line_type = 'SALE' THEN qty ELSE 0 END AS sold FROM sales_line SEMI JOIN bought USING (place_no, sku_no)
    UNION ALL
    SELECT place_no, sku_no, date, -received_qty, 0 FROM purchase_line SEMI JOIN bought USING (place_no, sku_no) WHERE received_qty <= 0
  ) GROUP BY place_no, sku_no, date`

async function averageSteps(db: Database): Promise<void> {
  const receipts = await db.all<{ place: number; day: string; qty: number; unit_cost: number; balance_before: number }>(sql`
    WITH running AS (
      SELECT *, dense_rank() OVER (ORDER BY place_no, sku_no) AS place, coalesce(sum(CASE WHEN turn = 0 THEN qty ELSE -qty END) OVER (
          PARTITION BY place_no, sku_no ORDER BY date, turn, batch, unit_cost, qty ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS balance_before
      FROM move
    )
    SELECT place, CAST(date AS VARCHAR) AS day, CAST(qty AS BIGINT) AS qty, unit_cost, CAST(balance_before AS BIGINT) AS balance_before
    FROM running WHERE turn = 0 AND unit_cost IS NOT NULL ORDER BY place, ${IN_ORDER}`)
  const steps = { place: [] as bigint[], day: [] as string[], unit_cost: [] as bigint[] }
  for (let from = 0; from < receipts.length; ) {
    let to = from
    while (receipts[to]?.place === receipts[from]?.place) to++
    const own = receipts.slice(from, to)
    movingAverage(own).forEach((average, i) => {
      const { place, day } = own[i] as (typeof own)[number]
      if (own[i + 1]?.day === day) return // the last of a day is what its sales cost
      steps.place.push(BigInt(place))
      steps.day.push(day)
      steps.unit_cost.push(BigInt(Math.round(average * 10_000)))
    })
    from = to
  }
  if (steps.day.length === 0) return
  await db.insertColumns('average_step', steps, 'create_temp')
  await db.run(sql`
    INSERT INTO step SELECT place_no, sku_no, CAST(day AS DATE), unit_cost
      FROM average_step JOIN (SELECT *, row_number() OVER (ORDER BY place_no, sku_no) AS place FROM (SELECT DISTINCT place_no, sku_no FROM move)) USING (place);
    DROP TABLE average_step`)
}

/**
 * First in, first out as a function of how much has gone: the unit number x that goes out is the unit number x that came in. Goods that were sold
 * before they came are filled by later deliveries, and a return puts back what went out last. A day's sales cost the stretch between what had gone
 * before and after them, over the units of it whose cost is known.
 */
const FIFO: Sql = sql`INSERT INTO step
  WITH layer AS (
    SELECT place_no, sku_no, qty, unit_cost,
      coalesce(sum(qty) OVER before, 0) AS came, coalesce(sum(CASE WHEN unit_cost IS NOT NULL THEN qty ELSE 0 END) OVER before, 0) AS known,
      coalesce(sum(CAST(qty AS HUGEINT) * unit_cost) OVER before, 0) AS worth
    FROM move WHERE turn = 0
    WINDOW before AS (PARTITION BY place_no, sku_no ORDER BY ${IN_ORDER} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
  ), gone AS (
    SELECT place_no, sku_no, date, sold, qty, coalesce(sum(qty) OVER (PARTITION BY place_no, sku_no ORDER BY date ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
    FROM move WHERE turn = 1
  ), stretch AS (
    SELECT place_no, sku_no, date, CASE WHEN sold > 0 THEN before ELSE before + qty END AS since, CASE WHEN sold > 0 THEN before + sold ELSE before END AS until FROM gone
  ), edge AS (
    SELECT place_no, sku_no, date, since AS reach FROM stretch UNION ALL SELECT place_no, sku_no, date, until FROM stretch
  ), reached AS (
    SELECT edge.place_no, edge.sku_no, edge.date,
      coalesce(known + CASE WHEN unit_cost IS NOT NULL THEN least(reach - came, layer.qty) ELSE 0 END, 0) AS known,
      coalesce(worth + coalesce(CAST(least(reach - came, layer.qty) AS HUGEINT) * unit_cost, 0), 0) AS worth
    FROM edge ASOF LEFT JOIN layer ON edge.place_no = layer.place_no AND edge.sku_no = layer.sku_no AND edge.reach >= layer.came
  )
  SELECT place_no, sku_no, date, CAST(round(10000 * CAST(max(worth) - min(worth) AS DOUBLE) / CAST(max(known) - min(known) AS DOUBLE)) AS BIGINT)
  FROM reached GROUP BY place_no, sku_no, date HAVING max(known) > min(known)`

/** Stock counts of days before the first purchase: the cost of what lay there, by quantity; where nothing lay there, the dearest. */
const COUNTED: Sql = sql`INSERT INTO step
  WITH counted AS (
    SELECT place_no, sku_no, date, CAST(coalesce(
        round(10000 * CAST(sum(CASE WHEN on_hand > 0 THEN CAST(on_hand AS HUGEINT) * unit_cost END) AS DOUBLE) / nullif(CAST(sum(CASE WHEN on_hand > 0 THEN on_hand END) AS DOUBLE), 0)),
        10000 * max(unit_cost)) AS BIGINT) AS unit_cost
    FROM inventory_line WHERE unit_cost IS NOT NULL GROUP BY place_no, sku_no, date
  ), first_step AS (SELECT place_no, sku_no, min(date) AS first_date FROM step GROUP BY place_no, sku_no)
  SELECT place_no, sku_no, date, counted.unit_cost FROM counted LEFT JOIN first_step USING (place_no, sku_no) WHERE first_date IS NULL OR date < first_date`
