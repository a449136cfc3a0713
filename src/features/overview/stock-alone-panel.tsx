import { Anchor, Skeleton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { FactTiles } from '../../metric-view/fact-tiles'
import { NoSalesNote } from '../../metric-view/no-sales-note'
import { useStockAlone } from '../../metric-view/stock-alone'
import { useFormat } from '../../ui/settings-context'
import { useMetric } from '../../use-metric'

const SHOWN = ['total', 'at_risk', 'expired'] as const

/** What a shop sees that has dropped its stock and no sales: what lies there and what goes off. Nothing for others. */
export function StockAlonePanel() {
  return useStockAlone() ? <StockTiles /> : null
}

function StockTiles() {
  const { t } = useTranslation('overview')
  const format = useFormat()
  const asked = useMetric('inventory-health', { by: 'all' })
  const row = asked.result?.results[0] ?? {}
  return (
    <>
      <NoSalesNote about="unsold" />
      {asked.result ? (
        <FactTiles
          facts={SHOWN.map((name) => ({
            label: t(`stock.${name}`),
            value: row[name],
            text: format.money(row[name] as number | null),
            source: asked.open(row, name),
            why: t('stock.why'),
            note: t('stock.note'),
          }))}
        />
      ) : (
        <Skeleton h={98} radius="lg" role="status" aria-label={t('loading')} />
      )}
      <Anchor component={Link} to="/expiry" size="sm" underline="always">
        {t('stock.open')}
      </Anchor>
    </>
  )
}
