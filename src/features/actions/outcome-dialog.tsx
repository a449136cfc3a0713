import { Button, Group, NumberInput, Stack, Text, Textarea } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { engine } from '../../client'
import { type Action, type OutcomeInput, unitsOf } from '../../domain/action'
import { toErrorShape } from '../../domain/errors'
import { Dialog } from '../../ui/dialog'
import { say } from '../../ui/say'
import { useFormat } from '../../ui/settings-context'
import { hideUndo } from './undo-notice'
import { useStoreName } from './use-actions'
import { whatToDo } from './words'

/** What an action brought: filled in with what files say, else with what was expected; a person has the last word. null = closed. */
export function OutcomeDialog({ action, onClose }: { action: Action | null; onClose: () => void }) {
  const { t } = useTranslation('actions')
  const format = useFormat()
  const store = useStoreName()
  const [said, setSaid] = useState<OutcomeInput>(NOTHING)
  const [busy, setBusy] = useState(false)
  useEffect(() => setSaid(action ? suggested(action) : NOTHING), [action])
  const most = action ? unitsOf(action) : 0
  const save = async () => {
    if (!action) return
    setBusy(true)
    try {
      if (action.status === 'DONE') await engine.call('actions.outcome', { action_id: action.action_id, outcome: said })
      else await engine.call('actions.transition', { action_ids: [action.action_id], step: 'complete', outcome: said })
      hideUndo()
      say({ id: 'actions', message: t('said.complete', { count: 1 }), autoClose: 3_000 })
      onClose()
    } catch (thrown) {
      say({ id: 'actions', message: t(toErrorShape(thrown).code === 'conflict' ? 'said.conflict' : 'said.failed') })
    } finally {
      setBusy(false)
    }
  }
  const number = (name: 'cleared_units' | 'recovered_value' | 'action_cost', max?: number) => (
    <NumberInput
      label={t(`outcome.${name}`)}
      description={t(`outcome.${name}_help`)}
      value={said[name]}
      onChange={(value) => setSaid((before) => ({ ...before, [name]: typeof value === 'number' ? value : 0 }))}
      min={0}
      {...(max === undefined ? {} : { max })}
      decimalScale={name === 'cleared_units' ? 3 : 2}
      clampBehavior="blur"
      {...(name === 'cleared_units' ? {} : format.money_field)}
    />
  )
  return (
    <Dialog opened={action !== null} onClose={onClose} title={t('outcome.title')} close_label={t('outcome.close')}>
      {action ? (
        <Stack gap="sm">
          <Text>
            {action.product_name}: {whatToDo(t, format, action, store)}
          </Text>
          {number('cleared_units', most)}
          {number('recovered_value')}
          {number('action_cost')}
          <Textarea
            label={t('outcome.notes')}
            value={said.notes ?? ''}
            maxLength={2000}
            onChange={(event) => {
              const notes = event.currentTarget.value
              setSaid((before) => ({ ...before, notes }))
            }}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" size="md" onClick={onClose}>
              {t('outcome.close')}
            </Button>
            <Button size="md" loading={busy} onClick={() => void save()}>
              {t('outcome.save')}
            </Button>
          </Group>
        </Stack>
      ) : null}
    </Dialog>
  )
}

const NOTHING: OutcomeInput = { recovered_value: 0, action_cost: 0, cleared_units: 0, notes: '' }

function suggested({ outcome, measured, baseline, qty }: Action): OutcomeInput {
  const known = outcome ?? measured
  if (known)
    return {
      recovered_value: known.recovered_value,
      action_cost: known.action_cost,
      cleared_units: known.cleared_units,
      notes: known.notes,
    }
  return {
    recovered_value: Math.round(baseline.unit_value * qty * 100) / 100,
    action_cost: baseline.lane_cost,
    cleared_units: qty,
    notes: '',
  }
}
