import { notifications } from '@mantine/notifications'
import i18next from 'i18next'

/** Says how a cancel ended. Never throws. */
export async function notifyCancelled(cancelled: Promise<unknown>): Promise<void> {
  try {
    await cancelled
    notifications.show({ message: i18next.t('shell:jobs.cancelled'), color: 'gray', withBorder: true })
  } catch {
    notifications.show({ message: i18next.t('shell:jobs.cancel_failed'), color: 'gray', withBorder: true })
  }
}
