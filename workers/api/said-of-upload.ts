import { z } from 'zod'
import type { Dataset } from '../../src/domain/dataset'
import { LucidError } from '../../src/domain/errors'
import { DatasetKind, type Mapping, RowDefaults, type SaidOfFile, withDefaults } from '../../src/domain/mapping'
import { badFields } from './problem'

/** What a sender can say of a file: fields of a multipart body, or query parameters. */
export const UploadSays = z
  .object({
    kind: DatasetKind.describe('what a row is, in place of the guess'),
    store_id: RowDefaults.shape.store.unwrap().describe('code or name of the store of rows that name none'),
    channel: RowDefaults.shape.channel.unwrap().describe('of rows that name none'),
  })
  .partial()
export type UploadSays = z.infer<typeof UploadSays>

export const isSaying = (name: string | null): name is keyof UploadSays => name !== null && name in UploadSays.shape

/** Fields of a body beside what the address says. Throws bad_request, field by field; nothing may be said twice. */
export function saidOf(fields: ReadonlyMap<string, string>, query: UploadSays): UploadSays {
  const found = UploadSays.safeParse(Object.fromEntries(fields))
  if (!found.success) throw badFields(found.error, 'body')
  const twice = Object.keys(query).filter((name) => fields.has(name))
  if (twice.length > 0) throw disagree(Object.fromEntries(twice.map((name) => [name, 'must be given once, as a field or in the address'])))
  return { ...query, ...found.data }
}

/** The same for the engine; undefined where nothing was said. */
export function toEngine({ kind, store_id, channel }: UploadSays): SaidOfFile | undefined {
  if (kind === undefined && store_id === undefined && channel === undefined) return undefined
  return { kind: kind ?? null, store: store_id ?? null, channel: channel ?? null }
}

/** A mapping that was sent together with fields. Throws bad_request where the two contradict each other. */
export function agreed(mapping: Mapping, said: UploadSays): Mapping {
  const { store, channel } = mapping.defaults ?? { store: null, channel: null }
  const against: Record<string, string> = {}
  if (said.kind && said.kind !== mapping.kind) against.kind = `must be the mapping's kind, ${mapping.kind}`
  if (said.store_id && store !== null && said.store_id !== store) against.store_id = `must be the mapping's defaults.store, ${store}`
  if (said.channel && channel !== null && said.channel !== channel) against.channel = `must be the mapping's defaults.channel, ${channel}`
  if (Object.keys(against).length > 0) throw disagree(against)
  return withDefaults(mapping, rows(said))
}

/**
 * The mapping that reads a file which is here already as its sender says now; null where it is read so, or where more is open than which store it is
 * from.
 */
export function mappingAsSaid({ status, mapping, recognition }: Dataset, said: UploadSays): Mapping | null {
  const open = recognition?.questions.some(({ about }) => about !== 'store') ?? true
  const now = status === 'ready' ? mapping : status === 'needs_mapping' && !open ? (recognition?.mapping ?? null) : null
  if (!now || (status === 'needs_mapping' && !said.store_id)) return null
  const next = withDefaults({ ...now, kind: said.kind ?? now.kind }, rows(said))
  return status === 'ready' && JSON.stringify(next) === JSON.stringify(withDefaults(now, {})) ? null : next
}

const rows = ({ store_id, channel }: UploadSays) => ({ store: store_id ?? null, channel: channel ?? null })

const disagree = (fields: Record<string, string>): LucidError =>
  new LucidError(
    'bad_request',
    `The upload cannot be taken (${Object.entries(fields)
      .map(([name, wrong]) => `${name}: ${wrong}`)
      .join('; ')}).`,
    { details: { fields } },
  )
