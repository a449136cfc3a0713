import { raw, type Sql, sql } from '../db/sql'
import { defineMetric, type MetricContext, type SumPart } from './metric'
import { ORDERS_PART, sumOf } from './openings'
import { NAMED } from './product-columns'

/** A bill with more products is a wholesale order or a stock list: its pairs say nothing of what goes together, and there are too many of them. */
const MAX_PRODUCTS = 100

const BILL = raw('store_id, date, transaction_id')
const sales = (ctx: MetricContext): Sql => sql`(SELECT * FROM ${ctx.lines} WHERE line_type = 'SALE' AND transaction_id IS NOT NULL)`
/** Bills that pairs are counted in. */
const bills = (ctx: MetricContext): Sql =>
  sql`(SELECT ${BILL} FROM ${sales(ctx)} GROUP BY ${BILL} HAVING count(DISTINCT sku_id) BETWEEN 2 AND ${MAX_PRODUCTS})`
const ofProduct = (ctx: MetricContext, sku: unknown, more: Sql = raw('')): Sql =>
  sql`(SELECT * FROM ${sales(ctx)} SEMI JOIN ${bills(ctx)} USING (${BILL}) WHERE sku_id = ${String(sku)}${more})`
const BILLS: SumPart = { ...ORDERS_PART, title: 'Bills' }

export default defineMetric({
  id: 'basket',
  title: 'Bought together',
  definition:
    'Pairs of products that are on one bill more often than chance would have it, surest first. Over bills of the period with 2 to 100 products.',
  params: [
    { name: 'sku', type: 'word', default: '', definition: 'Only pairs with this SKU, which is then the first of the pair; empty for all.' },
    { name: 'limit', type: 'integer', default: 100, min: 1, max: 10_000, definition: 'How many pairs to list.' },
  ],
  columns: [
    { name: 'sku_a', unit: 'id', title: 'SKU', definition: 'The first product of the pair.', nullable: false },
    { name: 'name_a', unit: 'text', title: 'Product', definition: 'Its name. NULL when no file names it.', nullable: true },
    { name: 'sku_b', unit: 'id', title: 'Bought with (SKU)', definition: 'The second product of the pair.', nullable: false },
    { name: 'name_b', unit: 'text', title: 'Bought with', definition: 'Its name. NULL when no file names it.', nullable: true },
    {
      name: 'bills_together',
      unit: 'count',
      title: 'Bills with both',
      definition: 'Bills that hold both products; at least 5, and 1 in 1,000 of all bills with two products.',
      nullable: false,
      opens: (ctx, row) => ({
        ...sumOf(BILLS, 'One for each bill that holds both; the rows are those of the first product.'),
        lines: sql`(SELECT * FROM ${ofProduct(ctx, row.sku_a)} SEMI JOIN ${ofProduct(ctx, row.sku_b)} USING (${BILL}))`,
      }),
    },
    {
      name: 'bills_a',
      unit: 'count',
      title: 'Bills',
      definition: 'Bills with the first product.',
      nullable: false,
      opens: (ctx, row) => ({ ...sumOf(BILLS), lines: ofProduct(ctx, row.sku_a) }),
    },
    {
      name: 'bills_b',
      unit: 'count',
      title: 'Bills with the other',
      definition: 'Bills with the second product.',
      nullable: false,
      opens: (ctx, row) => ({ ...sumOf(BILLS), lines: ofProduct(ctx, row.sku_b) }),
    },
    {
      name: 'confidence',
      unit: 'ratio',
      title: 'Of its buyers',
      definition: 'Bills with both ÷ bills with the first product.',
      nullable: false,
      opens: () => ({ like: 'bills_together', rule: 'The bills with both, divided by the bills with the first product.' }),
    },
    {
      name: 'lift',
      unit: 'number',
      title: 'Times chance',
      definition: 'Bills with both × all bills ÷ (bills with the first × bills with the second): 1 is chance.',
      nullable: false,
      opens: () => ({
        like: 'bills_together',
        rule: 'How many times more bills hold both than would if the two had nothing to do with each other.',
      }),
    },
    {
      name: 'lift_low',
      unit: 'number',
      title: 'At least',
      definition: 'Lower end of the 95 % range of the lift; pairs are listed when it is above 1.2.',
      nullable: false,
      opens: () => ({ like: 'bills_together', rule: 'The lowest that the times of chance may be, with so few or many bills.' }),
    },
  ],
  keys: { sku_a: raw('sku_id'), sku_b: raw('NULL') },
  sql: (ctx) => {
    const sku = String(ctx.args.sku)
    return sql`WITH ${NAMED}, line AS MATERIALIZED (
  SELECT DISTINCT sku_no, hash(place_no, date, transaction_id) AS bill FROM ${sales(ctx)}
), bill AS (
  SELECT bill FROM line GROUP BY bill HAVING count(*) BETWEEN 2 AND ${MAX_PRODUCTS}
), total AS (
  SELECT count(*) AS n, greatest(5, CAST(count(*) AS DOUBLE) / 1000) AS least FROM bill
), sold AS (
  SELECT sku_no, count(*) AS n FROM line SEMI JOIN bill USING (bill) GROUP BY sku_no HAVING count(*) >= (SELECT least FROM total)
), entry AS MATERIALIZED (
  SELECT bill, sku_no AS no FROM line SEMI JOIN bill USING (bill) SEMI JOIN sold USING (sku_no)
), pair AS (
  SELECT a.no AS a, b.no AS b, count(*) AS together FROM entry a JOIN entry b ON a.bill = b.bill AND ${sku === '' ? raw('a.no < b.no') : sql`a.no <> b.no AND a.no = (SELECT sku_no FROM named WHERE sku_id = ${sku})`}
  GROUP BY a.no, b.no HAVING count(*) >= (SELECT least FROM total)
), judged AS (
  SELECT a, b, together, one.n AS na, other.n AS nb, CAST(together AS DOUBLE) * total.n / (CAST(one.n AS DOUBLE) * other.n) AS lift,
    sqrt(greatest(0, 1.0 / together - 1.0 / one.n - 1.0 / other.n + 2.0 * together / (CAST(one.n AS DOUBLE) * other.n) - 1.0 / total.n)) AS spread
  FROM pair JOIN sold one ON one.sku_no = a JOIN sold other ON other.sku_no = b CROSS JOIN total
)
SELECT name_a.sku_id AS sku_a, name_a.product_name AS name_a, name_b.sku_id AS sku_b, name_b.product_name AS name_b, CAST(together AS BIGINT) AS bills_together, CAST(na AS BIGINT) AS bills_a, CAST(nb AS BIGINT) AS bills_b,
  CAST(together AS DOUBLE) / na AS confidence, lift, round(exp(ln(lift) - 1.96 * spread), 6) AS lift_low
FROM judged JOIN named name_a ON name_a.sku_no = a JOIN named name_b ON name_b.sku_no = b
WHERE round(exp(ln(lift) - 1.96 * spread), 6) > 1.2 ORDER BY lift_low DESC, a, b LIMIT ${ctx.args.limit as number}`
  },
  warnings: (rows) =>
    rows.length === 0 ? ['No two products are on enough bills together. Sales without bill numbers cannot be paired.'] : [],
})
