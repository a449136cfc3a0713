import { Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReturnTerms } from '../../domain/store-settings'
import { daysWord } from './days-word'

/** Suppliers who take goods back: what they pay and until when. */
export function ReturnsList({ returns, onSave }: { returns: readonly ReturnTerms[]; onSave: (returns: ReturnTerms[]) => unknown }) {
  const { t, i18n } = useTranslation('settings')
  const [supplier, setSupplier] = useState('')
  const [pays, setPays] = useState<number | string>(100)
  const [days, setDays] = useState<number | string>(0)
  const named = supplier.trim()
  const add = () => {
    const others = returns.filter((one) => one.supplier !== named)
    void onSave([
      ...others,
      { supplier: named, pays: Math.min(100, Math.max(0, Number(pays) || 0)) / 100, days_before_expiry: Math.round(Number(days) || 0) },
    ])
    setSupplier('')
  }
  return (
    <Stack gap="xs" component="fieldset" m={0} p={0} bd={0}>
      <Text component="legend" size="sm" fw={500} p={0}>
        {t('actions.returns')}
      </Text>
      <Text size="xs" c="dimmed">
        {t('actions.returns_help')}
      </Text>
      {returns.map((one) => (
        <Group key={one.supplier} justify="space-between" wrap="nowrap">
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {t(one.days_before_expiry < 0 ? 'actions.return_after' : 'actions.return_before', {
              supplier: one.supplier,
              percent: Math.round(one.pays * 100),
              days: Math.abs(one.days_before_expiry),
            })}
          </Text>
          <Button
            variant="subtle"
            size="compact-sm"
            mih={44}
            onClick={() => void onSave(returns.filter(({ supplier: name }) => name !== one.supplier))}
            aria-label={t('actions.remove_return', { supplier: one.supplier })}
          >
            {t('actions.remove')}
          </Button>
        </Group>
      ))}
      <Group align="flex-end" gap="xs">
        <TextInput
          label={t('actions.supplier')}
          value={supplier}
          maxLength={200}
          onChange={(event) => setSupplier(event.currentTarget.value)}
        />
        <NumberInput label={t('actions.pays')} value={pays} onChange={setPays} min={0} max={100} suffix=" %" w={120} />
        <NumberInput
          label={t('actions.days_before')}
          value={days}
          onChange={setDays}
          min={-3650}
          max={3650}
          allowDecimal={false}
          suffix={daysWord(i18n.language, days)}
          w={180}
        />
        <Button variant="default" mih={44} disabled={named === ''} onClick={add}>
          {t('actions.add')}
        </Button>
      </Group>
    </Stack>
  )
}
