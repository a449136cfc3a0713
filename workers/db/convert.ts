import { type Data, DataType, type Table, type Vector } from 'apache-arrow'
import { LucidError } from '../../src/domain/errors'

/** Arrow rows as plain objects. HUGEINT and DECIMAL must have been cast away in the SELECT (engine.md); they throw here. */
export function rowsOf<T extends Record<string, unknown>>(table: Table): T[] {
  const columns = table.schema.fields.map(({ name, type }, i) => {
    if (DataType.isDecimal(type)) throw new LucidError('internal', `column ${name} crosses as ${type}; cast it to BIGINT or DOUBLE`)
    return { name, values: valuesOf(table.getChildAt(i) as Vector) }
  })
  const { numRows: count } = table // worked out anew each time it is asked for
  const rows: T[] = new Array(count)
  for (let r = 0; r < count; r++) {
    const row: Record<string, unknown> = {}
    for (const { name, values } of columns) row[name] = values[r]
    rows[r] = row as T
  }
  return rows
}

/** The cells of a column as plain values. Numbers and texts are taken straight out of their buffers: asking the vector for each costs ten times as much. */
export function valuesOf(vector: Vector): unknown[] {
  const { type, length } = vector
  const values: unknown[] = new Array(length)
  const is_text = DataType.isUtf8(type)
  if (!is_text && !DataType.isFloat(type) && !DataType.isInt(type)) {
    for (let i = 0; i < length; i++) values[i] = plain(vector.get(i))
    return values
  }
  let at = 0
  for (const batch of vector.data) {
    const cell = is_text ? textsOf(batch) : numbersOf(batch.values as ArrayLike<number | bigint>)
    const known = batch.nullCount > 0
    for (let i = 0; i < batch.length; i++) values[at++] = known && !batch.getValid(i) ? null : cell(i)
  }
  return values
}

const numbersOf =
  (buffer: ArrayLike<number | bigint>) =>
  (i: number): unknown =>
    plain(buffer[i])

const utf8 = new TextDecoder()

/** ASCII, which most texts are, is decoded at once for a whole batch; what is the same as in the row before is not made again. */
function textsOf(batch: Data): (i: number) => string {
  const offsets = batch.valueOffsets as Int32Array
  const [first, last] = [offsets[0] as number, offsets[batch.length] as number]
  const bytes = (batch.values as Uint8Array).subarray(first, last)
  const whole = utf8.decode(bytes)
  const is_ascii = whole.length === bytes.length
  let before = ''
  return (i) => {
    const [from, to] = [(offsets[i] as number) - first, (offsets[i + 1] as number) - first]
    if (!is_ascii) return utf8.decode(bytes.subarray(from, to))
    if (to - from === before.length && whole.startsWith(before, from)) return before
    before = whole.slice(from, to)
    return before
  }
}

/** A cell of Arrow as a plain value. Throws on integers that a number cannot hold. */
export function plain(value: unknown): unknown {
  if (typeof value === 'bigint') {
    const n = Number(value)
    if (!Number.isSafeInteger(n)) throw new LucidError('internal', `integer ${value} is too large to show exactly`)
    return n
  }
  if (value === undefined) return null
  if (value !== null && typeof value === 'object' && Symbol.iterator in value) return Array.from(value as Iterable<unknown>, plain)
  return value
}
