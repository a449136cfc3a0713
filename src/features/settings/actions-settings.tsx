import { MultiSelect, Stack, Switch, TagsInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { engine, queryKey, useEngineQuery } from '../../client'
import type { StoreSettings } from '../../domain/store-settings'
import { Panel } from '../../ui/panel'
import { say } from '../../ui/say'
import { LanesList } from './lanes-list'
import { NumberField } from './number-field'
import { ReturnsList } from './returns-list'
import classes from './settings-page.module.css'

/** What may be done with goods that will not sell: room in stores, ways between them, suppliers who take goods back, and what it costs. */
export function ActionsSettings() {
  const { t } = useTranslation('settings')
  const queries = useQueryClient()
  const { data: settings } = useEngineQuery('store_settings.get', {})
  const { data: options } = useEngineQuery('filter.options', {})
  if (!settings || !options) return null
  const save = async (change: Partial<StoreSettings>) => {
    try {
      queries.setQueryData(queryKey('store_settings.get', {}), await engine.call('store_settings.put', change))
      say({ id: 'settings', message: t('saved'), autoClose: 2_000 })
    } catch {
      say({ id: 'settings', message: t('not_saved') })
    }
  }
  const room = (store_id: string, units: number | null) => {
    const others = settings.capacity.filter((one) => one.store_id !== store_id)
    return save({ capacity: units === null ? others : [...others, { store_id, units }] })
  }
  const usual = settings.usual_lane
  return (
    <Panel id="actions" title={t('actions.title')} note={t('actions.note')}>
      <Stack className={classes.body}>
        {options.stores.length > 1 ? (
          <>
            {options.stores.map(({ store_id, name }) => (
              <NumberField
                key={store_id}
                label={t('actions.room', { store: name })}
                placeholder={t('actions.room_any')}
                value={settings.capacity.find((one) => one.store_id === store_id)?.units ?? null}
                empty
                onSave={(units) => room(store_id, units)}
              />
            ))}
            <NumberField
              label={t('actions.lead_days')}
              description={t('actions.lane_help')}
              days
              max={365}
              whole
              value={usual.lead_days}
              onSave={(lead_days) => save({ usual_lane: { ...usual, lead_days: lead_days ?? 0 } })}
            />
            <NumberField
              label={t('actions.unit_cost')}
              value={usual.unit_cost}
              onSave={(unit_cost) => save({ usual_lane: { ...usual, unit_cost: unit_cost ?? 0 } })}
            />
            <NumberField
              label={t('actions.fixed_cost')}
              description={t('actions.fixed_cost_help')}
              value={usual.fixed_cost}
              onSave={(fixed_cost) => save({ usual_lane: { ...usual, fixed_cost: fixed_cost ?? 0 } })}
            />
            <LanesList lanes={settings.lanes} usual={usual} stores={options.stores} onSave={(lanes) => save({ lanes })} />
          </>
        ) : null}
        <ReturnsList returns={settings.returns} onSave={(returns) => save({ returns })} />
        <NumberField
          label={t('actions.joblot')}
          description={t('actions.joblot_help')}
          suffix=" %"
          max={100}
          whole
          value={Math.round(settings.joblot_share * 100)}
          onSave={(percent) => save({ joblot_share: (percent ?? 0) / 100 })}
        />
        <NumberField
          label={t('actions.disposal')}
          value={settings.disposal_cost}
          onSave={(disposal_cost) => save({ disposal_cost: disposal_cost ?? 0 })}
        />
        <NumberField
          label={t('actions.label')}
          value={settings.label_cost}
          onSave={(label_cost) => save({ label_cost: label_cost ?? 0 })}
        />
        <Switch
          label={t('actions.gst')}
          description={t('actions.gst_help')}
          checked={settings.gst_registered}
          onChange={(event) => void save({ gst_registered: event.currentTarget.checked })}
        />
        <Switch
          label={t('actions.own_elasticity')}
          description={t('actions.own_elasticity_help')}
          checked={settings.own_elasticity}
          onChange={(event) => void save({ own_elasticity: event.currentTarget.checked })}
        />
        <MultiSelect
          label={t('actions.controlled')}
          description={t('actions.controlled_help')}
          data={[...new Set([...options.categories, ...settings.price_controlled])].sort()}
          value={settings.price_controlled}
          onChange={(price_controlled) => void save({ price_controlled })}
          searchable
        />
        <TagsInput
          label={t('actions.excluded')}
          description={t('actions.excluded_help')}
          value={settings.excluded_skus}
          onChange={(excluded_skus) => void save({ excluded_skus })}
        />
      </Stack>
    </Panel>
  )
}
