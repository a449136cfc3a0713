import type { StoredAction, StoredActionEvent } from '../../src/catalog/action-records'
import { commit } from '../../src/catalog/engine-record'
import { writeLog } from '../../src/catalog/log'
import { readProposals, replaceProposals, takeUp } from '../../src/catalog/proposals'
import { readStoreSettings } from '../../src/catalog/store-settings'
import {
  type Action,
  type ActionList,
  type ActionStatus,
  type ActionStep,
  type Outcome,
  type OutcomeInput,
  unitsOf,
} from '../../src/domain/action'
import { type ActionState, canUndo, next, realisedSavings, statesOf } from '../../src/domain/action-life'
import { LucidError, toErrorShape } from '../../src/domain/errors'
import { StoreSettings } from '../../src/domain/store-settings'
import { type Finding, measure } from '../actions/measure'
import { proposeForShop } from '../actions/propose-shop'
import { defaultAsOf } from '../metrics/as-of'
import { hashOf } from '../metrics/cache'
import type { MetricDeps } from '../metrics/run'
import type { Shop } from './shop'
import { solverThreads } from './solver-threads'
import { standingRefusals } from './standing-refusals'

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

/** Keys from which on a whole table is read rather than searched. */
const MANY_KEYS = 100

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

  const eventsOf = async (actions: readonly StoredAction[]): Promise<Map<string, StoredActionEvent[]>> => {
    const ids = actions.map(({ action_id }) => action_id)
    const by_action = new Map<string, StoredActionEvent[]>(ids.map((id) => [id, []]))
    // a search key by key is dearer than reading all where there are many keys
    const events =
      ids.length > MANY_KEYS
        ? await catalog.action_events.orderBy('seq').toArray()
        : await catalog.action_events.where('action_id').anyOf(ids).sortBy('seq')
    for (const event of events) by_action.get(event.action_id)?.push(event)
    return by_action
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
    const [by_action, found] = [await eventsOf(actions), await findings(deps, actions)]
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
        const known = new Map((await catalog.actions.toArray()).map((one) => [one.action_id, one]))
        const wanted = new Set(proposals.map(({ action_id }) => action_id))
        // what nobody decided about is replaced as a whole: it has no history to keep
        const open = new Map((await readProposals(catalog)).map((one) => [one.action_id, one]))
        const isRefused = standingRefusals([...known.values()])
        const fresh = proposals.filter((proposal) => !known.has(proposal.action_id) && !isRefused(proposal))
        const lasting = fresh.filter(({ action_id }) => open.has(action_id)).length
        await replaceProposals(
          catalog,
          fresh.map((proposal) => ({
            ...proposal,
            status: 'PROPOSED' as const,
            superseded: false,
            created_at: open.get(proposal.action_id)?.created_at ?? at,
          })),
        )
        let [proposed, superseded, kept] = [fresh.length - lasting, open.size - lasting, lasting]
        const gone = [...known.values()].filter(({ status, action_id }) => status === 'PROPOSED' && !wanted.has(action_id))
        const states = await eventsOf(gone)
        await catalog.action_events.bulkAdd(
          gone.map(({ action_id, status }) => ({
            action_id,
            step: 'supersede' as const,
            from: status,
            to: next(statesOf(states.get(action_id) ?? []), 'supersede'),
            outcome: null,
            at,
            who: 'lucid' as const,
            note: 'SUPERSEDED',
          })),
        )
        await catalog.actions.bulkPut(
          gone.map((action) => ({ ...action, status: next(statesOf(states.get(action.action_id) ?? []), 'supersede'), superseded: true })),
        )
        superseded += gone.length
        for (const proposal of proposals) {
          const same = known.get(proposal.action_id)
          if (!same) continue
          if (same.superseded && !isRefused(proposal)) {
            await write(same, 'revive', { at, who: 'lucid', note: '', outcome: null, superseded: false })
            proposed++
          } else if (!same.superseded) kept++
        }
        for (const action of over) {
          const measured = found.get(action.action_id) as Finding
          const { through: day, is_over: _, ...input } = measured
          await write(action, 'complete', { at, who: 'lucid', note: '', outcome: { ...input, measured_at: day, from: 'files' } })
        }
        await catalog.action_run.put({ key: 'run', state, as_of, greedy })
        return { proposed, superseded, kept, completed: over.length }
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
          if (step === 'approve') await mayPromise(action)
          if (step === 'undo') await mayUndo(action)
          await write(action, step, {
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

  /** One event and where it leads. Inside a transaction; throws conflict for an illegal step. */
  async function write(
    action: StoredAction,
    step: ActionStep,
    {
      superseded = action.superseded,
      outcome,
      ...said
    }: { at: string; who: 'person' | 'lucid'; note: string; outcome: Outcome | null; superseded?: boolean },
  ): Promise<void> {
    const states = statesOf(await catalog.action_events.where('action_id').equals(action.action_id).sortBy('seq'))
    const to = next(states, step)
    await catalog.action_events.add({ action_id: action.action_id, step, from: action.status, to, outcome, ...said })
    await catalog.actions.update(action.action_id, { status: to, superseded })
  }

  /** Throws conflict when the batch, or what is at risk of it, has been promised already. */
  async function mayPromise(action: StoredAction): Promise<void> {
    const others = (await catalog.actions.where('sku_id').equals(action.sku_id).toArray()).filter(
      (one) =>
        one.action_id !== action.action_id &&
        one.from_store === action.from_store &&
        one.batch_id === action.batch_id &&
        one.expiry_date === action.expiry_date &&
        (one.status === 'APPROVED' || (one.status === 'DONE' && one.as_of === action.as_of)) &&
        !action.reserved.includes(one.action_id), // these were taken off before it was proposed
    )
    const promised = others.reduce((sum, { qty }) => sum + qty, 0)
    if (promised + action.qty > action.baseline.act_units + 1e-9)
      throw new LucidError('conflict', 'These units are promised to another action.', {
        details: { reason: 'promised', action_id: action.action_id, promised, left: Math.max(0, action.baseline.act_units - promised) },
      })
  }

  /** Throws conflict when another decision rests on this one. */
  async function mayUndo(action: StoredAction): Promise<void> {
    if (action.status === 'REJECTED') {
      const states = statesOf(await catalog.action_events.where('action_id').equals(action.action_id).sortBy('seq'))
      if (states.at(-2)?.status === 'APPROVED') await mayPromise(action)
      return
    }
    const rests = (await catalog.actions.where('sku_id').equals(action.sku_id).toArray()).some(
      (one) => (one.status === 'APPROVED' || one.status === 'DONE') && one.reserved.includes(action.action_id),
    )
    if (rests && action.status === 'APPROVED')
      throw new LucidError('conflict', 'Another approved action was made with this one in mind.', { details: { reason: 'depended_on' } })
  }
}

/** What an action brought: as said, else as files tell, else as it was expected. */
function outcomeFor(action: StoredAction, said: OutcomeInput | null, found: Finding | undefined, at: string): Outcome {
  if (said) {
    const most = unitsOf(action)
    if (said.cleared_units > most + 1e-9)
      throw new LucidError('bad_request', 'More units than the action is about.', { details: { reason: 'too_many_units', most } })
    return { ...said, measured_at: at, from: 'person' }
  }
  if (found && found.cleared_units > 0) {
    const { through, is_over: _, ...input } = found
    return { ...input, measured_at: through, from: 'files' }
  }
  const { unit_value, lane_cost } = action.baseline
  return {
    recovered_value: Math.round(unit_value * action.qty * 1e4) / 1e4,
    action_cost: lane_cost,
    cleared_units: action.qty,
    notes: '',
    measured_at: at,
    from: 'person',
  }
}

function publicAction(action: StoredAction, states: readonly ActionState[], found: Finding | undefined): Action {
  const { expected_savings_e4, superseded: _s, reserved: _r, ...rest } = action
  const { outcome } = states.at(-1) as ActionState
  const measured = found && found.cleared_units > 0 ? found : null
  return {
    ...rest,
    expected_savings: expected_savings_e4 / 1e4,
    outcome,
    realised_savings: action.status === 'DONE' && outcome ? realisedSavings(outcome, action.baseline) : null,
    measured: measured && {
      recovered_value: measured.recovered_value,
      action_cost: measured.action_cost,
      cleared_units: measured.cleared_units,
      notes: measured.notes,
      through: measured.through,
    },
    can_undo: canUndo(states),
  }
}

const mostFirst = (a: StoredAction, b: StoredAction): number =>
  b.expected_savings_e4 - a.expected_savings_e4 || b.score - a.score || (a.action_id < b.action_id ? -1 : 1)
