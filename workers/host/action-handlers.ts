import { readStoreSettings } from '../../src/catalog/store-settings'
import type { MetricDeps } from '../metrics/run'
import { actionDesk } from './action-desk'
import type { Handlers } from './dispatch'
import { kpisOf } from './kpis'
import type { Shop } from './shop'

type ActionMethod = Extract<keyof Handlers, `actions.${string}` | `kpis.${string}` | `store_settings.${string}`>

/** The engine's methods about actions, their figures and what stores allow. `asking` gives one committed state of the data. */
export function actionHandlers(
  early: Pick<Shop, 'catalog' | 'epoch' | 'events'>,
  now: () => string,
  asking: <T>(work: (deps: MetricDeps) => Promise<T>) => Promise<T>,
): Pick<Handlers, ActionMethod> {
  const { catalog } = early
  const desk = actionDesk({ ...early, now })
  return {
    'actions.list': ({ status }) => asking((deps) => desk.list(deps, status)),
    'actions.generate': () => asking((deps) => desk.generate(deps)),
    'actions.transition': (ask) => asking((deps) => desk.transition(deps, ask)),
    'actions.events': ({ action_id }) =>
      action_id === null
        ? catalog.action_events.orderBy('seq').toArray()
        : catalog.action_events.where('action_id').equals(action_id).sortBy('seq'),
    'actions.outcome': async ({ action_id, outcome }) => {
      const [action] = await asking((deps) =>
        desk.transition(deps, { action_ids: [action_id], step: 'correct', notes: outcome.notes, outcome }),
      )
      return action as NonNullable<typeof action>
    },
    'kpis.get': () => asking((deps) => kpisOf(catalog, deps)),
    'store_settings.get': () => readStoreSettings(catalog),
    'store_settings.put': (change) => desk.settings(change),
  }
}
