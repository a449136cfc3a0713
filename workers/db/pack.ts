import { DataType, type Table, type Vector } from 'apache-arrow'
import { LucidError } from '../../src/domain/errors'
import type { Cell } from '../../src/domain/metric'
import { type PackedColumn, type PackedRows, packColumn } from '../../src/domain/packed-rows'
import { valuesOf } from './convert'

const utf8 = new TextDecoder()

/** An Arrow result of VARCHAR, BIGINT, DOUBLE and BOOLEAN columns, packed. Other types throw, as do integers that a number cannot hold. */
export function packTable(table: Table): PackedRows {
  return { length: table.numRows, columns: table.schema.fields.map(({ name }, i) => packVector(name, table.getChildAt(i) as Vector)) }
}

function packVector(name: string, vector: Vector): PackedColumn {
  const { type } = vector
  if (DataType.isUtf8(type)) return packTexts(name, vector)
  if (DataType.isFloat(type) && vector.nullCount === 0) return { name, kind: 'number', values: Float64Array.from(vector.toArray()) }
  if (DataType.isFloat(type) || DataType.isInt(type)) return packColumn(name, 'number', valuesOf(vector) as Cell[])
  if (DataType.isBool(type)) return packColumn(name, 'flag', valuesOf(vector) as Cell[])
  throw new LucidError('internal', `column ${name} crosses as ${type}; cast it to VARCHAR, BIGINT, DOUBLE or BOOLEAN`)
}

/** Bytes that are all ASCII are decoded once for a whole batch: their places are those of the characters. */
function packTexts(name: string, vector: Vector): PackedColumn {
  const ends = new Int32Array(vector.length)
  let text = ''
  let row = 0
  for (const batch of vector.data) {
    const offsets = batch.valueOffsets as Int32Array
    const bytes = (batch.values as Uint8Array).subarray(offsets[0], offsets[batch.length])
    const whole = utf8.decode(bytes)
    const ascii = whole.length === bytes.length
    const parts: string[] = []
    let end = text.length
    for (let i = 0; i < batch.length; i++) {
      const known = batch.getValid(i)
      const from = (offsets[i] as number) - (offsets[0] as number)
      const to = (offsets[i + 1] as number) - (offsets[0] as number)
      if (ascii) end += to - from
      else {
        const part = utf8.decode(bytes.subarray(from, to))
        parts.push(part)
        end += part.length
      }
      ends[row++] = known ? end : ~end
    }
    text += ascii ? whole : parts.join('')
  }
  return { name, kind: 'text', text, ends }
}
