import type { Row } from '../../src/domain/metric'
import { raw, type Sql, sql } from '../db/sql'
import { openBatch } from './batch-amounts'
import { day } from './lines'
import { lyingBatches } from './lying-batches'
import type { ColumnDefinition, MetricContext } from './metric'
import { sumOf } from './openings'

/** The stock rows of a batch: the rows of the count with its number and its date. */
function rowsOfBatch(ctx: MetricContext, row: Record<string, unknown>): Sql {
  const until = row.expiry_date === null ? raw('good_until IS NULL') : sql`good_until = ${day(String(row.expiry_date))}`
  return countedRows(
    ctx,
    sql`store_id = ${String(row.store_id)} AND sku_id = ${String(row.sku_id)} AND batch = ${String(row.batch_id)} AND ${until}`,
  )
}

/** Rows of the last counts under a condition over lyingBatches, with the columns that an opened figure shows. */
export const countedRows = (ctx: MetricContext, where: Sql): Sql =>
  sql`(SELECT dataset_no, row_no, date, store_id, CAST(NULL AS VARCHAR) AS transaction_id, sku_id, product_name, on_hand AS qty, worth AS net_ex_tax FROM ${lyingBatches(ctx)} WHERE is_counted AND ${where})`

const like = (rule: string) => () => ({ like: 'on_hand', rule })

/** The batch's own figure, on its row. */
const adds = (name: string, unit: 'money' | 'units', title: string, rule: string) => (ctx: MetricContext, row: Row) =>
  openBatch(ctx, row, { name, unit, title }, rule)

