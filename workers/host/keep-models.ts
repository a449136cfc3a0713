import { keepDemand } from '../models/demand'
import { isOpenStatus } from './job-status'
import type { Shop } from './shop'

/**
 * Keeps what is dear to work out and belongs to no import, while nothing else is to be written. A start that comes before it is done works it out again
 * when somebody asks.
 */
export async function keepModels({ db, catalog, gate }: Pick<Shop, 'db' | 'catalog' | 'gate'>, goOn: () => boolean): Promise<void> {
  const coming = (await catalog.jobs.toArray()).some(({ status }) => isOpenStatus(status))
  if (coming) return // a file that is just being copied will change the facts
  await keepDemand({
    db,
    reader: db.reader,
    goOn,
    alone: async (work) => {
      const open = await gate.close()
      try {
        await work()
        await db.checkpoint()
      } finally {
        open()
      }
    },
  })
}
