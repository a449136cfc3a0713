import i18next from 'i18next'
import { say } from '../../ui/say'

/** Says how a cancel ended. Never throws. */
export async function notifyCancelled(cancelled: Promise<unknown>): Promise<void> {
  try {
    await cancelled
    say({ message: i18next.t('shell:jobs.cancelled') })
  } catch {
    say({ message: i18next.t('shell:jobs.cancel_failed') })
  }
}
