import { isOpenStatus } from '../../src/domain/job'
import { keepDemand } from '../models/demand'
import type { Shop } from './shop'

/** Somebody who asks is waited for, but not longer than so many milliseconds; and how often is looked. */
const MOST_PATIENCE = 60_000
const LOOK_EVERY = 50

/**
 * Keeps what is dear to work out and belongs to no import, while nothing else is to be written and once no question was asked for `quiet` milliseconds. A start
 * that comes before it is done works it out again when somebody asks.
 */
export async function keepModels(
  { db, catalog, gate }: Pick<Shop, 'db' | 'catalog' | 'gate'>,
  goOn: () => boolean,
  quiet = 0,
): Promise<void> {
  for (let waited = 0; waited < MOST_PATIENCE && goOn() && gate.quietFor() < quiet; waited += LOOK_EVERY)
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY))
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
