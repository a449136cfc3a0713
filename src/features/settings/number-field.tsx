import { NumberInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { daysWord } from './days-word'

/** A number that is saved when the field is left, or Enter is pressed; what is out of bounds is brought in. `empty`: it may be left out, which saves null. */
export function NumberField({
  value,
  onSave,
  min = 0,
  max = 1_000_000_000,
  whole = false,
  empty = false,
  days = false,
  suffix,
  ...field
}: {
  label: string
  description?: string
  placeholder?: string
  suffix?: string
  min?: number
  max?: number
  whole?: boolean
  empty?: boolean
  /** the number counts days */
  days?: boolean
  value: number | null
  onSave: (value: number | null) => unknown
}) {
  const { i18n } = useTranslation()
  const [typed, setTyped] = useState<number | string>(value ?? '')
  useEffect(() => setTyped(value ?? ''), [value])
  const keep = () => {
    const wanted = typeof typed === 'number' ? Math.min(max, Math.max(min, whole ? Math.round(typed) : typed)) : empty ? null : value
    setTyped(wanted ?? '')
    if (wanted !== value) void onSave(wanted)
  }
  return (
    <NumberInput
      {...field}
      suffix={days ? daysWord(i18n.language, typed) : suffix}
      value={typed}
      onChange={setTyped}
      onBlur={keep}
      onKeyDown={(event) => event.key === 'Enter' && keep()}
      min={min}
      max={max}
      allowDecimal={!whole}
      allowNegative={false}
      clampBehavior="blur"
    />
  )
}
