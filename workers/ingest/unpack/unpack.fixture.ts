import { bytesSource } from '../../db/byte-source'
import type { Database } from '../../db/database'
import { derive } from '../derive/derive'
import { registerDataset } from '../derive/register-dataset'
import { importFile } from '../import-file'
import type { LeftOut, Unpacker } from './unpacker'

/** What came out of a packed file, all of it in memory. */
export interface Unpacked {
  tables: Map<string, string>
  left_out: readonly LeftOut[]
}

export async function unpackAll(unpacker: Unpacker, bytes: Uint8Array, filename: string): Promise<Unpacked> {
  const tables = new Map<string, string>()
  const parts = unpacker.unpack(bytesSource(bytes), filename, { signal: new AbortController().signal, progress: () => {} })
  for (;;) {
    const next = await parts.next()
    if (next.done) return { tables, left_out: next.value }
    if (next.value.type !== 'table') throw new Error(`a file inside: ${next.value.name}`)
    tables.set(next.value.name, await textOf(next.value.csv))
  }
}

export async function textOf(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const piece of pieces) text += decoder.decode(piece, { stream: true })
  return text + decoder.decode()
}

/** Puts unpacked tables into the engine as the host does; gives what kind each was taken for. Throws when Lucid has a question. */
export async function importTables(db: Database, { tables }: Unpacked, source_type: string, uploaded_at = '2026-11-20T00:00:00Z') {
  const kinds: Record<string, string> = {}
  for (const [name, csv] of tables)
    await db.transaction(async () => {
      const dataset_no = await registerDataset(db, {
        dataset_id: `${source_type}-${name}`,
        kind: 'sales',
        source: source_type,
        exported_at: null,
        uploaded_at,
        mapping_version: 1,
      })
      const { recognition, outcome } = await importFile(
        db,
        {
          dataset_no,
          filename: `${name}.csv`,
          source: bytesSource(new TextEncoder().encode(csv)),
          remembered: null,
          mapping: null,
          uploaded_at,
          date_context: { remembered: null, locale: 'en-IN' },
        },
        { progress: () => {}, signal: new AbortController().signal },
      )
      if (outcome.status === 'questions') throw new Error(`${name}: ${JSON.stringify(outcome.questions)}`)
      // a list of stores looks alike in every program, so its source is not looked at
      if (recognition.source_type !== source_type && recognition.mapping.kind !== 'stores')
        throw new Error(`${name}: ${recognition.source_type}`)
      kinds[name] = recognition.mapping.kind
      await derive(db, [dataset_no])
    })
  return kinds
}
