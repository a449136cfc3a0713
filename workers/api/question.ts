import { z } from 'zod'
import { LucidError } from '../../src/domain/errors'
import { Filter, NO_FILTER } from '../../src/domain/filter'
import type { MetricArgs } from '../../src/domain/metric'

/** Several values are separated by commas; a comma inside a value is written `\,`. */
const list = z.string().optional().describe('One value, or several separated by commas; a comma inside a value is written "\\,".')
const day = z.iso.date().optional()

/** The global filter and the as-of date, as every analytics route takes them. */
export const QuestionQuery = z.object({
  as_of: day.describe('The day that is taken for today; the last sale date when it is not given.'),
  from: day.describe('First day of the period.'),
  to: day.describe('Last day of the period.'),
  period: z
    .string()
    .regex(/^(?:all|\d{4}(?:-(?:0[1-9]|1[0-2]))?)$/, 'must be all, YYYY or YYYY-MM')
    .optional()
    .describe('Instead of from and to: a year, a month, or all.'),
  store_id: list,
  channel: list,
  category: list,
  sku_id: list,
  customer_id: list,
})

/** A question from a URL: the filter, the as-of date, and what is left over as the metric's own arguments. Throws bad_request. */
export function questionOf(
  dataset_id: string,
  query: Record<string, string | undefined>,
): { filter: Filter; as_of: string | null; args: MetricArgs } {
  const { as_of, from, to, period, store_id, channel, category, sku_id, customer_id, ...rest } = query
  if (period !== undefined && (from !== undefined || to !== undefined))
    throw new LucidError('bad_request', 'A period is given twice.', { details: { fields: { period: 'either period, or from and to' } } })
  const args = Object.fromEntries(Object.entries(rest).filter((one): one is [string, string] => one[1] !== undefined))
  return {
    filter: Filter.parse({
      ...NO_FILTER,
      dataset_id: dataset_id === 'all' ? null : dataset_id,
      ...(period === undefined ? { from: from ?? null, to: to ?? null } : daysOf(period)),
      store_id: values(store_id),
      channel: values(channel),
      category: values(category),
      sku_id: values(sku_id),
      customer_id: values(customer_id),
    }),
    as_of: as_of ?? null,
    args,
  }
}

const values = (text: string | undefined): string[] =>
  text === undefined || text === '' ? [] : text.split(/(?<!\\),/).map((one) => one.replaceAll('\\,', ','))

function daysOf(period: string): { from: string | null; to: string | null } {
  if (period === 'all') return { from: null, to: null }
  const [year = '', month] = period.split('-')
  if (month === undefined) return { from: `${year}-01-01`, to: `${year}-12-31` }
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  return { from: `${period}-01`, to: `${period}-${last}` }
}
