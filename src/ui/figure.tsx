import { createContext, type ReactNode, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import type { Filter } from '../domain/filter'
import type { MetricArgs, Row } from '../domain/metric'
import classes from './figure.module.css'

/** Enough to open a figure: which metric was asked with what, and which cell of its result this is. */
export type FigureSource = { metric_id: string; args: MetricArgs; filter: Filter; as_of: string | null; column: string; row: Row }

const OpenFigure = createContext<(source: FigureSource) => void>(() => undefined)
export const OpenFigureProvider = OpenFigure.Provider
export const useOpenFigure = () => useContext(OpenFigure)

/** A figure that opens "How is this computed". `label` and `value` are read out as its name; without a source it is plain text. */
export function Figure({
  source,
  label,
  value,
  children,
}: {
  source: FigureSource | null
  label: string
  value: string
  children: ReactNode
}) {
  const open = useOpenFigure()
  if (!source) return <span className="tabular">{children}</span>
  return (
    <FigureButton label={label} value={value} onOpen={() => open(source)}>
      {children}
    </FigureButton>
  )
}

/** A figure that opens something of its own. */
export function FigureButton({
  label,
  value,
  onOpen,
  children,
}: {
  label: string
  value: string
  onOpen: () => void
  children: ReactNode
}) {
  const { t } = useTranslation('ui')
  return (
    <button
      type="button"
      className={classes.figure}
      onClick={onOpen}
      aria-label={t('open_figure', { label, value })}
      aria-haspopup="dialog"
    >
      {children}
    </button>
  )
}
