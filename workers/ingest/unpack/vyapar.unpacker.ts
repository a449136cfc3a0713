import { LucidError } from '../../../src/domain/errors'
import { LIMITS } from '../../../src/domain/limits'
import type { ByteSource } from '../../db/byte-source'
import { HEAD_BYTES } from '../import-file'
import { csvBytes } from './csv-bytes'
import { readWhole } from './read-whole'
import { isSqlite, openSqlite } from './sqlite/open-sqlite'
import type { LeftOut, Part, TablePart, Unpacker, UnpackHooks } from './unpacker'
import { weighReadings } from './vyapar/amounts'
import { backupDatabase, isZip, zipEntries } from './vyapar/backup-database'
import { purchaseRows, salesRows } from './vyapar/bill-rows'
import { countOrphans, countTypes, readBills } from './vyapar/bills'
import { lastDay } from './vyapar/last-day'
import { inventoryRows, itemRows, storeRows } from './vyapar/master-rows'
import { readMasters } from './vyapar/masters'
import { readBatches, reconcileStock, stockRows } from './vyapar/stock'
import { VyaparTables } from './vyapar/tables'
import { transactionKind } from './vyapar/transaction-types'

const TABLES = ['kb_items', 'kb_transactions', 'kb_lineitems'] as const

/**
 * Backups of the billing program Vyapar: a ZIP with one SQLite database, or that database. It holds no password of its own; one that is not SQLite under its name is locked.
 */
const vyapar: Unpacker = {
  format: 'vyapar',

  detect(head, filename) {
    if (isZip(head)) return zipEntries(head).names.some((name) => /\.vyp$/i.test(name)) ? 1 : /\.vyb$/i.test(filename) ? 0.95 : 0
    if (isSqlite(head)) {
      const text = new TextDecoder('latin1').decode(head)
      return TABLES.some((table) => text.includes(table)) ? 1 : 0
    }
    return /\.vy[pb]$/i.test(filename) ? 0.9 : 0
  },

  async *unpack(source, filename, hooks) {
    const bytes = await databaseBytes(source, filename, hooks)
    const file = await openSqlite(bytes)
    try {
      if (!TABLES.some((table) => file.table(table)))
        throw new LucidError('E_UNKNOWN_FORMAT', 'The database has none of the tables of Vyapar.', {
          details: { tables: file.tables.map(({ name }) => name).slice(0, 100) },
        })
      return yield* partsOf(new VyaparTables(file), hooks)
    } finally {
      file.close()
    }
  },
}
export default vyapar

async function databaseBytes(source: ByteSource, filename: string, hooks: UnpackHooks): Promise<Uint8Array> {
  const head = await source.read(0, Math.min(HEAD_BYTES, source.size))
  const bytes = isZip(head) ? await backupDatabase(source, head, LIMITS.sqlite_bytes, hooks) : await readWhole(source, LIMITS.sqlite_bytes)
  if (!isSqlite(bytes))
    throw new LucidError('E_PASSWORD', `${filename} is encrypted, or no backup of Vyapar.`, {
      hint: 'In Vyapar choose Backup to this computer, without a password.',
    })
  return bytes
}

async function* partsOf(tables: VyaparTables, hooks: UnpackHooks): AsyncGenerator<Part, LeftOut[]> {
  const masters = readMasters(tables)
  const batches = readBatches(tables)
  const stock = stockRows(masters.items, batches)
  const reconciled = reconcileStock(tables, masters, batches)
  const { reading, open } = weighReadings(readBills(tables, ['sale', 'sale_return', 'purchase', 'purchase_return']))
  const readings = { amounts: reading, quantities: reconciled.quantities }
  const kinds = new Map<string, number>()
  for (const { type, count } of countTypes(tables)) {
    const kind = transactionKind(Number(type)) ?? 'unknown'
    kinds.set(kind, (kinds.get(kind) ?? 0) + count)
  }
  const has = (...names: string[]): boolean => names.some((name) => kinds.has(name))
  const table = (name: string, rows: Parameters<typeof csvBytes>[0]): TablePart => ({
    type: 'table',
    name,
    hidden: false,
    csv: csvBytes(rows, hooks.signal),
  })
  hooks.progress(0.5)
  if (masters.stores.size > 0) yield table('Stores', storeRows(masters))
  if (masters.items.size > 0) yield table('Items', itemRows(masters))
  if (has('purchase', 'purchase_return')) yield table('Purchases', purchaseRows(tables, masters, readings, batches))
  hooks.progress(0.7)
  if (has('sale', 'sale_return')) yield table('Sales', salesRows(tables, masters, readings))
  hooks.progress(0.9)
  if (stock.length > 0) yield table('Stock', inventoryRows(stock, masters, lastDay(tables)))
  hooks.progress(1)

  const places = Math.max(masters.stores.size, masters.firms.size)
  const found: LeftOut[] = [
    { name: '@payments', code: 'I_OTHER_RECORD', count: kinds.get('other') ?? 0 },
    { name: '@adjustments', code: 'I_OTHER_RECORD', count: kinds.get('stock_adjustment') ?? 0 },
    ...[...countTypes(tables)]
      .filter(({ type }) => transactionKind(Number(type)) === null)
      .map(({ type, count }) => ({ name: `txn_type ${type}`, code: 'W_UNKNOWN_RECORD', count })),
    { name: '@adjustments', code: 'W_UNKNOWN_RECORD', count: reconciled.unknown_adjustments },
    { name: '@orphan_lines', code: 'W_UNKNOWN_RECORD', count: countOrphans(tables) },
    { name: '@bills', code: 'W_BILL_RESIDUE', count: open },
    { name: '@stock', code: 'W_STOCK_RESIDUE', count: reconciled.open },
    { name: '@stock', code: 'W_STOCK_STORE', count: stock.length > 0 && places > 1 ? places : 0 },
  ]
  return found.filter(({ count }) => count > 0)
}
