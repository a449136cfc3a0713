import type { TFunction } from 'i18next'
import type { Explanation, MetricArgs } from '../../domain/metric'

/** A figure of any metric, by what it says: the words are the same for a shop, a month, a category or a product. */
const PLAIN = [
  'revenue',
  'units',
  'units_sold',
  'orders',
  'returns',
  'average_bill',
  'share',
  'rank',
  'lines',
  'lines_without_bill',
  'lines_without_price',
  'cumulative_percentage',
  'current_stock',
  'estimated_value',
  'days_since_sale',
  'abc',
] as const
type Plain = (typeof PLAIN)[number]
type Kind = { of: Plain; as: 'value' | 'change' | 'compared' }

/** Titles of sums as the engine names them, before ", this period" and the like. */
const SUMS: Record<string, string> = {
  Revenue: 'revenue',
  Units: 'units',
  'Units sold': 'units_sold',
  Orders: 'orders',
  Returns: 'returns',
  Lines: 'lines',
  'Revenue on bills': 'bill_revenue',
  'Revenue of all': 'revenue_of_all',
  'On hand': 'current_stock',
  'Stock value': 'estimated_value',
  'Days since the last sale': 'days_since_sale',
}

/** What a column of a metric says; null for one without words of its own. */
export function kindOf(column: string, args: MetricArgs): Kind | null {
  const chosen = args.metric ?? 'revenue'
  const plain = (name: unknown): Plain | null => PLAIN.find((one) => one === name) ?? null
  const kind = (name: unknown, as: Kind['as']): Kind | null => {
    const of = plain(name)
    return of && { of, as }
  }
  if (column === 'percentage') return kind('share', 'value')
  if (column === 'total_quantity') return kind('units', 'value')
  if (column === 'value') return kind(chosen, 'value')
  if (column === 'prior_value' || column === 'last_year_value') return kind(chosen, 'compared')
  if (column === 'change_percent' || column === 'prior_change' || column === 'last_year_change') return kind(chosen, 'change')
  if (column.endsWith('_change')) return kind(column.slice(0, -'_change'.length), 'change')
  if (column.endsWith('_prev')) return kind(column.slice(0, -'_prev'.length), 'compared')
  return kind(column, 'value')
}

/** An exact definition without the sentences for programs. */
const spoken = (definition: string): string =>
  definition
    .split(/(?<=\.)\s+/)
    .filter((sentence) => !sentence.includes('NULL'))
    .join(' ')

export type FigureWords = { title: string; what: string; how: string; sum: (title: string) => string }

/** How a figure is named and explained to a person, in the page's language; the engine's own words where there are none. */
export function figureWords(t: TFunction<'metrics'>, { column, rule, sums }: Explanation, args: MetricArgs): FigureWords {
  const sum = (title: string): string => {
    const [head = '', tail] = title.split(/, (.*)/)
    const name = SUMS[head]
    if (name === undefined) return title
    const figure = t(`name.${name}`)
    if (tail === undefined) return figure
    return tail === 'this period' || tail === 'compared period'
      ? t(`period.${tail === 'this period' ? 'now' : 'compared'}`, { figure })
      : title
  }
  const kind = kindOf(column.name, args)
  if (!kind) {
    // where the page's language has none either, the exact words are better than none
    const own = (key: string, exact: string) => t(`figures:${key}`, { defaultValue: exact })
    const title = own(`name.${column.name}`, column.title)
    return {
      title,
      what: own(`what.${column.name}`, spoken(column.definition)),
      how: own('how', rule),
      sum: (name) => (name === column.title ? title : sum(name)),
    }
  }
  const figure = t(`name.${kind.of}`)
  const own = ['orders', 'average_bill', 'share', 'rank', 'cumulative_percentage', 'days_since_sale', 'abc'].includes(kind.of)
  const how = own ? t(`how.${kind.of}`) : t('how.sum', { column: sum(sums[0]?.title ?? figure) })
  if (kind.as === 'change')
    return {
      title: t('change_of', { figure }),
      what: `${t('what.change', { figure })} ${t(`what.${kind.of}`)}`,
      how: t(kind.of === 'average_bill' ? 'how.change_average' : 'how.change'),
      sum,
    }
  if (kind.as === 'compared')
    return { title: t('period.compared', { figure }), what: `${t('what.compared', { figure })} ${t(`what.${kind.of}`)}`, how, sum }
  return { title: figure, what: t(`what.${kind.of}`), how, sum }
}
