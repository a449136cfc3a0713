import { Button, Group, NativeSelect, Stack, Switch, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Lane, StoreSettings } from '../../domain/store-settings'
import { NumberField } from './number-field'

/** Ways between two stores that differ from the others. */
export function LanesList({
  lanes,
  usual,
  stores,
  onSave,
}: {
  lanes: readonly Lane[]
  usual: StoreSettings['usual_lane']
  stores: readonly { store_id: string; name: string }[]
  onSave: (lanes: Lane[]) => unknown
}) {
  const { t } = useTranslation('settings')
  const [from, setFrom] = useState(stores[0]?.store_id ?? '')
  const [to, setTo] = useState(stores[1]?.store_id ?? '')
  const name = (id: string) => stores.find(({ store_id }) => store_id === id)?.name ?? id
  const is_same = (lane: Lane, other: { from_store: string; to_store: string }) =>
    lane.from_store === other.from_store && lane.to_store === other.to_store
  const change = (lane: Lane, by: Partial<Lane>) => onSave(lanes.map((one) => (is_same(one, lane) ? { ...one, ...by } : one)))
  const data = stores.map(({ store_id, name: label }) => ({ value: store_id, label }))
  const can_add = from !== to && !lanes.some((lane) => is_same(lane, { from_store: from, to_store: to }))
  return (
    <Stack gap="xs" component="fieldset" m={0} p={0} bd={0}>
      <Text component="legend" size="sm" fw={500} p={0}>
        {t('actions.lanes')}
      </Text>
      {lanes.map((lane) => (
        <Stack key={JSON.stringify([lane.from_store, lane.to_store])} gap="xs" p="sm" bd="1px solid var(--lucid-border)" bdrs="md">
          <Group justify="space-between">
            <Text size="sm">{t('actions.lane', { from: name(lane.from_store), to: name(lane.to_store) })}</Text>
            <Button
              variant="subtle"
              size="compact-sm"
              mih={44}
              onClick={() => void onSave(lanes.filter((one) => !is_same(one, lane)))}
              aria-label={t('actions.remove_lane', { from: name(lane.from_store), to: name(lane.to_store) })}
            >
              {t('actions.remove')}
            </Button>
          </Group>
          <Switch
            label={t('actions.lane_open')}
            checked={lane.open}
            onChange={(event) => void change(lane, { open: event.currentTarget.checked })}
          />
          {lane.open ? (
            <Group grow align="flex-end">
              <NumberField
                label={t('actions.lead_days')}
                whole
                max={365}
                value={lane.lead_days}
                onSave={(lead_days) => change(lane, { lead_days: lead_days ?? 0 })}
              />
              <NumberField
                label={t('actions.unit_cost')}
                value={lane.unit_cost}
                onSave={(unit_cost) => change(lane, { unit_cost: unit_cost ?? 0 })}
              />
              <NumberField
                label={t('actions.fixed_cost')}
                value={lane.fixed_cost}
                onSave={(fixed_cost) => change(lane, { fixed_cost: fixed_cost ?? 0 })}
              />
            </Group>
          ) : null}
        </Stack>
      ))}
      <Group align="flex-end" gap="xs">
        <NativeSelect label={t('actions.from')} value={from} onChange={(event) => setFrom(event.currentTarget.value)} data={data} />
        <NativeSelect label={t('actions.to')} value={to} onChange={(event) => setTo(event.currentTarget.value)} data={data} />
        <Button
          variant="default"
          mih={44}
          disabled={!can_add}
          onClick={() => void onSave([...lanes, { ...usual, from_store: from, to_store: to }])}
        >
          {t('actions.add_lane')}
        </Button>
      </Group>
    </Stack>
  )
}
