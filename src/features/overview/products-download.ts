import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { engine } from '../../client'
import { toErrorShape } from '../../domain/errors'
import { csvSteps } from '../../metric-view/csv-steps'
import { ResultTable } from '../../metric-view/result-table'
import { downloadText } from '../../ui/download'
import { say } from '../../ui/say'
import { inSlices } from '../../ui/steps'
import { useGlobalFilter } from '../../url-filter'

/** The longest list that best-sellers gives. */
const ALL = 1_000_000

/** Downloads every product under the page's filter, ranked as shown, as a CSV that is safe to open in a spreadsheet. */
export function useProductsDownload(by: 'revenue' | 'units'): { start: () => void; busy: boolean } {
  const { t } = useTranslation(['overview', 'errors'])
  const { filter, as_of } = useGlobalFilter()
  const [busy, setBusy] = useState(false)
  const run = async () => {
    setBusy(true)
    try {
      const { csvOf } = await import('../../domain/safe-csv')
      const answer = await engine.call('metrics.table', { metric_id: 'best-sellers', args: { limit: ALL, by }, filter, as_of })
      const columns = ['rank', 'product_name', 'sku_id', 'category', 'total_quantity', 'units_sold', 'revenue'] as const
      const parts = await inSlices(csvSteps(columns, new ResultTable(answer), csvOf))
      if (parts) downloadText(`${t('products.file')}-${answer.as_of ?? ''}.csv`, parts)
    } catch (error) {
      const { code } = toErrorShape(error)
      say({ title: t(`errors:${code}.title`), message: t(`errors:${code}.hint`) })
    } finally {
      setBusy(false)
    }
  }
  return { start: () => void run(), busy }
}
