import { IconBuildingStore, IconChartBar, IconDatabase, IconPackages, IconSettings, IconUsers } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import classes from './rail.module.css'

/** The pages that exist, in order. */
export const PAGES = [
  { id: 'overview', to: '/', icon: IconChartBar },
  { id: 'products', to: '/products', icon: IconPackages },
  { id: 'stores', to: '/stores', icon: IconBuildingStore },
  { id: 'customers', to: '/customers', icon: IconUsers },
  { id: 'data', to: '/data', icon: IconDatabase },
  { id: 'settings', to: '/settings', icon: IconSettings },
] as const

/** Navigation: a rail at the side of wide screens, a bar at the bottom of phones. The filter goes along to every page. */
export function Rail() {
  const { t } = useTranslation('shell')
  return (
    <nav className={classes.rail} aria-label={t('nav.label')}>
      <span className={classes.mark} aria-hidden>
        L
      </span>
      {PAGES.map(({ id, to, icon: Icon }) => (
        <Link key={id} to={to} className={classes.link} activeOptions={{ exact: to === '/', includeSearch: false }}>
          <Icon size={22} stroke={1.6} aria-hidden />
          <span>{t(`nav.${id}`)}</span>
        </Link>
      ))}
    </nav>
  )
}
