import { IconChevronRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import classes from './more-page.module.css'
import { PAGES } from './pages'

/** On phones: the pages that the bar has no room for. */
export function MorePage() {
  const { t } = useTranslation('shell')
  return (
    <div>
      <h1 className={classes.title}>{t('nav.more')}</h1>
      <ul className={classes.list}>
        {PAGES.filter(({ under_more }) => under_more).map(({ id, to, icon: Icon }) => (
          <li key={id}>
            <Link to={to} className={classes.link}>
              <Icon size={22} stroke={1.6} aria-hidden />
              <span>{t(`nav.${id}`)}</span>
              <IconChevronRight size={18} stroke={1.6} aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
