import type { Catalog } from '../../src/catalog/catalog'
import { appendEvents, pruneEvents } from '../../src/catalog/events'
import { EVENTS_CHANNEL } from '../../src/domain/channels'
import type { EngineEvent } from '../../src/domain/job'

export interface News {
  type: EngineEvent['type']
  job_id?: string | null
  dataset_id?: string | null
  data?: Record<string, unknown>
}

/** Events that every tab hears, kept in Dexie so that one that was away can catch up. */
export class EventLog {
  private readonly channel = new BroadcastChannel(EVENTS_CHANNEL)

  constructor(
    private readonly catalog: Catalog,
    private readonly now: () => string,
  ) {}

  /** Resolves when the event is kept and told. */
  async tell(news: News): Promise<void> {
    const tell = await this.keep([news])
    tell()
  }

  /** Keeps events as part of the caller's transaction, which needs the table of events. What it gives tells them, once that transaction is through. */
  async keep(news: readonly News[]): Promise<() => void> {
    const at = this.now()
    const events = await appendEvents(
      this.catalog,
      news.map(({ type, job_id = null, dataset_id = null, data = {} }) => ({ type, at, job_id, dataset_id, data })),
    )
    return () => {
      for (const event of events) this.channel.postMessage(event)
    }
  }

  prune(ended_job_ids: readonly string[]): Promise<void> {
    return pruneEvents(this.catalog, ended_job_ids)
  }

  close(): void {
    this.channel.close()
  }
}
