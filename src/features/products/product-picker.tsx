import { MultiSelect, Select } from '@mantine/core'
import { useMemo } from 'react'
import { useMetric } from '../../use-metric'

/** Products that can be picked, most revenue first. */
const MOST = 10_000

/** Choices that are drawn at a time; typing finds the others. */
const DRAWN = 40

/** Every product as a choice: its name, with its code where names alone would not tell it apart. */
export function useProductChoices(): { value: string; label: string }[] {
  const { result } = useMetric('products', { limit: MOST })
  return useMemo(() => {
    const rows = result?.results ?? []
    const seen = new Map<string, number>()
    for (const row of rows) seen.set(String(row.product_name), (seen.get(String(row.product_name)) ?? 0) + 1)
    return rows.map((row) => {
      const [sku, name] = [String(row.sku_id), String(row.product_name ?? row.sku_id)]
      return { value: sku, label: (seen.get(name) ?? 0) > 1 ? `${name} (${sku})` : name }
    })
  }, [result])
}

interface Common {
  choices: { value: string; label: string }[]
  label: string
  placeholder: string
}

export function ProductPicker({
  choices,
  value,
  onChange,
  ...field
}: Common & { value: string | null; onChange: (sku: string | null) => void }) {
  return <Select {...field} data={choices} value={value} onChange={onChange} searchable clearable limit={DRAWN} />
}

export function ProductsPicker({
  choices,
  value,
  onChange,
  most,
  ...field
}: Common & { value: string[]; onChange: (skus: string[]) => void; most: number }) {
  return <MultiSelect {...field} data={choices} value={value} onChange={onChange} searchable clearable limit={DRAWN} maxValues={most} />
}
