import { UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useEngineQuery } from '../../client'
import type { FilterOptions } from '../../domain/engine'
import { useGlobalFilter } from '../../url-filter'
import { AsOfChip } from './as-of-chip'
import chip from './chip.module.css'
import { type Choice, ChoiceChip } from './choice-chip'
import classes from './filter-bar.module.css'
import { PeriodChip } from './period-chip'

/** What the URL asks for but the data no longer offers stays in the list, so that it can be unticked. */
function choices(offered: Choice[], chosen: string[]): Choice[] {
  const known = new Set(offered.map((choice) => choice.value))
  return [...offered, ...chosen.filter((value) => !known.has(value)).map((value) => ({ value, label: value }))]
}

function summary(chosen: string[], all: Choice[], whenAll: string, whenMany: string): string {
  if (chosen.length === 0) return whenAll
  if (chosen.length > 1) return whenMany
  return all.find((choice) => choice.value === chosen[0])?.label ?? chosen[0] ?? ''
}

/** The global filter as chips. Chips that have nothing to choose between are left out. */
export default function FilterBar() {
  const { t } = useTranslation('shell')
  const { search, filtered, update, clear } = useGlobalFilter()
  const options = useEngineQuery('filter.options', {})
  const offered: FilterOptions = options.data ?? { stores: [], channels: [], categories: [], first_date: null, last_date: null }
  const lists = [
    {
      key: 'stores' as const,
      label: t('filter.store'),
      all: t('filter.stores'),
      many: (count: number) => t('filter.stores_n', { count }),
      offered: offered.stores.map(({ store_id, name }) => ({ value: store_id, label: name })),
    },
    {
      key: 'channel' as const,
      label: t('filter.channel'),
      all: t('filter.channels'),
      many: (count: number) => t('filter.channels_n', { count }),
      offered: offered.channels.map((value) => ({ value, label: t(`channel_name.${value}`, { defaultValue: value }) })),
    },
    {
      key: 'category' as const,
      label: t('filter.category'),
      all: t('filter.categories'),
      many: (count: number) => t('filter.categories_n', { count }),
      offered: offered.categories.map((value) => ({ value, label: value })),
    },
  ]
  const day = search.as_of ?? offered.last_date
  if (!day && !filtered && lists.every((list) => list.offered.length < 2 && search[list.key] === undefined)) return null
  return (
    <search className={classes.bar} aria-label={t('filter.label')}>
      {lists.map((list) => {
        const chosen = search[list.key] ?? []
        const all = choices(list.offered, chosen)
        if (list.offered.length < 2 && chosen.length === 0) return null
        return (
          <ChoiceChip
            key={list.key}
            label={list.label}
            summary={summary(chosen, all, list.all, list.many(chosen.length))}
            choices={all}
            chosen={chosen}
            onChange={(values) => update({ [list.key]: values.length > 0 ? values : undefined })}
          />
        )
      })}
      {day ? <PeriodChip as_of={day} period={{ from: search.from, to: search.to }} onChange={update} /> : null}
      {day ? <AsOfChip latest={offered.last_date} as_of={search.as_of} onChange={(as_of) => update({ as_of })} /> : null}
      {filtered ? (
        <UnstyledButton className={chip.clear} onClick={clear} style={{ flex: 'none' }}>
          {t('filter.clear_all')}
        </UnstyledButton>
      ) : null}
    </search>
  )
}
