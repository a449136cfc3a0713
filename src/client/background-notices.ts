/** Whether the system may tell of what ends while nobody looks: off until a person turns it on, on this device. */
export type NoticesState = 'on' | 'off' | 'refused' | 'unsupported'

const KEY = 'lucid.background_notices'

export function noticesState(): NoticesState {
  if (!('Notification' in globalThis) || !('serviceWorker' in navigator)) return 'unsupported'
  if (Notification.permission === 'denied') return 'refused'
  return Notification.permission === 'granted' && localStorage.getItem(KEY) === 'on' ? 'on' : 'off'
}

/** Asks the browser for its permission where it is needed. Call it from a press; browsers refuse anything else. */
export async function turnNoticesOn(): Promise<NoticesState> {
  if (noticesState() === 'unsupported') return 'unsupported'
  if ((await Notification.requestPermission()) === 'granted') localStorage.setItem(KEY, 'on')
  return noticesState()
}

export function turnNoticesOff(): void {
  localStorage.removeItem(KEY)
}

/** Shows a notice through the service worker, which brings Lucid back when it is pressed. A later one with the same tag takes its place. Never throws. */
export async function showNotice(title: string, { body, tag, path }: { body: string; tag: string; path: string }): Promise<void> {
  if (noticesState() !== 'on') return
  try {
    const registration = await navigator.serviceWorker.getRegistration()
    await registration?.showNotification(title, { body, tag, icon: '/icons/icon-192.png', data: { path } })
  } catch (error) {
    console.warn('The notice could not be shown.', error)
  }
}
