import { LucidError } from '../../../src/domain/errors'
import type { ByteSource } from '../../db/byte-source'
import { HEAD_BYTES } from '../read/sniff'
import { type Cell, csvBytes } from './csv-bytes'
import { parseRecord } from './json/flatten'
import { type JsonShape, jsonRecords, textEncoding } from './json/json-records'
import { JsonTable } from './json/json-table'
import { jsonShape } from './json/shape'
import type { LeftOut, Unpacker, UnpackHooks } from './unpacker'

/** JSON: an array of objects, an object with such arrays, or objects line by line. The file is read twice: for its columns, then for its rows. */
const json: Unpacker = {
  format: 'json',

  detect: (head) => (jsonShape(textOf(head.subarray(0, 64 * 1024))) === null ? 0 : 0.9),

  async *unpack(source, filename, hooks) {
    const shape = jsonShape(textOf(await source.read(0, Math.min(HEAD_BYTES, source.size))))
    if (shape === null) throw unknown()
    const tables = await gather(source, shape, hooks)
    const names = [...tables.keys()]
    for (const [at, name] of names.entries()) {
      const table = tables.get(name) as JsonTable
      const progress = (share: number): void => hooks.progress(0.5 + (at + share) / names.length / 2)
      yield {
        type: 'table',
        name: name || filename.replace(/\.\w+$/, ''),
        hidden: false,
        csv: csvBytes(rowsOf(source, shape, name, table, { ...hooks, progress }), hooks.signal),
      }
    }
    return [...tables].flatMap(([name, table]) => leftOut(name, table))
  },
}
export default json

const textOf = (head: Uint8Array): string => new TextDecoder(textEncoding(head)).decode(head)

async function gather(source: ByteSource, shape: JsonShape, hooks: UnpackHooks): Promise<Map<string, JsonTable>> {
  const tables = new Map<string, JsonTable>()
  for await (const { key, text } of jsonRecords(source, shape, { ...hooks, progress: (share) => hooks.progress(share / 2) })) {
    const table = tables.get(key) ?? new JsonTable()
    tables.set(key, table)
    const record = parseRecord(text)
    if (record) table.add(record)
    else table.unread++
  }
  for (const [key, table] of tables) if (table.records === 0) tables.delete(key)
  if (tables.size === 0) throw unknown()
  return tables
}

async function* rowsOf(source: ByteSource, shape: JsonShape, name: string, table: JsonTable, hooks: UnpackHooks): AsyncGenerator<Cell[]> {
  const columns = table.columns()
  yield [...columns.own, ...columns.line].map((column) => column.name)
  for await (const { key, text } of jsonRecords(source, shape, hooks)) {
    const record = key === name ? parseRecord(text) : null
    if (record) yield* table.rows(record, columns)
  }
}

function leftOut(name: string, table: JsonTable): LeftOut[] {
  const under = name === '' ? '' : `${name}.`
  const unread = { name: name || '@objects', code: 'W_UNKNOWN_RECORD', count: table.unread }
  return [
    ...(table.unread > 0 ? [unread] : []),
    ...table.hidden.map((list) => ({ name: under + list.name, code: 'I_NO_TABLE', count: list.count })),
  ]
}

function unknown(): LucidError {
  return new LucidError('E_UNKNOWN_FORMAT', 'The file holds no JSON objects.', { hint: 'Export a list of objects, one for each sale.' })
}
