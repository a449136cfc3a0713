import { NO_FILTER } from '../domain/filter'
import type { Row } from '../domain/metric'
import type { FigureSource } from '../ui/figure'

/** A figure over all data, whatever filter the page has: the figures of actions are of the whole shop. */
export const wholeShop = (metric_id: string, column: string, args: FigureSource['args'] = {}, row: Row = {}): FigureSource => ({
  metric_id,
  args,
  filter: NO_FILTER,
  as_of: null,
  column,
  row,
})

/** A column of inventory-health over all stores. */
export const stockFigure = (column: string): FigureSource =>
  wholeShop('inventory-health', column, { by: 'all' }, { store_id: null, category: null, supplier: null })
