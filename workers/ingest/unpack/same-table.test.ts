import { utils, write } from '@e965/xlsx'
import { beforeAll, expect, test } from 'vitest'
import { NO_FILTER } from '../../../src/domain/filter'
import { DEFAULT_SETTINGS } from '../../../src/domain/settings'
import { bytesSource } from '../../db/byte-source'
import { openNodeDatabase } from '../../db/open-node'
import { memoryCache } from '../../metrics/cache'
import { METRICS } from '../../metrics/registry'
import { runMetric } from '../../metrics/run'
import { ensureModels } from '../../models/ensure-models'
import { derive } from '../derive/derive'
import { registerDataset } from '../derive/register-dataset'
import { importFile } from '../import-file'
import { sniff, sniffUnpacked } from '../read/sniff'
import { unpacked } from './packed.fixture'
import { unpackerOf } from './registry'

/** A made-up month: days that both orders could mean and days that only one can, quotes, Hindi, a return, a price with paise, a title and a total. */
const ROWS: [date: string, bill: string, item: string, code: string, qty: number, rate: number, amount: number][] = Array.from(
  { length: 180 },
  (_, k) => {
    const qty = k % 23 === 22 ? -1 : 1 + (k % 4)
    const rate = 10 + (k % 7) * 2.75
    const item = ['Tea "Gold", 250 g', 'चीनी', 'Soap; blue', 'Rice 5 kg', 'Oil'][k % 5] as string
    return [
      `2026-03-${String(1 + (k % 28)).padStart(2, '0')}`,
      `B${100 + (k >> 1)}`,
      item,
      `00${k % 5}`,
      qty,
      rate,
      Math.round(qty * rate * 100) / 100,
    ]
  },
)
const HEADER = ['Date', 'Bill No', 'Item', 'Item Code', 'Qty', 'Rate', 'Amount']
const TOTAL = Math.round(ROWS.reduce((sum, row) => sum + row[6], 0) * 100) / 100

const text = (cell: (value: string | number) => string, delimiter: string) =>
  [HEADER, ...ROWS, ['Total', '', '', '', '', '', TOTAL]]
    .map((row) =>
      row.map((value) => (/[",;\t]/.test(cell(value)) ? `"${cell(value).replaceAll('"', '""')}"` : cell(value))).join(delimiter),
    )
    .join('\r\n')
const utf8 = (content: string) => new TextEncoder().encode(content)
const utf16 = (content: string) => new Uint8Array(new Uint16Array([...`\uFEFF${content}`].map((letter) => letter.charCodeAt(0))).buffer)
const european = (value: string | number) =>
  typeof value === 'number' ? String(value).replace('.', ',') : value.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$3.$2.$1')

function book(bookType: 'xlsx' | 'xls' | 'xlsb' | 'ods'): Uint8Array {
  const days = ROWS.map(([date, ...rest]) => [new Date(`${date}T00:00:00Z`), ...rest])
  const sheet = utils.aoa_to_sheet([['Sales of March'], [], HEADER, ...days, ['Total', null, null, null, null, null, TOTAL]], { UTC: true })
  sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 6 } }]
  const made = utils.book_new()
  utils.book_append_sheet(made, sheet, 'March')
  return new Uint8Array(write(made, { type: 'buffer', bookType, compression: true }))
}

const FILES: Record<string, Uint8Array> = {
  'plain.csv': utf8(text(String, ',')),
  'tabs.tsv': utf8(text(String, '\t')),
  'european.csv': utf8(text(european, ';')),
  'utf16.txt': utf16(text(String, '\t')),
  'book.xlsx': book('xlsx'),
  'book.xls': book('xls'),
  'book.xlsb': book('xlsb'),
  'book.ods': book('ods'),
}

/** The table of a file, as the host hands it to the import. */
async function table(name: string, bytes: Uint8Array) {
  if (!unpackerOf(bytes, name)) return { bytes, sniffed: sniff(bytes, bytes.length) }
  const { tables } = await unpacked(bytes, name)
  expect(tables).toHaveLength(1)
  const csv = utf8(tables[0]?.text ?? '')
  return { bytes: csv, sniffed: sniffUnpacked(csv, csv.length) }
}

async function figures(name: string): Promise<Record<string, unknown>> {
  const { bytes, sniffed } = await table(name, FILES[name] as Uint8Array)
  const db = await openNodeDatabase()
  const uploaded_at = '2026-04-02T00:00:00Z'
  const dataset = { dataset_id: 'same', kind: 'sales', source: 'generic', exported_at: null, uploaded_at, mapping_version: 1 } as const
  let profile: unknown
  await db.transaction(async () => {
    const dataset_no = await registerDataset(db, dataset)
    const { recognition, outcome } = await importFile(
      db,
      {
        dataset_no,
        filename: name,
        source: bytesSource(bytes),
        sniffed,
        remembered: null,
        mapping: null,
        uploaded_at,
        date_context: { remembered: null, locale: 'en-IN' },
      },
      { progress: () => {}, signal: new AbortController().signal },
    )
    expect(recognition.questions, name).toEqual([])
    profile = outcome.status === 'done' && [outcome.profile.footer?.ok, outcome.profile.derived_rows, outcome.profile.filled]
    await derive(db, [dataset_no])
    await ensureModels(db, DEFAULT_SETTINGS)
  })
  const deps = { db, cache: memoryCache(), settings: DEFAULT_SETTINGS, data_hash: 'same', data_version: 1, engine_version: 'test' }
  const found: Record<string, unknown> = { profile }
  for (const { id } of METRICS) found[id] = (await runMetric(deps, { metric_id: id, args: {}, filter: NO_FILTER, as_of: null })).results
  await db.close()
  return found
}

let wanted: Record<string, unknown>
beforeAll(async () => {
  wanted = await figures('plain.csv')
})

test('the plain file adds up', () => {
  expect(wanted.profile).toEqual([true, 0, expect.objectContaining({ code: 180 })])
})
test.each(Object.keys(FILES).slice(1))('%s gives every metric of plain.csv', { timeout: 120_000 }, async (name) => {
  expect(await figures(name)).toEqual(wanted)
})
