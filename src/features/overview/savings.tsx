import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useEngineQuery } from '../../client'
import { useSavingsSum } from '../../metric-view/use-savings-sum'
import { FigureButton } from '../../ui/figure'
import { Panel } from '../../ui/panel'
import { useFormat } from '../../ui/settings-context'
import { useGlobalFilter } from '../../url-filter'
import classes from './savings.module.css'

/** What was saved by acting on stock that would not have sold; nothing until somebody has decided about an action. */
export function Savings() {
  const { t } = useTranslation('overview')
  const format = useFormat()
  const decided = (useEngineQuery('actions.events', {}).data ?? []).some(({ who }) => who === 'person')
  const { data } = useEngineQuery('kpis.get', {}, { enabled: decided, keepPrevious: true })
  const sum = useSavingsSum()
  const { filtered } = useGlobalFilter()
  if (!decided || !data) return null
  const { savings_expected, savings_realised, capture } = data.dashboard
  const figure = (tile: 'savings_expected' | 'savings_realised' | 'capture', text: string, label: string) => (
    <FigureButton label={label} value={text} onOpen={() => sum.open({ tile })}>
      {text}
    </FigureButton>
  )
  return (
    <Panel
      title={t('savings.title')}
      note={[t('savings.note'), filtered ? t('savings.whole') : null].filter(Boolean).join(' ')}
      actions={
        <Anchor component={Link} to="/actions" size="sm" underline="always">
          {t('savings.open')}
        </Anchor>
      }
    >
      <dl className={classes.facts}>
        <div>
          <dt>{t('savings.realised')}</dt>
          <dd data-kpi="savings_realised">{figure('savings_realised', format.money(savings_realised), t('savings.realised'))}</dd>
        </div>
        <div>
          <dt>{t('savings.expected')}</dt>
          <dd data-kpi="savings_expected">{figure('savings_expected', format.money(savings_expected), t('savings.expected'))}</dd>
        </div>
        {capture === null ? null : (
          <div>
            <dt>{t('savings.capture')}</dt>
            <dd>{figure('capture', format.ratio(capture), t('savings.capture'))}</dd>
          </div>
        )}
      </dl>
      {sum.dialog}
    </Panel>
  )
}
