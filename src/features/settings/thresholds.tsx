import { NativeSelect, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useJobs } from '../../client'
import { isOpenStatus } from '../../domain/job'
import { CostingMethod, type Settings } from '../../domain/settings'
import { Panel } from '../../ui/panel'
import { useShopSettings } from '../../ui/settings-context'
import { NumberField } from './number-field'
import classes from './settings-page.module.css'

const DAYS = [
  ['dead_days', 3650],
  ['slow_days', 3650],
  ['excess_days', 3650],
  ['lead_days', 365],
  ['review_days', 365],
] as const satisfies readonly (readonly [keyof Settings, number])[]

/** The rates of GST in India since 2017, and the one that is set. */
const rates = (set: number) => [...new Set([0, 3, 5, 12, 18, 28, 40, set])].sort((a, b) => a - b)

/** What counts as dead or slow, how ordering goes, what may still be sold, and how goods are costed. A change computes anew what follows it, and nothing else. */
export function Thresholds({ save }: { save: (change: Partial<Settings>) => Promise<void> }) {
  const { t } = useTranslation('settings')
  const settings = useShopSettings()
  const costing = useJobs().some(({ job_type, status }) => job_type === 'recompute' && isOpenStatus(status))
  return (
    <>
      <Panel id="stock" title={t('stock')}>
        <Stack className={classes.body}>
          {DAYS.map(([name, most]) => (
            <NumberField
              whole
              key={name}
              label={t(name)}
              description={t(`${name}_help`)}
              days
              min={1}
              max={most}
              value={settings[name]}
              onSave={(value) => save({ [name]: value ?? settings[name] })}
            />
          ))}
          <NumberField
            whole
            label={t('substitution')}
            description={t('substitution_help')}
            suffix=" %"
            max={100}
            value={Math.round(settings.substitution * 100)}
            onSave={(value) => save({ substitution: (value ?? 0) / 100 })}
          />
          <NumberField
            whole
            label={t('removal_lead')}
            description={t('removal_lead_help')}
            days
            max={365}
            value={settings.removal_lead_days}
            onSave={(value) => save({ removal_lead_days: value ?? settings.removal_lead_days })}
          />
          <NumberField
            whole
            label={t('fefo_share')}
            description={t('fefo_share_help')}
            suffix=" %"
            max={100}
            value={Math.round(settings.fefo_share * 100)}
            onSave={(value) => save({ fefo_share: (value ?? 100) / 100 })}
          />
        </Stack>
      </Panel>
      <Panel id="costs" title={t('costs')}>
        <Stack className={classes.body}>
          <NativeSelect
            label={t('costing_method')}
            description={t(`costing_help.${settings.costing_method}`)}
            value={settings.costing_method}
            disabled={costing}
            onChange={(event) => void save({ costing_method: CostingMethod.parse(event.currentTarget.value) })}
            data={CostingMethod.options.map((value) => ({ value, label: t(`costing.${value}`) }))}
          />
          <NativeSelect
            label={t('included_tax')}
            description={t('included_tax_help')}
            value={String(settings.included_tax_pct)}
            disabled={costing}
            onChange={(event) => void save({ included_tax_pct: Number(event.currentTarget.value) })}
            data={rates(settings.included_tax_pct).map((rate) => ({
              value: String(rate),
              label: rate === 0 ? t('included_tax_none') : `${rate} %`,
            }))}
          />
        </Stack>
      </Panel>
    </>
  )
}
