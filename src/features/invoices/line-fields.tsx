import { ActionIcon, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { type DraftLine, isBadNumber, LINE_NUMBERS, type LineNumber, type LineText } from './invoice-draft'
import classes from './invoice-form.module.css'

type Field = LineNumber | LineText
const MAIN: readonly Field[] = ['description', 'quantity', 'unit', 'unit_price', 'discount_rate', 'tax_rate', 'amount']
export const MORE: readonly Field[] = ['code', 'hsn', 'batch', 'expiry', 'mrp', 'free_quantity']

/** One line of goods: its fields, and the way to take it out. `more` shows batch, expiry and the like. */
export const LineFields = memo(function LineFields({
  line,
  position,
  more,
  off,
  onChange,
  onRemove,
  onFocus,
}: {
  line: DraftLine
  /** 1-based */
  position: number
  more: boolean
  /** how far quantity times price is from the amount, in words; null when it holds */
  off: string | null
  onChange: (id: number, field: Field, value: string) => void
  onRemove: (id: number) => void
  onFocus: (key: string) => void
}) {
  const { t } = useTranslation('invoices')
  return (
    <fieldset className={classes.line} onFocus={() => onFocus(`line-${line.id}`)}>
      <legend className={classes.line_legend}>{t('line.title', { n: position })}</legend>
      <div className={classes.line_fields}>
        {[...MAIN, ...(more ? MORE : [])].map((field) => {
          const is_number = field in LINE_NUMBERS
          return (
            <TextInput
              key={field}
              size="xs"
              className={field === 'description' ? classes.wide : undefined}
              label={t(`line.${field}`)}
              value={line[field]}
              onChange={(event) => onChange(line.id, field, event.currentTarget.value)}
              {...(is_number ? { inputMode: 'decimal' as const } : {})}
              error={is_number && isBadNumber(line[field]) ? t('not_a_number') : undefined}
            />
          )
        })}
        <ActionIcon
          variant="subtle"
          color="gray"
          size={44}
          className={classes.remove}
          aria-label={t('line.remove', { n: position })}
          onClick={() => onRemove(line.id)}
        >
          <IconTrash aria-hidden size={18} />
        </ActionIcon>
      </div>
      {off ? <p className={classes.off}>{off}</p> : null}
    </fieldset>
  )
})
