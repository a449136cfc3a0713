import { useElementSize } from '@mantine/hooks'
import { CartesianGrid, Legend, Line, LineChart, Tooltip, XAxis, YAxis } from 'recharts'
import { axisTicks } from '../../ui/axis'
import page from './products-page.module.css'

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
  const { ref, width, height } = useElementSize()
  const all = lines.flatMap(({ values }) => values).filter((value) => value !== null)
  const ticks = axisTicks(Math.min(0, ...all), Math.max(0, ...all))
  const every = Math.max(1, Math.ceil(months.length / Math.max(1, Math.floor((width - 80) / 72))))
  const data = months.map((month, at) => ({ month, ...Object.fromEntries(lines.map(({ values }, no) => [`line${no}`, values[at]])) }))
  return (
    <div ref={ref} className={page.plot}>
      {width > 0 ? (
        <LineChart width={width} height={height} data={data} margin={{ top: 8, right: 32, bottom: 0, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--lucid-border)" />
          <XAxis
            dataKey="month"
            interval={every - 1}
            tick={{ fill: 'var(--mantine-color-dimmed)' }}
            tickLine={false}
            axisLine={false}
            height={28}
          />
          <YAxis
            width={72}
            ticks={ticks}
            domain={[ticks[0] ?? 0, ticks.at(-1) ?? 1]}
            tickFormatter={(value: number) => write(value)}
            tick={{ fill: 'var(--mantine-color-dimmed)' }}
            tickLine={false}
            axisLine={false}
          />
          <Tooltip
            isAnimationActive={false}
            formatter={(value) => write(typeof value === 'number' ? value : null)}
            contentStyle={{ background: 'var(--lucid-surface)', border: '1px solid var(--lucid-border)', borderRadius: 8 }}
          />
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
        </LineChart>
      ) : null}
    </div>
  )
}
