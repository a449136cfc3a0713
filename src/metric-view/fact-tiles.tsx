import type { ReactNode } from 'react'
import type { Row } from '../domain/metric'
import { Figure, type FigureSource } from '../ui/figure'
import classes from '../ui/tiles.module.css'
import { Unknown } from '../ui/unknown'

export interface Fact {
  label: string
  /** the cell that it shows, and how it is written */
  value: Row[string] | undefined
  text: string
  source: FigureSource | null
  /** why it is not known, for a value of null */
  why: string
  note?: ReactNode
}

/** Key figures in one row of tiles; each opens. */
export function FactTiles({ facts }: { facts: readonly Fact[] }) {
  return (
    <div className={classes.tiles}>
      {facts.map(({ label, value, text, source, why, note }) => (
        <div key={label} className={classes.tile}>
          <h2 className={classes.label}>{label}</h2>
          <div className={classes.value}>
            {value === null || value === undefined ? (
              <Unknown reason={why} />
            ) : (
              <Figure source={source} label={label} value={text}>
                {text}
              </Figure>
            )}
          </div>
          <div className={classes.note}>{note}</div>
        </div>
      ))}
    </div>
  )
}
