import { Button, Checkbox, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InvoiceLine } from '../../domain/invoice'
import { lineDifference } from '../../domain/invoice-checks'
import type { Format } from '../../ui/format'
import { type DraftLine, draftLine } from './invoice-draft'
import classes from './invoice-form.module.css'
import { LineFields, MORE } from './line-fields'

/** The goods of an invoice, each line with what is off about its sum; lines can be added and taken out. */
export function LinesSection({
  lines,
  read,
  format,
  onLines,
  onFocus,
}: {
  lines: readonly DraftLine[]
  /** what the lines say as numbers, in the same order */
  read: readonly InvoiceLine[]
  format: Format
  onLines: (change: (lines: readonly DraftLine[]) => DraftLine[]) => void
  onFocus: (key: string) => void
}) {
  const { t } = useTranslation('invoices')
  const [more, setMore] = useState(() => lines.some((line) => MORE.some((field) => line[field] !== '')))
  const next_id = useRef(lines.length)
  const change = useCallback(
    (id: number, field: string, value: string) =>
      onLines((before) => before.map((line) => (line.id === id ? { ...line, [field]: value } : line))),
    [onLines],
  )
  const remove = useCallback((id: number) => onLines((before) => before.filter((line) => line.id !== id)), [onLines])
  const add = () => {
    const fresh = draftLine(null, next_id.current++)
    onLines((before) => [...before, fresh])
  }
  return (
    <section aria-label={t('lines')}>
      <div className={classes.lines_head}>
        <h3>{t('lines')}</h3>
        <Checkbox
          size="xs"
          className={classes.target}
          label={t('more_fields')}
          checked={more}
          onChange={(event) => setMore(event.currentTarget.checked)}
        />
      </div>
      {lines.length === 0 ? <Text c="dimmed">{t('no_lines')}</Text> : null}
      {lines.map((line, at) => {
        const said = read[at]
        const difference = said ? lineDifference(said) : 0
        return (
          <LineFields
            key={line.id}
            line={line}
            position={at + 1}
            more={more}
            off={difference === 0 ? null : t('check.line_off', { difference: format.money_exact(Math.abs(difference) / 10_000) })}
            onChange={change}
            onRemove={remove}
            onFocus={onFocus}
          />
        )
      })}
      <Button variant="default" size="xs" mt="xs" className={classes.target} leftSection={<IconPlus aria-hidden size={16} />} onClick={add}>
        {t('add_line')}
      </Button>
    </section>
  )
}
