import { type NotificationData, notifications } from '@mantine/notifications'
import i18next from 'i18next'

/** A short message in the corner. Its closing cross has a name for those who cannot see it. */
export function say(message: NotificationData): void {
  notifications.show({ color: 'gray', withBorder: true, closeButtonProps: { 'aria-label': i18next.t('ui:close') }, ...message })
}
