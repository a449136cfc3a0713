import { raw, sql } from '../db/sql'
import { money } from './expressions'
import { day } from './lines'
import { defineMetric, type MetricContext, type SumPart } from './metric'
import { REVENUE_PART, sumOf } from './openings'

const DAYS = 365
/** With fewer customers a fifth of them is too few to stand for a kind: no scores and no kinds are given. */
const MIN_CUSTOMERS = 50
/** What tills write as the name of a customer whom they do not know. */
const NOBODY = raw(
  `regexp_full_match(lower(trim(customer_id)), '(cash|walk[ -]?in|counter|retail|guest|general|unknown|n/?a|none|-)?( ?(sales?|customer|party|buyer))?\\.?')`,
)
const year = (ctx: MetricContext) => sql`(SELECT * FROM ${ctx.scope} WHERE date > ${day(ctx.as_of)} - ${DAYS} AND customer_id IS NOT NULL)`

/** 1 on the first SALE line of each bill; where a line has no bill number its day in the store is the visit. */
const VISITS: SumPart = {
  name: 'contribution',
  title: 'Visits',
  unit: 'count',
  of: raw(
    `CASE WHEN line_type = 'SALE' AND row_number() OVER (PARTITION BY store_id, date, transaction_id, line_type ORDER BY dataset_id, row_no) = 1 THEN 1 END`,
  ),
  scale: 1,
}
const sinceLast = (as_of: string): SumPart => ({
  name: 'contribution',
  title: 'Days since the last visit',
  unit: 'count',
  of: sql`CASE WHEN line_type = 'SALE' AND row_number() OVER (PARTITION BY line_type ORDER BY date DESC, dataset_id, row_no) = 1 THEN ${day(as_of)} - date END`,
  scale: 1,
})
const own = (ctx: MetricContext, row: Record<string, unknown>) =>
  sql`(SELECT * FROM ${year(ctx)} WHERE customer_id = ${String(row.customer)})`

const score = (name: string, title: string, like: string, worse: string) =>
  ({
    name,
    unit: 'rank',
    title,
    definition: `1 + the fifths of the customers who ${worse}, at most 5. NULL with fewer than ${MIN_CUSTOMERS} customers.`,
    nullable: true,
    opens: () => ({ like, rule: `By the share of the customers who ${worse}: 5 is the best fifth.` }),
  }) as const

export default defineMetric({
  id: 'customers-rfm',
  title: 'Customers',
  definition:
    'Who buys: how long ago, how often and for how much in the 365 days up to the as-of date, and what kind of customer that makes. Sales to nobody in particular (cash, walk-in, counter) are left out.',
  params: [
    { name: 'limit', type: 'integer', default: 1000, min: 1, max: 1_000_000, definition: 'How many customers to list; scores are of all.' },
  ],
  columns: [
    {
      name: 'customer',
      unit: 'text',
      title: 'Customer',
      definition: 'The customer as the files name them; phone numbers only as a digest.',
      nullable: false,
    },
    {
      name: 'segment',
      unit: 'word',
      title: 'Kind',
      definition:
        'champion: recent and frequent (both 4 or 5); loyal: frequent; new: among the most recent, and once; at_risk: frequent enough but not lately; lost: long ago and seldom; regular: the others. NULL with too few customers.',
      nullable: true,
    },
    { name: 'last_visit', unit: 'date', title: 'Last visit', definition: 'Newest day with a SALE line.', nullable: false },
    {
      name: 'recency_days',
      unit: 'count',
      title: 'Days since',
      definition: 'Days from the last visit to the as-of date.',
      nullable: false,
      opens: (ctx, row) => ({ ...sumOf(sinceLast(ctx.as_of), 'The days from the newest sale to this customer.'), lines: own(ctx, row) }),
    },
    {
      name: 'visits',
      unit: 'count',
      title: 'Visits',
      definition: 'Bills with a SALE line; of lines without a bill number, days in a store.',
      nullable: false,
      opens: (ctx, row) => ({
        ...sumOf(VISITS, 'One for each bill with a sale; the row shown is the bill’s first.'),
        lines: own(ctx, row),
      }),
    },
    {
      name: 'revenue',
      unit: 'money',
      title: 'Revenue',
      definition: 'Net sales to the customer without tax, returns deducted. NULL when no line has an amount.',
      nullable: true,
      opens: (ctx, row) => ({ ...sumOf(REVENUE_PART), lines: own(ctx, row) }),
    },
    {
      name: 'first_visit',
      unit: 'date',
      title: 'First visit',
      definition: 'Oldest day with a SALE line in all the data up to the as-of date.',
      nullable: false,
    },
    score('r', 'Recent', 'recency_days', 'came longer ago'),
    score('f', 'Often', 'visits', 'came less often'),
    score('m', 'Value', 'revenue', 'brought less'),
  ],
  keys: { customer: raw('customer_id') },
  sql: (ctx) => sql`WITH customer AS (
  SELECT customer_id, max(date) FILTER (WHERE line_type = 'SALE') AS last_visit, sum(net_ex_tax) AS revenue,
    count(DISTINCT hash(place_no, date, transaction_id)) FILTER (WHERE line_type = 'SALE') AS visits
  FROM ${year(ctx)} GROUP BY customer_id HAVING last_visit IS NOT NULL AND NOT ${NOBODY}
), born AS (
  SELECT customer_id, min(date) AS first_visit FROM ${ctx.scope} WHERE line_type = 'SALE' AND customer_id IS NOT NULL GROUP BY customer_id
), placed AS (
  SELECT *, count(*) OVER () AS n, rank() OVER (ORDER BY last_visit) - 1 AS worse_r, rank() OVER (ORDER BY visits) - 1 AS worse_f, rank() OVER (ORDER BY revenue NULLS FIRST) - 1 AS worse_m
  FROM customer
), scored AS (
  SELECT *, CASE WHEN n >= ${MIN_CUSTOMERS} THEN least(5, 1 + 5 * worse_r // n) END AS r, CASE WHEN n >= ${MIN_CUSTOMERS} THEN least(5, 1 + 5 * worse_f // n) END AS f,
    CASE WHEN n >= ${MIN_CUSTOMERS} THEN least(5, 1 + 5 * worse_m // n) END AS m
  FROM placed
)
SELECT customer_id AS customer, CASE WHEN r >= 4 AND f >= 4 THEN 'champion' WHEN f >= 4 THEN 'loyal' WHEN r = 5 AND f = 1 THEN 'new' WHEN r <= 2 AND f >= 3 THEN 'at_risk'
    WHEN r = 1 AND f <= 2 THEN 'lost' WHEN r IS NOT NULL THEN 'regular' END AS segment,
  CAST(last_visit AS VARCHAR) AS last_visit, CAST(${day(ctx.as_of)} - scored.last_visit AS BIGINT) AS recency_days, CAST(visits AS BIGINT) AS visits, ${money(raw('scored.revenue'))} AS revenue,
  CAST(first_visit AS VARCHAR) AS first_visit, CAST(r AS BIGINT) AS r, CAST(f AS BIGINT) AS f, CAST(m AS BIGINT) AS m
FROM scored JOIN born USING (customer_id) ORDER BY scored.revenue DESC NULLS LAST, customer_id LIMIT ${ctx.args.limit as number}`,
  warnings: (rows) => {
    if (rows.length === 0) return ['No sale names a customer. Drop sales with a column of customers to see who buys.']
    return rows.every((row) => row.r === null)
      ? [`There are fewer than ${MIN_CUSTOMERS} known customers, too few to tell kinds apart.`]
      : []
  },
})
