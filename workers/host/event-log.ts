import type { Catalog } from '../../src/catalog/catalog'
import { appendEvent, pruneEvents } from '../../src/catalog/events'
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
  async tell({ type, job_id = null, dataset_id = null, data = {} }: News): Promise<void> {
    const event = await appendEvent(this.catalog, { type, at: this.now(), job_id, dataset_id, data })
    this.channel.postMessage(event)
  }

  prune(ended_job_id: string | null): Promise<void> {
    return pruneEvents(this.catalog, ended_job_id)
  }

  close(): void {
    this.channel.close()
  }
}
