import type { ReactNode } from 'react'
import classes from './panel.module.css'

/** A bordered section with its title and what can be done with it. */
export function Panel({
  id,
  title,
  note,
  actions,
  children,
}: {
  /** where an address with `#id` leads */
  id?: string
  title?: string
  note?: ReactNode
  actions?: ReactNode
  children: ReactNode
}) {
  return (
    <section id={id} className={classes.panel}>
      {title ? (
        <header className={classes.header}>
          <div>
            <h2 className={classes.title}>{title}</h2>
            {note ? <p className={classes.note}>{note}</p> : null}
          </div>
          {actions ? <div className={classes.actions}>{actions}</div> : null}
        </header>
      ) : null}
      {children}
    </section>
  )
}
