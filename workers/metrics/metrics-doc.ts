import type { MetricDefinition } from './metric'

/** docs/metrics.md, from the definitions alone. */
export function metricsDoc(metrics: readonly MetricDefinition[]): string {
  const head = `# Metrics

Made from the definitions in \`workers/metrics/*.metric.ts\`; do not edit. After a change of a definition run
\`UPDATE_DOCS=1 npx vitest run workers/metrics/metrics-doc.test.ts\`.

All metrics read the deduplicated lines under the global filter (dataset, stores, channels, categories, period) up to the as-of date,
which is the last sale date unless one is given. Money is in major units without tax, quantity in units, a share or change is a ratio
(0.05 = 5 %). Every figure opens down to the rows that make it; "opens" says so.
`
  return [head, ...metrics.map(section)].join('\n')
}

function section(metric: MetricDefinition): string {
  const params = metric.params.map((param) => {
    const range = param.options?.join(', ') ?? [param.min, param.max].filter((n) => n !== undefined).join(' to ')
    return row([`\`${param.name}\``, param.type, range, String(param.default), param.definition])
  })
  const columns = metric.columns.map((column) =>
    row([
      `\`${column.name}\``,
      column.unit_for ? `by \`metric\`` : column.unit,
      column.nullable ? 'yes' : 'no',
      column.opens ? 'yes' : '',
      column.definition,
    ]),
  )
  const keys = Object.keys(metric.keys)
  return [
    `## ${metric.title} (\`${metric.id}\`)`,
    '',
    metric.definition,
    '',
    keys.length === 0 ? 'One row.' : `One row per ${keys.map((key) => `\`${key}\``).join(', ')}.`,
    '',
    ...(params.length === 0 ? [] : [row(['Parameter', 'Type', 'Values', 'Default', 'Meaning']), row(Array(5).fill('---')), ...params, '']),
    row(['Column', 'Unit', 'NULL', 'Opens', 'Meaning']),
    row(Array(5).fill('---')),
    ...columns,
    '',
  ].join('\n')
}

const row = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
