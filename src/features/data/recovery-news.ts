import i18next from 'i18next'
import { z } from 'zod'
import { engine } from '../../client'
import type { EngineEvent } from '../../domain/job'
import { say } from '../../ui/say'
import { expectNews, ownJob, type Recovered, tell } from './news'
import { byRecovery, recoveredWords } from './recovered-words'
import '../../i18n/words/data'

const What = z.object({ action: z.enum(['restarted', 'rolled_back', 'rebuilt']), filename: z.string().nullable() })
const KEY = 'lucid.recovery_told'
/** What happened at one start comes within this time, in ms, and is told in one message. */
const TOGETHER = 400
/** Files named in the message; the Data page names all of them. */
const NAMED = 3

/**
 * Tells what became of work that was interrupted: at once where a tab is open, else in the tab that is opened next, and never twice on
 * this device. Once per page. Never throws.
 */
export async function tellRecovery(): Promise<void> {
  const told = readTold()
  const heard = new Map<number, EngineEvent>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const hear = (event: EngineEvent) => {
    if (event.type !== 'recovered' || event.id <= told || heard.has(event.id)) return
    heard.set(event.id, event)
    clearTimeout(timer)
    timer = setTimeout(() => {
      announce([...heard.values()].filter(({ id }) => id > said).sort((a, b) => a.id - b.id))
      said = Math.max(said, ...heard.keys())
      keepTold(said)
    }, TOGETHER)
  }
  let said = told
  engine.onEvent(hear)
  for (const event of await engine.call('events.since', { after_id: told }).catch(() => [])) hear(event)
}

function announce(events: readonly EngineEvent[]): void {
  const recovered: { name: string; action: Recovered }[] = []
  for (const { job_id, data } of events) {
    const what = What.safeParse(data)
    if (!what.success) continue
    const { action, filename } = what.data
    const name = filename ?? i18next.t('data:job.unnamed')
    expectNews(name)
    tell({ name, what: 'recovered', action })
    if (job_id && action === 'restarted') ownJob(job_id) // its end is told, and its questions are asked, as if it had been dropped in this tab
    recovered.push({ name, action })
  }
  if (recovered.length === 0) return
  const t = i18next.getFixedT(null, 'data')
  const message = byRecovery(recovered)
    .map(([action, names]) => recoveredWords(t, action, names, NAMED))
    .join(' ')
  say({ title: t('recovered.title'), message, autoClose: false })
}

function readTold(): number {
  try {
    return Number(localStorage.getItem(KEY)) || 0
  } catch {
    return 0 // storage refused: told in every tab
  }
}
function keepTold(id: number): void {
  try {
    localStorage.setItem(KEY, String(id))
  } catch {
    // storage refused: told once more in the next tab
  }
}
