import { Dexie, type EntityTable, type Table } from 'dexie'
import type { EngineEvent } from '../domain/job'
import type { LogEntry } from '../domain/log-entry'
import type { StoredAction, StoredActionEvent, StoredActionRun, StoreSettingsRecord } from './action-records'
import type { ProposalPage } from './proposals'
import type { EngineRecord, OverviewRecord, RememberedMapping, SettingsRecord, StoredAlias, StoredDataset, StoredJob } from './records'
import type { WatchedFolderRecord } from './watched-folder'

/**
 * What a person decided and what was committed, in IndexedDB with strict durability: a write that resolved survives a power cut.
 * DuckDB is a projection of this and of the raw files.
 */
export class Catalog extends Dexie {
  declare datasets: EntityTable<StoredDataset, 'dataset_id'>
  declare mappings: EntityTable<RememberedMapping, 'header_signature'>
  declare jobs: EntityTable<StoredJob, 'job_id'>
  declare events: Table<EngineEvent, number, Omit<EngineEvent, 'id'>>
  declare settings: EntityTable<SettingsRecord, 'key'>
  declare overview: EntityTable<OverviewRecord, 'key'>
  declare aliases: EntityTable<StoredAlias, 'pair'>
  /** those that somebody decided about; the others are in `proposals` */
  declare actions: EntityTable<StoredAction, 'action_id'>
  declare proposals: EntityTable<ProposalPage, 'page'>
  declare action_events: Table<StoredActionEvent, number, Omit<StoredActionEvent, 'seq'>>
  declare action_run: EntityTable<StoredActionRun, 'key'>
  declare store_settings: EntityTable<StoreSettingsRecord, 'key'>
  declare log: Table<LogEntry, number, Omit<LogEntry, 'id'>>
  declare watched_folder: EntityTable<WatchedFolderRecord, 'key'>
  declare engine: EntityTable<EngineRecord, 'key'>

  constructor(name = 'lucid') {
    super(name, { chromeTransactionDurability: 'strict' })
    this.version(1).stores({
      datasets: 'dataset_id, file_sha256, status',
      mappings: 'header_signature',
      jobs: 'job_id, status, created_at',
      events: '++id, type, job_id',
      settings: 'key',
      overview: 'key',
      engine: 'key',
    })
    this.version(2).stores({ aliases: 'pair' })
    this.version(3).stores({
      actions: 'action_id, status, sku_id',
      action_events: '++seq, action_id',
      action_run: 'key',
      store_settings: 'key',
    })
    this.version(4).stores({ log: '++id' })
    this.version(5).stores({ watched_folder: 'key' })
    this.version(6).stores({ proposals: 'page' })
  }
}

export const openCatalog = (name?: string): Catalog => new Catalog(name)
