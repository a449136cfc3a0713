import { Legend, Line } from 'recharts'
import { MonthLines } from './month-lines'

/** Lines are told apart by shade and dash, so that one accent colour is enough and nothing depends on seeing colours. */
const STROKES = [
  { stroke: 'var(--lucid-bar)', dash: undefined },
  { stroke: 'var(--mantine-color-text)', dash: undefined },
  { stroke: 'var(--lucid-bar)', dash: '6 4' },
  { stroke: 'var(--mantine-color-dimmed)', dash: '2 3' },
] as const

/** One line for each product over the months. */
export default function ComparePlot({
  months,
  lines,
  write,
}: {
  months: readonly string[]
  lines: readonly { name: string; values: readonly (number | null)[] }[]
  write: (value: number | null) => string
}) {
  const data = months.map((month, at) => ({ month, ...Object.fromEntries(lines.map(({ values }, no) => [`line${no}`, values[at]])) }))
  return (
    <MonthLines data={data} values={lines.flatMap(({ values }) => values)} write={write} right={32}>
      <Legend iconType="plainline" wrapperStyle={{ fontSize: 'var(--mantine-font-size-xs)' }} />
      {lines.map(({ name }, no) => {
        const { stroke, dash } = STROKES[no % STROKES.length] as (typeof STROKES)[number]
        return (
          <Line
            key={name}
            dataKey={`line${no}`}
            name={name}
            stroke={stroke}
            strokeWidth={2}
            dot={false}
            connectNulls
            isAnimationActive={false}
            {...(dash ? { strokeDasharray: dash } : {})}
          />
        )
      })}
    </MonthLines>
  )
}
