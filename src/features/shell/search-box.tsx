import { Modal, VisuallyHidden } from '@mantine/core'
import { Spotlight, type SpotlightActionData, spotlight } from '@mantine/spotlight'
import '@mantine/spotlight/styles.layer.css'
import { IconSearch } from '@tabler/icons-react'
import { type NavigateOptions, useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEngineQuery } from '../../client'
import type { Row } from '../../domain/metric'
import { ResultTable } from '../../metric-view/result-table'
import type { RowList } from '../../ui/row-list'
import { useFormat } from '../../ui/settings-context'
import { type Steps, useSteps } from '../../ui/steps'
import { type Destination, FURTHER, MAIN } from './destinations'
import { foundBy } from './found-by'
import classes from './search-box.module.css'
import { useDeeds } from './use-deeds'
import '../../i18n/words/products'
import '../../i18n/words/settings'

/** Longer ranges are searched in slices, between which the page draws. */
const FOUND_AT_ONCE = 2_000
/** Offered of a kind at a time; more letters find the others. */
const OFFERED = 8

/** Search over pages and their parts, what can be done from anywhere, stores and products. `asked` rises with every wish to open it. */
export default function SearchBox({ asked }: { asked: number }) {
  const { t } = useTranslation('shell')
  const format = useFormat()
  const navigate = useNavigate()
  const [query, setQuery] = useState('')
  const { data } = useEngineQuery('products.list', {})
  const options = useEngineQuery('filter.options', {})
  const products = useMemo(() => data && new ResultTable({ rows: data, as_of: null, warnings: [] }), [data])
  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` is the event
  useEffect(() => spotlight.open(), [asked])

  const wanted = query.trim().toLowerCase()
  const say = (key: string) => t(key as 'nav.overview')
  const isFound = ({ within, label, keywords = [] }: Destination) =>
    foundBy(wanted, [...(within ? [within] : []), label, ...keywords].map(say))
  const go = ({ to, search, hash }: Destination) =>
    void navigate({ to, search: (before: Record<string, unknown>) => ({ ...before, ...search }), ...(hash && { hash }) } as NavigateOptions)
  const pages = [
    ...MAIN.filter(isFound).map(
      (one): SpotlightActionData => ({
        id: one.id,
        label: say(one.label),
        leftSection: <one.icon size={20} stroke={1.6} aria-hidden />,
        onClick: () => go(one),
      }),
    ),
    ...(wanted === '' ? [] : FURTHER.filter(isFound)).map(
      (one): SpotlightActionData => ({
        id: one.id,
        label: say(one.label),
        ...(one.within && { description: say(one.within) }),
        onClick: () => go(one),
      }),
    ),
  ].slice(0, OFFERED)
  const deeds = useDeeds().filter(({ label = '' }) => foundBy(wanted, [label]))
  const stores = (wanted === '' ? [] : (options.data?.stores ?? []))
    .filter(({ store_id, name }) => foundBy(wanted, [name, store_id]))
    .slice(0, OFFERED)
    .map(
      ({ store_id, name }): SpotlightActionData => ({
        id: `store ${store_id}`,
        label: name,
        description: t('search.product_note'),
        onClick: () => void navigate({ to: '/stores/$store_id', params: { store_id }, search: true }),
      }),
    )
  const begin = useCallback(
    function* (): Steps<RowList> {
      return products ? yield* products.find(wanted, OFFERED) : []
    },
    [products, wanted],
  )
  const { made = [] } = useSteps<RowList>(begin, !products || products.length <= FOUND_AT_ONCE)
  const found = Array.from({ length: made.length }, (_, i) => made.at(i) as Row).map(
    (row): SpotlightActionData => ({
      id: `sku ${row.sku_id}`,
      label: String(row.product_name ?? row.sku_id),
      description: t('search.product_note'),
      ...(row.revenue === null
        ? {}
        : { rightSection: <span className="tabular">{t('search.sold_in_all', { money: format.money(row.revenue as number) })}</span> }),
      onClick: () => void navigate({ to: '/products/$sku_id', params: { sku_id: String(row.sku_id) }, search: true }),
    }),
  )
  const groups = [
    { name: t('search.pages'), actions: pages },
    { name: t('search.deeds'), actions: deeds },
    { name: t('nav.stores'), actions: stores },
    { name: t('search.products'), actions: found },
  ].filter((group) => group.actions.length > 0)

  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      scrollable
      centered={false}
      yOffset="12vh"
      maxHeight={440}
      transitionProps={{ duration: 100 }}
      overlayProps={{ backgroundOpacity: 0.4, blur: 0 }}
      classNames={{ actionsGroup: classes.group, action: classes.action }}
    >
      <VisuallyHidden>
        <Modal.Title>{t('search.open')}</Modal.Title>
      </VisuallyHidden>
      <Spotlight.Search
        leftSection={<IconSearch size={20} stroke={1.6} aria-hidden />}
        placeholder={t('search.placeholder')}
        aria-label={t('search.placeholder')}
      />
      <Spotlight.ActionsList>
        {groups.map((group) => (
          <Spotlight.ActionsGroup key={group.name} label={group.name}>
            {group.actions.map((action) => (
              <Spotlight.Action key={action.id} {...action} />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {groups.length === 0 ? <Spotlight.Empty>{t(data ? 'search.nothing' : 'search.waiting')}</Spotlight.Empty> : null}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}
