import { useElementSize } from '@mantine/hooks'
import { useId } from 'react'
import { Bar, BarChart, CartesianGrid, LabelList, ReferenceLine, XAxis, type XAxisTickContentProps, YAxis } from 'recharts'
import { axisTicks } from './axis'
import type { Bar as BarOfChart } from './bar-chart'
import classes from './bar-chart.module.css'

/** Room around the bars in px. bar-chart.module.css lays the buttons over the same rectangle. */
const ROOM = { top: 20, left: 56, bottom: 48 }
/** px that a month's name and a short amount take */
const LABEL = 40
const VALUE = 52

/** The drawing of BarChart: fills its parent, animates nothing, and speaks to the eye alone. */
export default function BarPlot({ bars, writeShort }: { bars: BarOfChart[]; writeShort: (value: number) => string }) {
  const { ref, width, height } = useElementSize()
  const hatch = useId()
  const values = bars.map((bar) => bar.value ?? 0)
  const ticks = axisTicks(Math.min(...values), Math.max(...values))
  const slot = (width - ROOM.left) / bars.length
  const last = bars.length - 1
  const peak = values.indexOf(Math.max(...values))
  const all_speak = bars.length <= 14 && slot >= VALUE
  // the highest and the last speak for all where there is no room for every value
  const speaks = (index: number) => all_speak || index === peak || (index === last && (last - peak) * slot > VALUE)
  const every = Math.max(1, Math.ceil(LABEL / slot))
  const data = bars.map((bar, index) => ({
    key: bar.key,
    value: bar.value,
    said: bar.value !== null && bar.value > 0 && speaks(index) ? writeShort(bar.value) : '',
    ...(bar.partial ? { fill: `url(#${hatch})`, stroke: 'var(--lucid-bar)' } : {}),
  }))
  const month = ({ x, y, index }: XAxisTickContentProps) => (
    <g className={classes.label} transform={`translate(${x} ${y})`}>
      {(last - index) % every === 0 ? <text y={8}>{bars[index]?.label}</text> : null}
      {startsGroup(bars, index) ? <text y={26}>{bars[index]?.group}</text> : null}
    </g>
  )
  return (
    <div ref={ref} className={classes.plot}>
      {width > 0 ? (
        <BarChart
          width={width}
          height={height}
          data={data}
          margin={{ top: ROOM.top, right: 0, bottom: 0, left: 0 }}
          barCategoryGap="16%"
          accessibilityLayer={false}
        >
          <defs>
            <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="6" height="6" fill="var(--lucid-bar-soft)" />
              <rect width="2" height="6" fill="var(--lucid-bar)" />
            </pattern>
          </defs>
          <CartesianGrid vertical={false} stroke="var(--lucid-border)" />
          <XAxis dataKey="key" height={ROOM.bottom} interval={0} tick={month} tickLine={false} axisLine={false} />
          <YAxis
            width={ROOM.left}
            ticks={ticks}
            domain={[ticks[0] ?? 0, ticks.at(-1) ?? 1]}
            interval={0}
            tickFormatter={writeShort}
            tick={{ fill: 'var(--mantine-color-dimmed)' }}
            tickLine={false}
            axisLine={false}
          />
          <Bar
            dataKey="value"
            fill="var(--lucid-bar)"
            maxBarSize={44}
            radius={[3, 3, 0, 0]}
            minPointSize={(value) => (value ? 1 : 0)}
            isAnimationActive={false}
          >
            <LabelList
              dataKey="said"
              content={({ x, y, width: wide, value }) => (
                <text className={classes.value} x={Number(x) + Number(wide) / 2} y={Number(y) - 6}>
                  {value}
                </text>
              )}
            />
          </Bar>
          <ReferenceLine y={0} stroke="var(--mantine-color-dimmed)" />
        </BarChart>
      ) : null}
    </div>
  )
}

/** A group is named under its first bar, unless it is over before its name would fit. */
function startsGroup(bars: BarOfChart[], index: number): boolean {
  const group = bars[index]?.group
  if (index > 0 && bars[index - 1]?.group === group) return false
  const end = bars.findIndex((bar, at) => at > index && bar.group !== group)
  return end === -1 || (end - index) * 8 >= bars.length
}
