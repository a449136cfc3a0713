import { IconDots } from '@tabler/icons-react'
import { Link, useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { PAGES } from './pages'
import classes from './rail.module.css'

/** Navigation: a rail at the side of wide screens, a bar at the bottom of phones. The filter goes along to every page. */
export function Rail() {
  const { t } = useTranslation('shell')
  const { pathname } = useLocation()
  const on_more = pathname === '/more' || PAGES.some(({ to, under_more }) => under_more && pathname.startsWith(to))
  return (
    <nav className={classes.rail} aria-label={t('nav.label')}>
      <span className={classes.mark} aria-hidden>
        L
      </span>
      {PAGES.map(({ id, to, icon: Icon, under_more }) => (
        <Link
          key={id}
          to={to}
          className={classes.link}
          data-wide={under_more || undefined}
          activeOptions={{ exact: to === '/', includeSearch: false }}
        >
          <Icon size={22} stroke={1.6} aria-hidden />
          <span>{t(`nav.${id}`)}</span>
        </Link>
      ))}
      <Link to="/more" className={classes.link} data-narrow data-on={on_more || undefined} activeOptions={{ includeSearch: false }}>
        <IconDots size={22} stroke={1.6} aria-hidden />
        <span>{t('nav.more')}</span>
      </Link>
    </nav>
  )
}
