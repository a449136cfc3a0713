/** One figure of a truth file beside ours. Numbers are compared within `tolerance`, without one after rounding the difference to 1/10000; text exactly. */
export interface Figure {
  dataset: string
  figure: string
  truth: string | number | boolean | null
  ours: string | number | boolean | null | undefined
  /** absolute */
  tolerance?: number
}

export const difference = ({ truth, ours }: Figure): number | string =>
  typeof truth === 'number' && typeof ours === 'number' ? Math.round((ours - truth) * 1e4) / 1e4 : truth === ours ? 0 : 'differs'

export function agrees(figure: Figure): boolean {
  const { truth, ours, tolerance } = figure
  if (tolerance !== undefined && typeof truth === 'number' && typeof ours === 'number') return Math.abs(ours - truth) <= tolerance
  return difference(figure) === 0
}

/** The generated table of docs/truths.md: a line per group of figures, every disagreement by itself. */
export function truthTable(figures: readonly Figure[]): string {
  const lines = ['| Dataset | Figure | Truth | Ours | Difference |', '|---|---|---:|---:|---:|']
  for (const f of figures) lines.push(`| ${f.dataset} | ${f.figure.replaceAll('|', '/')} | ${f.truth} | ${f.ours} | ${difference(f)} |`)
  return lines.join('\n')
}
