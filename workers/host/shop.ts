import type { Catalog } from '../../src/catalog/catalog'
import type { StoredDataset } from '../../src/catalog/records'
import type { AliasDecision } from '../../src/domain/alias'
import { APP_VERSION } from '../../src/domain/app-version'
import type { Settings } from '../../src/domain/settings'
import type { Database, ExploreDatabase } from '../db/database'
import { ENGINE_VERSION } from '../db/engine-version'
import type { CacheStore } from '../metrics/cache-store'
import type { MetricDeps } from '../metrics/run'
import { dataHash } from './data-hash'
import type { EventLog } from './event-log'
import { decisionWords } from './follow-decisions'
import type { Gate } from './gate'
import type { JobBoard } from './job-board'

/** The database as the host uses it. `reader` sees only what is committed. */
export interface ShopDatabase extends Database {
  readonly reader: Database
  /** for statements that a person wrote */
  readonly explorer: ExploreDatabase
}

/** Files as the host uses them: the part of FileStore that imports, deletes and recovery need. */
export interface ShopFiles {
  list(folder: 'incoming' | 'raw'): Promise<{ name: string; bytes: number }[]>
  size(folder: 'incoming' | 'raw', name: string): Promise<number | null>
  source(folder: 'raw', name: string): Promise<import('../db/byte-source').ByteSource | null>
  move(from: { folder: 'incoming'; name: string }, to: { folder: 'raw'; name: string }): Promise<void>
  remove(folder: 'incoming' | 'raw', name: string): Promise<void>
}

/** Everything that the owner of one epoch works with. */
export interface Shop {
  db: ShopDatabase
  catalog: Catalog
  files: ShopFiles
  cache: CacheStore | null
  board: JobBoard
  events: EventLog
  gate: Gate
  epoch: number
}

/** What was committed: datasets that are ready and not on their way out, in dataset_id order. */
export async function committedDatasets(catalog: Catalog): Promise<StoredDataset[]> {
  return (await catalog.datasets.toArray()).filter((one) => one.status === 'ready' && !one.doomed)
}

/** What metrics run on, for a state of the data. `db` is the reader for questions, the writer for a state that is about to be committed. */
export async function metricDeps(
  shop: Pick<Shop, 'cache'>,
  state: { db: Database; settings: Settings; datasets: readonly StoredDataset[]; aliases: readonly AliasDecision[]; data_version: number },
): Promise<MetricDeps> {
  return {
    db: state.db,
    cache: shop.cache,
    settings: state.settings,
    data_hash: await dataHash(state.datasets, decisionWords(state)),
    data_version: state.data_version,
    // a definition that changes with Lucid must not be answered from an older one's results
    engine_version: `${ENGINE_VERSION}, lucid ${APP_VERSION}`,
  }
}
