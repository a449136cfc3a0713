import classes from './sparkline.module.css'

/** A line without axes beside a figure. Decoration for the eye: the figures are in the chart and its table. Gaps are left open. */
export function Sparkline({ values }: { values: (number | null)[] }) {
  const known = values.filter((value): value is number => value !== null)
  if (known.length < 2) return <div className={classes.spark} />
  const top = Math.max(...known)
  const bottom = Math.min(...known)
  const span = top - bottom || 1
  let pen = 'M'
  const path = values
    .map((value, index) => {
      if (value === null) {
        pen = 'M'
        return ''
      }
      const at = `${pen}${((index / (values.length - 1)) * 100).toFixed(2)} ${(28 - ((value - bottom) / span) * 26).toFixed(2)}`
      pen = 'L'
      return at
    })
    .join('')
  return (
    <svg className={classes.spark} viewBox="0 0 100 30" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <path d={path} vectorEffect="non-scaling-stroke" />
    </svg>
  )
}
