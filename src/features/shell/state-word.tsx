import { Button, Popover, Text, UnstyledButton } from '@mantine/core'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { useEngineQuery, useTabState } from '../../client'
import { updateNow, useServiceWorker } from './service-worker'
import classes from './state-word.module.css'

function useOnline(): boolean {
  return useSyncExternalStore(
    (listener) => {
      window.addEventListener('online', listener)
      window.addEventListener('offline', listener)
      return () => {
        window.removeEventListener('online', listener)
        window.removeEventListener('offline', listener)
      }
    },
    () => navigator.onLine,
  )
}

/** True for ten seconds after `event` became true: long enough to be read once. */
function useForAWhile(event: boolean): boolean {
  const [fresh, setFresh] = useState(false)
  useEffect(() => {
    if (!event) return
    setFresh(true)
    const timer = setTimeout(() => setFresh(false), 10_000)
    return () => clearTimeout(timer)
  }, [event])
  return fresh
}

type Word = 'trouble' | 'update_ready' | 'preparing' | 'offline_ready' | 'offline' | 'in_memory' | 'saved' | 'data_saved'

/** The one word that matters most now; null while there is nothing worth a word. */
function useWord(): Word | null {
  const tab = useTabState()
  const worker = useServiceWorker()
  const online = useOnline()
  const empty = useEngineQuery('datasets.list', {}).data?.length === 0
  const just_ready = useForAWhile(worker.just_ready)
  if (tab.phase === 'unavailable' || tab.phase === 'contract_mismatch' || tab.phase === 'takeover_offered') return 'trouble'
  if (worker.waiting) return 'update_ready'
  if (!tab.ready) return 'preparing'
  if (just_ready) return 'offline_ready'
  if (!online) return 'offline'
  if (empty) return worker.offline_ready ? 'offline_ready' : null
  if (tab.in_memory) return 'in_memory'
  return worker.offline_ready ? 'saved' : 'data_saved'
}

/** One quiet word of state, with what it means on press. Changes are read out politely. */
export function StateWord() {
  const { t } = useTranslation('shell')
  const word = useWord()
  const { update } = useServiceWorker()
  if (word === null) return <div role="status" />
  const note = {
    trouble: null,
    update_ready: t(update === 'late' ? 'state.update_late_note' : 'state.update_note'),
    preparing: null,
    offline_ready: t('state.offline_ready_note'),
    offline: t('state.offline_note'),
    in_memory: t('state.in_memory_note'),
    saved: t('state.offline_ready_note'),
    data_saved: t('state.data_saved_note'),
  }[word]
  const text = (
    <span className={classes.word} data-word={word}>
      <i aria-hidden />
      {t(`state.${word}`)}
    </span>
  )
  return (
    <div role="status">
      {note ? (
        <Popover position="bottom-end" width={280} withArrow>
          <Popover.Target>
            <UnstyledButton className={classes.button}>{text}</UnstyledButton>
          </Popover.Target>
          <Popover.Dropdown>
            <Text size="sm">{note}</Text>
            {word === 'update_ready' ? (
              <Button mt="sm" size="xs" loading={update === 'asked'} onClick={updateNow}>
                {t('state.update_action')}
              </Button>
            ) : null}
          </Popover.Dropdown>
        </Popover>
      ) : (
        text
      )}
    </div>
  )
}
