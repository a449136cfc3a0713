import { NumberInput, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Filter } from '../../domain/filter'
import { Panel } from '../../ui/panel'
import { useFormat } from '../../ui/settings-context'
import { type BatchRow, batchKey } from './batch-row'
import classes from './expiry.module.css'
import { useBatches } from './use-batches'

const CUTS = [0, 10, 20, 30, 40, 50, 60, 70]

/** What a lower price, or taking it off the shelf earlier, would change. Nothing is kept. */
export function WhatIf({ row, within }: { row: BatchRow; within: Partial<Filter> }) {
  const { t } = useTranslation('expiry')
  const format = useFormat()
  const [cut, setCut] = useState(0)
  const [lead, setLead] = useState<number | null>(null)
  const [days] = useDebouncedValue(lead, 300)
  const { batches } = useBatches({ discount_pct: cut, ...(days !== null && { removal_lead_days: days }) }, within)
  const after = batches.find((one) => batchKey(one) === batchKey(row))
  const changed = after && (after.expected_unsold_units !== row.expected_unsold_units || after.risk_score !== row.risk_score)
  const units = (one: BatchRow) => format.units(Math.round((one.expected_unsold_units ?? 0) * 10) / 10)
  return (
    <Panel title={t('own.what_if')} note={t('own.what_if_note')}>
      <div className={classes.whatif}>
        <Select
          label={t('own.cut')}
          size="sm"
          w={160}
          allowDeselect={false}
          value={String(cut)}
          onChange={(value) => setCut(Number(value))}
          data={CUTS.map((value) => ({ value: String(value), label: value === 0 ? t('own.none') : `${value} %` }))}
        />
        <NumberInput
          label={t('own.lead')}
          size="sm"
          w="min(100%, 320px)"
          min={0}
          max={365}
          allowDecimal={false}
          value={lead ?? ''}
          placeholder="0"
          onChange={(value) => setLead(typeof value === 'number' ? value : null)}
        />
        <p role="status" className="tabular">
          {changed
            ? t('own.effect', {
                before: units(row),
                after: units(after),
                score_before: row.risk_score,
                score_after: after.risk_score,
              })
            : cut > 0 || lead !== null
              ? t('own.no_effect')
              : null}
        </p>
      </div>
    </Panel>
  )
}