/** The columns of batch-risk, in the order of its SQL. */
export const BATCH_COLUMNS: readonly ColumnDefinition[] = [
  { name: 'store_id', unit: 'id', title: 'Store', definition: 'The store.', nullable: false },
  { name: 'sku_id', unit: 'id', title: 'SKU', definition: 'Identity of the product over all files.', nullable: false },
  { name: 'product_name', unit: 'text', title: 'Product', definition: 'Name of the product. NULL when no file names it.', nullable: true },
  { name: 'category', unit: 'text', title: 'Category', definition: 'Category of the product. NULL without one.', nullable: true },
  { name: 'batch_id', unit: 'id', title: 'Batch', definition: 'Number of the batch; empty when the file gives none.', nullable: false },
  {
    name: 'expiry_date',
    unit: 'date',
    title: 'Expires',
    definition:
      'Last good day: of the stock file, else of the batch’s purchase, else the day it came (perishables) or was made and its shelf life. NULL without any.',
    nullable: true,
  },
  {
    name: 'days_to_expiry',
    unit: 'count',
    title: 'Days left',
    definition: 'Days from the as-of date to the last good day; below 0 when it has passed. NULL without a date.',
    nullable: true,
    opens: like('From the as-of date to the last good day.'),
  },
  {
    name: 'on_hand',
    unit: 'units',
    title: 'Counted',
    definition:
      'Quantity of the batch at the last stock count; below 0 where more was billed than there was, 0 when it came after the count.',
    nullable: false,
    opens: (ctx, row) => ({
      ...sumOf({ name: 'contribution', title: 'On hand', unit: 'units', of: raw('qty'), scale: 1000 }),
      lines: rowsOfBatch(ctx, row),
    }),
  },
  {
    name: 'expected_sales_to_expiry',
    unit: 'units',
    title: 'Will sell',
    definition:
      'Units of the batch that sell in time if every day sells what is expected, after the batches that expire before it. NULL without a date.',
    nullable: true,
    opens: like('What is on the shelf, less the units that will not sell.'),
  },
  {
    name: 'expected_unsold_units',
    unit: 'units',
    title: 'Will not sell (mean)',
    definition:
      'Mean of the units that stay, over all that demand can be: E[(queue − demand)⁺], less what batches before it lose. NULL without a date.',
    nullable: true,
    opens: adds(
      'expected_unsold_units',
      'units',
      'Will not sell (mean)',
      'The mean over what can sell until the last good day, after the batches that expire before it.',
    ),
  },
  {
    name: 'at_risk_units',
    unit: 'units',
    title: 'Will not sell',
    definition:
      'Units that stay if every day sells what is expected, rounded up to whole ones. 0 for what has expired, which is counted apart. NULL without a date.',
    nullable: true,
    opens: adds(
      'at_risk_units',
      'units',
      'Will not sell',
      'The stock up to this batch, less what sells until its last day, less what batches before it lose; whole units.',
    ),
  },
  {
    name: 'at_risk_value',
    unit: 'money',
    title: 'Money at risk',
    definition: 'Units that will not sell × unit cost. NULL without a date or a cost.',
    nullable: true,
    opens: adds('at_risk_value', 'money', 'Money at risk', 'The units that will not sell, at what they cost.'),
  },
  {
    name: 'p_unsold',
    unit: 'ratio',
    title: 'Chance that some stays',
    definition: 'Chance that not all of the batch sells in time. NULL without a date.',
    nullable: true,
    opens: like('The chance that demand stays below the stock up to this batch.'),
  },
  {
    name: 'risk_score',
    unit: 'count',
    title: 'Risk',
    definition:
      '100 × (0.55 × share that stays + 0.30 × chance that some stays + 0.15 × that chance × urgency), urgency halving every 3 days for fresh goods, 5 for dairy, 60 for medicines, else 14. 100 when expired. NULL without a date.',
    nullable: true,
    opens: like('How much of it stays, how likely that is, and how soon.'),
  },
  {
    name: 'band',
    unit: 'word',
    title: 'Band',
    definition: 'critical from 80, high from 60, medium from 30, else low. NULL without a score.',
    nullable: true,
  },
  {
    name: 'status',
    unit: 'word',
    title: 'State',
    definition:
      'ACTIVE, EXPIRED, UNDATED (no date known), NETTED (all of it was billed already), ZERO, or NEGATIVE (billed without stock).',
    nullable: false,
  },
  { name: 'reasons', unit: 'text', title: 'Why', definition: 'Codes of the reasons, each with its number.', nullable: false },
  { name: 'received_date', unit: 'date', title: 'Received', definition: 'Day on which it came. NULL when no file says.', nullable: true },
  {
    name: 'expiry_from',
    unit: 'word',
    title: 'Date from',
    definition: 'purchase, received or made, where the date is not the stock file’s own. NULL where it is, or is not known.',
    nullable: true,
  },
  {
    name: 'supplier',
    unit: 'text',
    title: 'Supplier',
    definition: 'Of the batch’s purchase, else the newest purchase in the store, else the product file. NULL without one.',
    nullable: true,
  },
  {
    name: 'qty',
    unit: 'units',
    title: 'On the shelf',
    definition:
      'What is left of the batch: counted, with what was sold and bought since, less what was billed without stock, taken off what expires first.',
    nullable: false,
    opens: adds('qty', 'units', 'On the shelf', 'The count, brought forward by what was sold and bought since.'),
  },
  {
    name: 'daily_units',
    unit: 'number',
    title: 'Sells a day',
    definition: 'Units that an average day sells of the product in the store (its level).',
    nullable: false,
    opens: like('From the sales of the last year; see Demand.'),
  },
  {
    name: 'demand_class',
    unit: 'word',
    title: 'How it sells',
    definition: 'smooth, erratic, intermittent, lumpy or new. NULL when nothing is known of it in the store.',
    nullable: true,
  },
  {
    name: 'sell_days',
    unit: 'count',
    title: 'Days to sell',
    definition: 'Days to the last good day, less the days before it from which on it is not sold; not below 0. NULL unless it can be sold.',
    nullable: true,
    opens: like('From the day after the as-of date to the last day on which it is sold.'),
  },
  {
    name: 'expected_demand',
    unit: 'units',
    title: 'Sells in that time',
    definition: 'Units of the product expected to sell in the store on these days, by weekday and season. NULL unless it can be sold.',
    nullable: true,
    opens: like('What an average day sells, by weekday and season, over these days.'),
  },
  {
    name: 'dispersion',
    unit: 'number',
    title: 'Ups and downs',
    definition: 'Variance ÷ mean of that demand, in counting units. NULL unless it can be sold.',
    nullable: true,
    opens: like('How unevenly the days sell, widened for how few days the mean is of.'),
  },
  {
    name: 'ahead_units',
    unit: 'units',
    title: 'Sold before it',
    definition: 'Units of the batches that expire before it. NULL unless it can be sold.',
    nullable: true,
    opens: like('The batches of the product in the store that expire before it.'),
  },
  {
    name: 'needed_units',
    unit: 'units',
    title: 'Must be asked for',
    definition:
      'Units that customers must ask for in its days to sell so that all of it sells: the units before it and its own, less the mean of what is lost before it. NULL unless it can be sold.',
    nullable: true,
    opens: like('The units before it and its own, less what is expected to be lost before it.'),
  },
  {
    name: 'fefo_rank',
    unit: 'rank',
    title: 'Turn',
    definition: 'Place in the order in which the batches are sold, from 1. NULL unless it can be sold.',
    nullable: true,
    opens: like('By expiry, then by the day it came, then by number.'),
  },
  {
    name: 'half_life',
    unit: 'count',
    title: 'Urgency halves in',
    definition: 'Days, by the category.',
    nullable: false,
    opens: like('By the category.'),
  },
  {
    name: 'sale_unit',
    unit: 'units',
    title: 'Usual quantity',
    definition: '1; of goods sold in fractions the median quantity of a SALE line of the last 365 days.',
    nullable: false,
    opens: like('The quantity that one sale usually takes.'),
  },
  {
    name: 'unit_cost',
    unit: 'money',
    title: 'Unit cost',
    definition: 'The batch’s, else what the product costs in the store, else 0.7 × its price without tax. NULL when none is known.',
    nullable: true,
    opens: like('What a unit of the batch cost.'),
  },
  {
    name: 'cost_basis',
    unit: 'word',
    title: 'Cost from',
    definition: 'batch, resolved (purchases, counts or the product file) or price. NULL when none is known.',
    nullable: true,
  },
  {
    name: 'stock_value',
    unit: 'money',
    title: 'Stock value',
    definition: 'What is on the shelf × unit cost. NULL without a cost.',
    nullable: true,
    opens: adds('stock_value', 'money', 'Stock value', 'What is on the shelf, at what it cost.'),
  },
  {
    name: 'expired_value',
    unit: 'money',
    title: 'Expired',
    definition: 'Units × unit cost where it has expired, else 0. NULL without a cost.',
    nullable: true,
    opens: adds('expired_value', 'money', 'Expired', 'What has expired, at what it cost.'),
  },
  {
    name: 'undated_value',
    unit: 'money',
    title: 'Without a date',
    definition: 'Units × unit cost where no date is known, else 0. NULL without a cost.',
    nullable: true,
    opens: adds('undated_value', 'money', 'Without a date', 'What has no date, at what it cost.'),
  },
  { name: 'counted_on', unit: 'date', title: 'Counted on', definition: 'Day of the store’s last stock count.', nullable: false },
  {
    name: 'count_age',
    unit: 'count',
    title: 'Days since the count',
    definition: 'Days from the store’s last stock count to the as-of date.',
    nullable: false,
    opens: like('From the day of the count to the as-of date.'),
  },
  {
    name: 'confidence',
    unit: 'word',
    title: 'How sure',
    definition: 'low where the product is new or never sold, or the count is more than 14 days old; else usual.',
    nullable: false,
  },
  {
    name: 'is_counted',
    unit: 'flag',
    title: 'Counted',
    definition: 'Whether the last stock count lists it; else it came after it.',
    nullable: false,
  },
]
