import { Float64, Int64, makeData, Table, Utf8, Vector } from 'apache-arrow'

/**
 * Columns of JS values as an Arrow table: strings VARCHAR, bigint BIGINT, number DOUBLE; a column of nulls only is VARCHAR.
 * The buffers are filled by hand because Arrow's builders compile code at run time, which the content-security policy forbids.
 */
export function arrowTable(columns: Record<string, readonly (string | bigint | number | null)[]>): Table {
  return new Table(Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, vector(values)])))
}

type Values = readonly (string | bigint | number | null)[]

function vector(values: Values): Vector {
  const sample = values.find((value) => value !== null)
  const { length } = values
  const { nullBitmap, nullCount } = validity(values)
  if (typeof sample === 'bigint')
    return new Vector([
      makeData({ type: new Int64(), length, nullBitmap, nullCount, data: BigInt64Array.from(values as bigint[], (v) => v ?? 0n) }),
    ])
  if (typeof sample === 'number')
    return new Vector([
      makeData({ type: new Float64(), length, nullBitmap, nullCount, data: Float64Array.from(values as number[], (v) => v ?? 0) }),
    ])
  return new Vector([makeData({ type: new Utf8(), length, nullBitmap, nullCount, ...utf8(values as (string | null)[]) })])
}

/** One bit per value, 1 = present, lowest bit first. */
function validity(values: Values): { nullBitmap: Uint8Array; nullCount: number } {
  const nullBitmap = new Uint8Array((values.length + 7) >> 3)
  let nullCount = 0
  values.forEach((value, i) => {
    if (value === null) nullCount++
    else nullBitmap[i >> 3] = (nullBitmap[i >> 3] ?? 0) | (1 << (i & 7))
  })
  return { nullBitmap, nullCount }
}

function utf8(values: readonly (string | null)[]): { valueOffsets: Int32Array; data: Uint8Array } {
  const encoder = new TextEncoder()
  const valueOffsets = new Int32Array(values.length + 1)
  let data = new Uint8Array(Math.max(64, values.length * 16))
  let end = 0
  values.forEach((value, i) => {
    if (value) {
      const most = value.length * 3
      if (end + most > data.length) {
        const grown = new Uint8Array(Math.max(data.length * 2, end + most))
        grown.set(data)
        data = grown
      }
      end += encoder.encodeInto(value, data.subarray(end)).written
    }
    valueOffsets[i + 1] = end
  })
  return { valueOffsets, data: data.subarray(0, end) }
}
