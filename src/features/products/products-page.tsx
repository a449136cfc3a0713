import { Button, Group, SegmentedControl, Tabs } from '@mantine/core'
import { IconCopyCheck, IconScale } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { NoSalesNote } from '../../metric-view/no-sales-note'
import { GROUP_NAMES, GROUPS, type GroupName, groupOf, type ViewName } from '../../product-views'
import page from '../../ui/page.module.css'
import { ProductTable } from './product-table'
import classes from './products-page.module.css'
import type { ProductsSearch } from './products-search'
import { Together } from './together'
import '../../i18n/words/columns'
import '../../i18n/words/products'
import '../../i18n/words/same'

/** Every product in one table, seen in several ways. The view, the search and the columns are in the address, so that they can be shared. */
export function ProductsPage() {
  const { t } = useTranslation('products')
  const { view = 'all', q = '', cols } = useSearch({ strict: false }) as ProductsSearch
  const navigate = useNavigate()
  const change = (to: ProductsSearch, replace = false) =>
    void navigate({ to: '/products', search: (before) => ({ ...before, ...to }), replace, resetScroll: false })
  const look = (to: ViewName) => change({ view: to === 'all' ? undefined : to, cols: undefined })
  const group = groupOf(view)
  return (
    <div className={page.stack}>
      <div className={page.head}>
        <h1 className={page.title}>{t('title')}</h1>
        <Group gap="xs" className={classes.links}>
          <Button
            component={Link}
            to="/compare"
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<IconScale size={16} aria-hidden />}
          >
            {t('compare.open')}
          </Button>
          <Button
            component={Link}
            to="/same-products"
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<IconCopyCheck size={16} aria-hidden />}
          >
            {t('same:open')}
          </Button>
        </Group>
        <SegmentedControl
          aria-label={t('groups')}
          size="sm"
          value={group}
          onChange={(to) => look(GROUPS[to as GroupName][0])}
          data={GROUP_NAMES.map((value) => ({ value, label: t(`group.${value}`) }))}
        />
      </div>
      <NoSalesNote about="sold" />
      <Tabs value={view} onChange={(to) => look(to as ViewName)} keepMounted={false}>
        <Tabs.List aria-label={t('views')} className={classes.tabs}>
          {GROUPS[group].map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`view.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {GROUPS[group].map((name) => (
          <Tabs.Panel key={name} value={name} pt="md">
            {name === 'together' ? (
              <Together query={q} onQuery={(to) => change({ q: to || undefined }, true)} />
            ) : (
              <ProductTable
                view={name}
                query={q}
                onQuery={(to) => change({ q: to || undefined }, true)}
                cols={cols}
                onCols={(to) => change({ cols: to }, true)}
              />
            )}
          </Tabs.Panel>
        ))}
      </Tabs>
    </div>
  )
}
