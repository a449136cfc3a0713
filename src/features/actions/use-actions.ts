import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { engine, useEngineQuery } from '../../client'
import type { Action, ActionList, OutcomeInput } from '../../domain/action'
import { toErrorShape } from '../../domain/errors'
import { say } from '../../ui/say'
import { hideUndo, sayWithUndo } from './undo-notice'

export type Step = 'approve' | 'reject' | 'complete' | 'undo'
export type Take = (step: Step, actions: readonly Action[], outcome?: OutcomeInput) => Promise<boolean>

/** The actions as they stand, proposed anew when the data has changed since; and the way to take a step with some of them. */
export function useActions() {
  const { t } = useTranslation('actions')
  const list = useEngineQuery('actions.list', {}, { keepPrevious: true })
  const [proposing, setProposing] = useState(false)
  const [fraction, setFraction] = useState<number | null>(null)
  const [error, setError] = useState<unknown>(null)
  const begun = useRef(false)
  const propose = useCallback(async () => {
    if (begun.current) return
    begun.current = true
    setProposing(true)
    setFraction(0)
    setError(null)
    try {
      await engine.call('actions.generate', {})
    } catch (thrown) {
      setError(thrown)
    } finally {
      begun.current = false
      setProposing(false)
    }
  }, [])
  useEffect(
    () =>
      engine.onEvent(({ type, data }) => {
        if (type === 'actions_progress' && typeof data.fraction === 'number') setFraction(data.fraction)
      }),
    [],
  )
  const is_stale = list.data?.is_current === false && !list.isPlaceholderData
  useEffect(() => {
    if (is_stale && error === null) void propose()
  }, [is_stale, error, propose])
  const take: Take = useCallback(
    async (step, actions, outcome) => {
      try {
        await engine.call('actions.transition', { action_ids: actions.map(({ action_id }) => action_id), step, outcome: outcome ?? null })
        hideUndo()
        const message = t(`said.${step}`, { count: actions.length })
        if (step === 'approve' && actions.length > 1)
          sayWithUndo(message, t('undo_all', { count: actions.length }), () => void take('undo', actions))
        else say({ id: 'actions', message, autoClose: 3_000 })
        return true
      } catch (thrown) {
        const { code, details } = toErrorShape(thrown)
        const promised = code === 'conflict' && details?.reason === 'promised'
        say({ id: 'actions', message: t(promised ? 'said.promised' : code === 'conflict' ? 'said.conflict' : 'said.failed') })
        return false
      }
    },
    [t],
  )
  return {
    list: list.data as ActionList | undefined,
    error: error ?? list.error,
    retry: () => void propose(),
    proposing,
    fraction: proposing ? fraction : null,
    propose,
    take,
  }
}

/** Names of stores by their ids. */
export function useStoreName(): (store_id: string) => string {
  const { data } = useEngineQuery('filter.options', {})
  return useMemo(() => {
    const names = new Map(data?.stores.map(({ store_id, name }) => [store_id, name]))
    return (store_id) => names.get(store_id) ?? store_id
  }, [data])
}
