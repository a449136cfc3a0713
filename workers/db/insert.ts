import { Float64, Int64, Table, Utf8, vectorFromArray } from 'apache-arrow'

/** Columns of JS values as an Arrow table: strings VARCHAR, bigint BIGINT, number DOUBLE. A column of nulls only is VARCHAR. */
export function arrowTable(columns: Record<string, readonly (string | bigint | number | null)[]>): Table {
  const vectors = Object.entries(columns).map(([name, values]) => {
    const sample = values.find((value) => value !== null)
    const type = typeof sample === 'bigint' ? new Int64() : typeof sample === 'number' ? new Float64() : new Utf8()
    return [name, vectorFromArray(values as never, type as never)] as const
  })
  return new Table(Object.fromEntries(vectors) as never)
}
