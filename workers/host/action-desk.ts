import type { StoredAction } from '../../src/catalog/action-records'
import { commit } from '../../src/catalog/engine-record'
import { writeLog } from '../../src/catalog/log'
import { readProposals, takeUp } from '../../src/catalog/proposals'
import { readStoreSettings } from '../../src/catalog/store-settings'
import { type Action, type ActionList, type ActionStatus, type ActionStep, type OutcomeInput, unitsOf } from '../../src/domain/action'
import { statesOf } from '../../src/domain/action-life'
import { LucidError, toErrorShape } from '../../src/domain/errors'
import { StoreSettings } from '../../src/domain/store-settings'
import { type Finding, measure } from '../actions/measure'
import { proposeForShop } from '../actions/propose-shop'
import { defaultAsOf } from '../metrics/as-of'
import { hashOf } from '../metrics/cache'
import type { MetricDeps } from '../metrics/run'
import { outcomeFor, publicAction } from './action-outcome'
import { eventsOf, mayPromise, mayUndo, writeStep } from './action-steps'
import type { Shop } from './shop'
import { solverThreads } from './solver-threads'
import { takeProposals } from './take-proposals'

/** What the owner of an epoch does with actions. Every change is one Dexie transaction that fails when another owner has taken over. */
export interface ActionDesk {
  list(deps: MetricDeps, status: ActionStatus | null): Promise<ActionList>
  generate(deps: MetricDeps): Promise<{ proposed: number; superseded: number; kept: number; completed: number }>
  transition(
    deps: MetricDeps,
    ask: { action_ids: string[]; step: ActionStep; notes: string; outcome: OutcomeInput | null },
  ): Promise<Action[]>
  settings(change: Partial<StoreSettings>): Promise<StoreSettings>
}

type Ctx = Pick<Shop, 'catalog' | 'epoch' | 'events'> & { now: () => string }

export function actionDesk({ catalog, epoch, events, now }: Ctx): ActionDesk {
  const tables = [catalog.actions, catalog.proposals, catalog.action_events, catalog.action_run, catalog.store_settings]
  const told = () => events.tell({ type: 'actions_changed' })
  /** Tells every twentieth of the way once. */
  const tellProgress = () => {
    let said = -1
    return (fraction: number) => {
      const step = Math.floor(fraction * 20)
      if (step <= said) return
      said = step
      void events.tell({ type: 'actions_progress', data: { fraction } }).catch(() => {})
    }
  }

  /** Names the data and settings that proposals are made from; what was decided about actions is not of it. */
  const stateOf = async (deps: MetricDeps): Promise<string> => {
    const { removal_lead_days, fefo_share, costing_method } = deps.settings
    const store_settings = await readStoreSettings(catalog)
    return hashOf({ data: deps.data_hash, engine: deps.engine_version, removal_lead_days, fefo_share, costing_method, store_settings })
  }

  const findings = async (deps: MetricDeps, actions: readonly StoredAction[]): Promise<ReadonlyMap<string, Finding>> => {
    const approved = actions.filter(({ status }) => status === 'APPROVED')
    const through = approved.length > 0 ? await defaultAsOf(deps.db) : null
    return through === null ? new Map() : await measure(deps.db, approved, through)
  }

  const published = async (deps: MetricDeps, actions: readonly StoredAction[]): Promise<Action[]> => {
    const [by_action, found] = [await eventsOf(catalog, actions), await findings(deps, actions)]
    return actions.map((action) => publicAction(action, statesOf(by_action.get(action.action_id) ?? []), found.get(action.action_id)))
  }

  return {
    async list(deps, status) {
      const decided = status === null ? await catalog.actions.toArray() : await catalog.actions.where('status').equals(status).toArray()
      const all = status === null || status === 'PROPOSED' ? [...decided, ...(await readProposals(catalog))] : decided
      const run = await catalog.action_run.get('run')
      return {
        actions: await published(deps, all.filter(({ superseded }) => !superseded).sort(mostFirst)),
        is_current: run !== undefined && run.state === (await stateOf(deps)),
        as_of: run?.as_of ?? null,
        greedy: run?.greedy ?? 0,
      }
    },

    async generate(deps) {
      const state = await stateOf(deps)
      const before = await catalog.actions.toArray()
      const decided = before.filter(({ status }) => status === 'APPROVED' || status === 'DONE')
      const found = await findings(deps, decided)
      // what is over needs nobody to say so: it is done with what files tell, and can be corrected
      const over = decided.filter(({ action_id, status }) => status === 'APPROVED' && found.get(action_id)?.is_over)
      const through = await defaultAsOf(deps.db)
      // a count that came after it knows already what was carried out
      const reserved = decided
        .filter(({ status, as_of }) => status === 'APPROVED' || as_of === through)
        .map((action) => ({ ...action, qty: unitsOf(action) }))
      const { proposals, as_of, greedy } = await proposeForShop(deps, await readStoreSettings(catalog), reserved, {
        progress: tellProgress(),
        threads: (settings, known) =>
          solverThreads(settings, known, (error) => {
            void writeLog(catalog, { at: now(), where: 'engine', what: 'actions.generate' }, toErrorShape(error))
          }),
      })
      const at = now()
      const result = await commit(catalog, epoch, tables, async () => {
        const counted = await takeProposals(catalog, proposals, at)
        for (const action of over) {
          const measured = found.get(action.action_id) as Finding
          const { through: day, is_over: _, ...input } = measured
          await writeStep(catalog, action, 'complete', {
            at,
            who: 'lucid',
            note: '',
            outcome: { ...input, measured_at: day, from: 'files' },
          })
        }
        await catalog.action_run.put({ key: 'run', state, as_of, greedy })
        return { ...counted, completed: over.length }
      })
      await told()
      return result
    },

    async transition(deps, { action_ids, step, notes, outcome }) {
      const ids = [...new Set(action_ids)]
      const asked = (await catalog.actions.bulkGet(ids)).filter((one) => one !== undefined)
      const found = await findings(deps, asked)
      const at = now()
      await commit(catalog, epoch, tables, async () => {
        for (const action_id of ids) {
          const action = (await catalog.actions.get(action_id)) ?? (await takeUp(catalog, action_id))
          if (!action) throw new LucidError('not_found', 'There is no such action.', { details: { action_id } })
          if (step === 'approve') await mayPromise(catalog, action)
          if (step === 'undo') await mayUndo(catalog, action)
          await writeStep(catalog, action, step, {
            at,
            who: 'person',
            note: notes,
            outcome: step === 'complete' || step === 'correct' ? outcomeFor(action, outcome, found.get(action_id), at) : null,
          })
        }
      })
      await told()
      return await published(deps, (await catalog.actions.bulkGet(ids)) as StoredAction[])
    },

    async settings(change) {
      const next_settings = await commit(catalog, epoch, tables, async () => {
        const settings = StoreSettings.parse({ ...(await readStoreSettings(catalog)), ...change })
        await catalog.store_settings.put({ ...settings, key: 'store_settings' })
        return settings
      })
      await told()
      return next_settings
    },
  }
}

const mostFirst = (a: StoredAction, b: StoredAction): number =>
  b.expected_savings_e4 - a.expected_savings_e4 || b.score - a.score || (a.action_id < b.action_id ? -1 : 1)
